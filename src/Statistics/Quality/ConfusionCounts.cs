namespace Plumbline.Statistics.Quality;

/// <summary>How often truth and decision of a binary task agreed and disagreed: the four counts every count-based measure comes
/// from.</summary>
/// <param name="TruePositives">Positive rows decided positive.</param>
/// <param name="FalsePositives">Negative rows decided positive.</param>
/// <param name="FalseNegatives">Positive rows decided negative.</param>
/// <param name="TrueNegatives">Negative rows decided negative.</param>
public readonly record struct ConfusionCounts(long TruePositives, long FalsePositives, long FalseNegatives, long TrueNegatives)
{
    /// <summary>All rows counted.</summary>
    public long Count => TruePositives + FalsePositives + FalseNegatives + TrueNegatives;

    /// <summary>Rows whose truth is positive.</summary>
    public long Positives => TruePositives + FalseNegatives;

    /// <summary>Rows whose truth is negative.</summary>
    public long Negatives => FalsePositives + TrueNegatives;

    /// <summary>Rows decided positive.</summary>
    public long Selected => TruePositives + FalsePositives;

    /// <summary>Counts the rows; a row with a negative code on either side is missing and skipped.</summary>
    /// <param name="truth">Label codes, length n: <paramref name="positive"/> is positive, any other code at least 0 negative, below 0
    /// missing.</param>
    /// <param name="decision">Decision codes of the same rows, same coding.</param>
    /// <param name="positive">The code of the positive class.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static ConfusionCounts Of(ReadOnlySpan<int> truth, ReadOnlySpan<int> decision, int positive = 1)
    {
        if (truth.Length != decision.Length)
            throw new ArgumentException($"{truth.Length} labels but {decision.Length} decisions.", nameof(decision));
        long tp = 0, fp = 0, fn = 0, tn = 0;
        for (int i = 0; i < truth.Length; i++)
        {
            if (truth[i] < 0 || decision[i] < 0) continue;
            bool isPositive = truth[i] == positive;
            if (decision[i] == positive)
            {
                if (isPositive) tp++;
                else fp++;
            }
            else if (isPositive) fn++;
            else tn++;
        }
        return new(tp, fp, fn, tn);
    }

    /// <summary>The counts of the two sets of rows together.</summary>
    public ConfusionCounts Merge(in ConfusionCounts other) => new(
        TruePositives + other.TruePositives,
        FalsePositives + other.FalsePositives,
        FalseNegatives + other.FalseNegatives,
        TrueNegatives + other.TrueNegatives);
}
