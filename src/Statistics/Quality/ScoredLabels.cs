using Plumbline.Statistics.Sorting;

namespace Plumbline.Statistics.Quality;

/// <summary>Scores of the positive and of the negative rows, each sorted: built once, read by every measure of a score.</summary>
public sealed class ScoredLabels
{
    readonly double[] _positives;
    readonly double[] _negatives;

    ScoredLabels(double[] positives, double[] negatives, long skipped)
    {
        double[] scratch = new double[Math.Max(positives.Length, negatives.Length)];
        RadixSort.SortInPlace(positives, scratch);
        RadixSort.SortInPlace(negatives, scratch);
        _positives = positives;
        _negatives = negatives;
        Skipped = skipped;
    }

    /// <summary>Scores of the positive rows, ascending.</summary>
    public ReadOnlySpan<double> Positives => _positives;

    /// <summary>Scores of the negative rows, ascending.</summary>
    public ReadOnlySpan<double> Negatives => _negatives;

    /// <summary>Rows left out: no label, or a score that is not finite.</summary>
    public long Skipped { get; }

    /// <summary>Rows kept.</summary>
    public long Count => (long)_positives.Length + _negatives.Length;

    /// <summary>Splits and sorts the scores. Cost n.</summary>
    /// <param name="scores">Scores, length n, any order, higher meaning more likely positive; not modified. NaN and infinities are skipped
    /// and counted.</param>
    /// <param name="truth">Label codes of the same rows: <paramref name="positive"/> is positive, any other code at least 0 negative,
    /// below 0 missing.</param>
    /// <param name="positive">The code of the positive class.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static ScoredLabels Of(ReadOnlySpan<double> scores, ReadOnlySpan<int> truth, int positive = 1)
    {
        if (truth.Length != scores.Length) throw new ArgumentException($"{scores.Length} scores but {truth.Length} labels.", nameof(truth));
        int positives = 0, negatives = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            if (truth[i] < 0 || !double.IsFinite(scores[i])) continue;
            if (truth[i] == positive) positives++;
            else negatives++;
        }
        double[] above = new double[positives], below = new double[negatives];
        for (int i = 0; i < scores.Length; i++)
        {
            if (truth[i] < 0 || !double.IsFinite(scores[i])) continue;
            if (truth[i] == positive) above[--positives] = scores[i];
            else below[--negatives] = scores[i];
        }
        return new(above, below, scores.Length - (long)above.Length - below.Length);
    }

    /// <summary>The counts when rows with a score at or above <paramref name="threshold"/> are selected. Cost log n.</summary>
    public ConfusionCounts At(double threshold)
    {
        long missed = Below(_positives, threshold);
        long rejected = Below(_negatives, threshold);
        return new(_positives.Length - missed, _negatives.Length - rejected, missed, rejected);
    }

    static int Below(double[] sorted, double threshold)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < threshold) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
