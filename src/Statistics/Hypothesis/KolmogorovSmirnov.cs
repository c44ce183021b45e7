namespace Plumbline.Statistics.Hypothesis;

/// <summary>The two-sample Kolmogorov-Smirnov test: the largest gap between two empirical distribution functions.</summary>
/// <remarks>
/// Source: Hodges, "The significance probability of the Smirnov two-sample test" (1957); large samples by the exact one-sample distribution
/// at the
/// effective size, Simard and L'Ecuyer, "Computing the two-sided Kolmogorov-Smirnov distribution" (2011). Checked against
/// scipy.stats.ks_2samp(method="auto").
/// </remarks>
public static class KolmogorovSmirnov
{
    /// <summary>The larger sample up to which the p-value is exact.</summary>
    public const int LargestExact = 10_000;

    /// <summary>The gap D in [0, 1], ties included, and its two-sided p-value: exact up to <see cref="LargestExact"/> rows, else
    /// asymptotic. Time O(n + m) for D.</summary>
    /// <param name="sortedReference">Ascending, finite; not modified.</param>
    /// <param name="sortedCurrent">Ascending, finite; not modified.</param>
    /// <returns>Undefined when a side is empty or not finite.</returns>
    public static TestResult TwoSample(ReadOnlySpan<double> sortedReference, ReadOnlySpan<double> sortedCurrent)
    {
        if (!SortedSamples.AreComparable(sortedReference, sortedCurrent)) return TestResult.Undefined;
        double d = Distance(sortedReference, sortedCurrent);
        int n = sortedReference.Length, m = sortedCurrent.Length;
        return Math.Max(n, m) <= LargestExact && !KolmogorovDistribution.IsBeyondDoubt(d, n, m)
            ? new TestResult(d, KolmogorovDistribution.TwoSampleUpper(d, n, m), TestMethod.Exact)
            : new TestResult(d, KolmogorovDistribution.OneSampleUpper(d, EffectiveSize(n, m)), TestMethod.Asymptotic);
    }

    /// <summary>The largest gap D between the two empirical distribution functions; NaN when a side is empty or not finite.</summary>
    /// <param name="sortedReference">Ascending, finite; not modified.</param>
    /// <param name="sortedCurrent">Ascending, finite; not modified.</param>
    public static double Distance(ReadOnlySpan<double> sortedReference, ReadOnlySpan<double> sortedCurrent)
    {
        if (!SortedSamples.AreComparable(sortedReference, sortedCurrent)) return double.NaN;
        double largest = 0, last = double.NegativeInfinity;
        var lead = new Lead(sortedReference.Length, sortedCurrent.Length);
        int i = 0, j = 0;
        // Which sample is next is a coin toss: the steps are computed, not branched on. A gap counts only between two different values.
        while (i < sortedReference.Length && j < sortedCurrent.Length)
        {
            double a = sortedReference[i], b = sortedCurrent[j], at = double.MinNative(a, b);
            if (at > last) largest = double.MaxNative(largest, Math.Abs(lead.At(i, j)));
            i += Lead.Step(a <= b);
            j += Lead.Step(b <= a);
            last = at;
        }

        // Behind the end of one sample the gap only closes, once the ties of the last value are passed.
        while (i < sortedReference.Length && sortedReference[i] == last) i++;
        while (j < sortedCurrent.Length && sortedCurrent[j] == last) j++;
        return Math.Max(largest, Math.Abs(lead.At(i, j)));
    }

    /// <summary>The test from a gap found on two sketches: the gap is lowered by both rank errors first, so that p is never too
    /// small.</summary>
    /// <param name="d">The gap between the sketches' distribution functions, in [0, 1].</param>
    /// <param name="n">Rows behind the reference sketch.</param>
    /// <param name="m">Rows behind the current sketch.</param>
    /// <param name="errorReference">Rank error of the reference sketch as a share of its rows, at least 0.</param>
    /// <param name="errorCurrent">Rank error of the current sketch as a share of its rows, at least 0.</param>
    /// <returns>Undefined when a side is empty or d is NaN.</returns>
    public static TestResult FromSketch(double d, long n, long m, double errorReference, double errorCurrent)
    {
        if (n < 1 || m < 1 || double.IsNaN(d)) return TestResult.Undefined;
        double sure = Math.Max(0, d - errorReference - errorCurrent);
        return new TestResult(d, KolmogorovDistribution.OneSampleUpper(sure, EffectiveSize(n, m)), TestMethod.Asymptotic);
    }

    static double EffectiveSize(double n, double m) => Math.Max(1, Math.Round(n * (m / (n + m)), MidpointRounding.ToEven));
}
