namespace Plumbline.Statistics.Quality;

/// <summary>Mean negative log likelihood of the labels under the scores, in nats.</summary>
/// <param name="Loss">The loss with a normal interval of the mean; NaN without rows.</param>
/// <param name="Clipped">Rows whose probability was moved to 1e-15 or 1 - 1e-15.</param>
/// <param name="Skipped">Rows left out: no label, or a score that is NaN or outside [0, 1].</param>
/// <remarks>As scikit-learn <c>log_loss(eps=1e-15)</c>, to 1e-9. Source: Good, "Rational decisions" (1952).</remarks>
public readonly record struct LogLoss(Estimate Loss, long Clipped, long Skipped)
{
    const double Clip = 1e-15;

    /// <summary>The loss of a binary score.</summary>
    /// <param name="scores">Probabilities of the positive class in [0, 1], length n.</param>
    /// <param name="truth">Label codes of the same rows: <paramref name="positive"/> is positive, any other code at least 0 negative,
    /// below 0 missing.</param>
    /// <param name="positive">The code of the positive class.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static LogLoss Compute(ReadOnlySpan<double> scores, ReadOnlySpan<int> truth, int positive = 1)
    {
        if (truth.Length != scores.Length) throw new ArgumentException($"{scores.Length} scores but {truth.Length} labels.", nameof(truth));
        RunningMean mean = default;
        long clipped = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            if (truth[i] < 0 || !(scores[i] is >= 0 and <= 1)) continue;
            double kept = Math.Clamp(scores[i], Clip, 1 - Clip);
            if (kept != scores[i]) clipped++;
            mean.Add(-Math.Log(truth[i] == positive ? kept : 1 - kept));
        }
        return new(mean.ToEstimate(least: 0), clipped, scores.Length - mean.Count);
    }

    /// <summary>The loss of k scores per row; each row is divided by its sum after clipping, as scikit-learn does.</summary>
    /// <param name="scores">One column per label, all of length n; entry [label][row].</param>
    /// <param name="truth">Label codes, 0 .. k - 1; below 0 missing. A row with a NaN or out-of-range score is skipped.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label code is not below k.</exception>
    public static LogLoss Multiclass(IReadOnlyList<double[]> scores, ReadOnlySpan<int> truth)
    {
        ArgumentNullException.ThrowIfNull(scores);
        foreach (double[] column in scores)
            if (column.Length != truth.Length)
                throw new ArgumentException($"{truth.Length} labels but {column.Length} scores.", nameof(scores));
        RunningMean mean = default;
        long clipped = 0;
        for (int i = 0; i < truth.Length; i++)
        {
            if (truth[i] < 0) continue;
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(truth[i], scores.Count, nameof(truth));
            double sum = 0;
            foreach (double[] column in scores) sum += column[i] is >= 0 and <= 1 ? Math.Clamp(column[i], Clip, 1 - Clip) : double.NaN;
            if (double.IsNaN(sum)) continue;
            double kept = Math.Clamp(scores[truth[i]][i], Clip, 1 - Clip);
            if (kept != scores[truth[i]][i]) clipped++;
            mean.Add(-Math.Log(kept / sum));
        }
        return new(mean.ToEstimate(least: 0), clipped, truth.Length - mean.Count);
    }
}
