namespace Plumbline.Statistics.Hypothesis;

/// <summary>The two-sided Mann-Whitney U test: is a value of one sample more often above a value of the other than below?</summary>
/// <remarks>
/// Source: Mann and Whitney, "On a test of whether one of two random variables is stochastically larger than the other" (1947), with the
/// variance for ties and
/// continuity correction of Lehmann, "Nonparametrics" (1975). Checked against scipy.stats.mannwhitneyu(alternative="two-sided",
/// method="asymptotic").
/// </remarks>
public static class MannWhitney
{
    /// <summary>U of the reference (pairs in which it is above, ties half) and the two-sided normal p-value. Time O(n + m).</summary>
    /// <param name="sortedReference">Ascending, finite; not modified.</param>
    /// <param name="sortedCurrent">Ascending, finite; not modified.</param>
    /// <returns>Undefined when a side is empty or not finite; p = 1 when all values are equal.</returns>
    public static TestResult TwoSample(ReadOnlySpan<double> sortedReference, ReadOnlySpan<double> sortedCurrent)
    {
        if (!SortedSamples.AreComparable(sortedReference, sortedCurrent)) return TestResult.Undefined;
        double n = sortedReference.Length, m = sortedCurrent.Length, total = n + m, u = 0, ties = 0;
        PooledRuns runs = new(sortedReference, sortedCurrent);
        while (runs.Next())
        {
            u += runs.ReferenceHere * (runs.CurrentBefore + (0.5 * runs.CurrentHere));
            double tied = (double)runs.ReferenceHere + runs.CurrentHere;
            ties += tied * ((tied * tied) - 1);
        }

        double middle = n * m / 2;
        double deviation = Math.Sqrt(n * m / 12 * (total + 1 - (ties / (total * (total - 1)))));
        double numerator = Math.Abs(u - middle) - 0.5;
        return deviation > 0
            ? new TestResult(u, numerator <= 0 ? 1 : StandardNormal.TwoSided(numerator / deviation), TestMethod.Asymptotic)
            : new TestResult(u, 1, TestMethod.Exact);
    }
}
