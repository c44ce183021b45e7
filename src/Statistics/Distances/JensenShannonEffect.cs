using Plumbline.Statistics.Hypothesis;

namespace Plumbline.Statistics.Distances;

/// <summary>How large a change is: the Jensen-Shannon distance less what chance alone would show, with an interval and no draws.</summary>
/// <remarks>
/// For counts of the same distribution JSD / s is close to chi-squared with k - 1 degrees of freedom, s = (1/n + 1/m) / (8 ln 2); for
/// different ones to the
/// noncentral distribution, which is inverted for the interval.
/// Source: Grosse et al., "Analysis of symbolic sequences using the Jensen-Shannon divergence" (2002), section IV; interval by inversion as
/// Kent and Hainsworth, "Confidence intervals for the noncentral chi-squared distribution" (1995). Noncentral distribution checked against
/// scipy.stats.ncx2.
/// </remarks>
public static class JensenShannonEffect
{
    const double Tail = 0.025;

    /// <summary>sqrt(max(0, JSD - (k - 1) s)) and sqrt(lambda s) at both ends of the 95 % interval of the noncentrality lambda, at most
    /// 1.</summary>
    /// <param name="reference">Reference counts per joined cell (see <c>CellJoining</c>), each at least 0.</param>
    /// <param name="current">Current counts per joined cell, same length.</param>
    /// <returns>NaN throughout when a side has no row; an undefined interval with fewer than two cells.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Effect Compute(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        CellShares shares = CellShares.Of(reference, current);
        if (!shares.Defined) return new Effect(double.NaN, double.NaN, double.NaN, shares.Cells, double.NaN);
        double scale = ScaleOf(shares.ReferenceTotal, shares.CurrentTotal);
        if (shares.Cells < 2) return new Effect(0, double.NaN, double.NaN, shares.Cells, scale);

        double divergence = JensenShannon.Divergence(reference, current), freedom = shares.Cells - 1;
        double value = Math.Sqrt(Math.Max(0, divergence - (freedom * scale)));
        double low = NoncentralChiSquared.Noncentrality(divergence / scale, freedom, 1 - Tail);
        double high = NoncentralChiSquared.Noncentrality(divergence / scale, freedom, Tail);
        return new Effect(value, Bounded(low, scale), Bounded(high, scale), shares.Cells, scale);
    }

    /// <summary>s = (1/n + 1/m) / (8 ln 2).</summary>
    internal static double ScaleOf(double n, double m) => ((1 / n) + (1 / m)) / (8 * Math.Log(2));

    static double Bounded(double noncentrality, double scale) => Math.Min(1, Math.Sqrt(noncentrality * scale));
}
