namespace Plumbline.Statistics.Hypothesis;

/// <summary>The 95 % score interval of a proportion.</summary>
/// <remarks>Source: Wilson, "Probable inference, the law of succession, and statistical inference" (1927). Checked against
/// statsmodels.stats.proportion.proportion_confint(method="wilson").</remarks>
public static class WilsonInterval
{
    /// <summary>k / n with its interval, inside [0, 1]; undefined for n = 0.</summary>
    /// <param name="k">Rows that have the property, in [0, n].</param>
    /// <param name="n">All rows, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">k is negative or above n.</exception>
    public static Estimate Compute(long k, long n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, n);
        if (n == 0) return Estimate.Undefined(0);

        double rows = n, share = k / rows, square = StandardNormal.Z975 * StandardNormal.Z975;
        double centre = (share + (square / (2 * rows))) / (1 + (square / rows));
        double half = StandardNormal.Z975 / (1 + (square / rows)) * Math.Sqrt((share * (1 - share) / rows) + (square / (4 * rows * rows)));
        return new Estimate(share, k == 0 ? 0 : Math.Max(0, centre - half), k == n ? 1 : Math.Min(1, centre + half), n);
    }
}
