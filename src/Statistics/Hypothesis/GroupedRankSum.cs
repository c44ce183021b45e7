using Plumbline.Statistics.Distances;

namespace Plumbline.Statistics.Hypothesis;

/// <summary>Rank tests on counts of ordered cells: is the current sample further right, is it wider?</summary>
/// <remarks>
/// Every value has the mid-rank of its cell in both samples together. The variance is that of a sum of scores drawn without replacement,
/// which is the usual
/// rank-sum variance with its correction for ties. When every row has the same score no arrangement differs from any other, so p is exactly
/// 1.
/// Source: Lehmann, "Nonparametrics" (1975), section 1.4 (ties); Mood, "On the asymptotic efficiency of certain nonparametric two-sample
/// tests" (1954) for the spread.
/// Location checked against scipy.stats.mannwhitneyu(method="asymptotic", use_continuity=False), spread against scipy.stats.mood for data
/// without ties.
/// </remarks>
public static class GroupedRankSum
{
    /// <summary>The two-sided rank-sum test of a shift. The statistic is a z-score, positive when the current sample lies further
    /// right.</summary>
    /// <param name="reference">Reference counts per cell from the left, unjoined, each at least 0.</param>
    /// <param name="current">Current counts per cell, same length.</param>
    /// <returns>Undefined when a side has no row.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static TestResult Location(ReadOnlySpan<long> reference, ReadOnlySpan<long> current) => Test(reference, current, squared: false);

    /// <summary>The same on the squared distance of the mid-rank from the middle: positive when the current sample is wider.</summary>
    /// <param name="reference">Reference counts per cell from the left, unjoined, each at least 0.</param>
    /// <param name="current">Current counts per cell, same length.</param>
    /// <returns>Undefined when a side has no row.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static TestResult Spread(ReadOnlySpan<long> reference, ReadOnlySpan<long> current) => Test(reference, current, squared: true);

    static TestResult Test(ReadOnlySpan<long> reference, ReadOnlySpan<long> current, bool squared)
    {
        CellShares shares = CellShares.Of(reference, current);
        if (!shares.Defined) return TestResult.Undefined;

        double total = shares.ReferenceTotal + shares.CurrentTotal;
        double mean = Mean(shares, total, squared);
        double below = 0, sum = 0, squares = 0;
        for (int c = 0; c < reference.Length; c++)
        {
            double rows = reference[c] + (double)current[c];
            double deviation = Score(below, rows, total, squared) - mean;
            sum += current[c] * deviation;
            squares += rows * deviation * deviation;
            below += rows;
        }

        double variance = shares.ReferenceTotal / total * (shares.CurrentTotal / (total - 1)) * squares;
        double smallest = 1e-24 * total * total * (squared ? total * total : 1);
        if (!(variance > smallest)) return new TestResult(0, 1, TestMethod.Exact);
        double z = sum / Math.Sqrt(variance);
        return new TestResult(z, StandardNormal.TwoSided(z), TestMethod.Asymptotic);
    }

    static double Mean(CellShares shares, double total, bool squared)
    {
        double below = 0, sum = 0;
        for (int c = 0; c < shares.Reference.Length; c++)
        {
            double rows = shares.Reference[c] + (double)shares.Current[c];
            sum += rows / total * Score(below, rows, total, squared);
            below += rows;
        }

        return sum;
    }

    /// <summary>The distance of the cell's mid-rank from the middle rank (total + 1) / 2, or its square.</summary>
    static double Score(double below, double rows, double total, bool squared)
    {
        double distance = below + (0.5 * rows) - (0.5 * total);
        return squared ? distance * distance : distance;
    }
}
