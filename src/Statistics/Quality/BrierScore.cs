namespace Plumbline.Statistics.Quality;

/// <summary>Mean squared distance of the score from the label, in [0, 1] for a binary task; lower is better.</summary>
/// <remarks>Binary as scikit-learn <c>brier_score_loss</c>, to 1e-9. Source: Brier, "Verification of forecasts expressed in terms of
/// probability" (1950).</remarks>
public static class BrierScore
{
    /// <summary>The score with a normal interval of the mean; NaN without rows.</summary>
    /// <param name="scores">Probabilities of the positive class in [0, 1], length n; NaN or outside: the row is skipped.</param>
    /// <param name="truth">Label codes of the same rows: <paramref name="positive"/> is positive, any other code at least 0 negative,
    /// below 0 missing.</param>
    /// <param name="positive">The code of the positive class.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Estimate Compute(ReadOnlySpan<double> scores, ReadOnlySpan<int> truth, int positive = 1)
    {
        if (truth.Length != scores.Length) throw new ArgumentException($"{scores.Length} scores but {truth.Length} labels.", nameof(truth));
        RunningMean mean = default;
        for (int i = 0; i < scores.Length; i++)
        {
            if (truth[i] < 0 || !(scores[i] is >= 0 and <= 1)) continue;
            double error = scores[i] - (truth[i] == positive ? 1 : 0);
            mean.Add(error * error);
        }
        return mean.ToEstimate(least: 0, most: 1);
    }

    /// <summary>Brier's original score over k labels, in [0, 2]: the squared errors of all columns added.</summary>
    /// <param name="scores">One column per label, all of length n; a row with a NaN or out-of-range score is skipped.</param>
    /// <param name="truth">Label codes, 0 .. k - 1; below 0 missing.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Estimate Multiclass(IReadOnlyList<double[]> scores, ReadOnlySpan<int> truth)
    {
        ArgumentNullException.ThrowIfNull(scores);
        foreach (double[] column in scores)
            if (column.Length != truth.Length)
                throw new ArgumentException($"{truth.Length} labels but {column.Length} scores.", nameof(scores));
        RunningMean mean = default;
        for (int i = 0; i < truth.Length; i++)
        {
            if (truth[i] < 0) continue;
            double sum = 0;
            for (int label = 0; label < scores.Count; label++)
            {
                double score = scores[label][i] is >= 0 and <= 1 ? scores[label][i] : double.NaN;
                double error = score - (truth[i] == label ? 1 : 0);
                sum += error * error;
            }
            if (!double.IsNaN(sum)) mean.Add(sum);
        }
        return mean.ToEstimate(least: 0, most: 2);
    }
}
