namespace Plumbline.Statistics.Distances;

/// <summary>Wasserstein-1 (earth mover) distance of two samples, in the unit of the data.</summary>
/// <remarks>Source: Vallender, "Calculation of the Wasserstein distance between probability distributions on the line" (1974). Checked
/// against scipy.stats.wasserstein_distance.</remarks>
public static class Wasserstein
{
    /// <summary>The area between the two empirical distribution functions, at least 0. NaN when a side is empty or not finite, infinite
    /// when beyond the range of double. Time O(n + m).</summary>
    /// <param name="sortedReference">Ascending, finite; not modified.</param>
    /// <param name="sortedCurrent">Ascending, finite; not modified.</param>
    public static double Compute(ReadOnlySpan<double> sortedReference, ReadOnlySpan<double> sortedCurrent) =>
        DistributionGap.Integrate<DistributionGap.Absolute>(sortedReference, sortedCurrent);

    /// <summary>The distance divided by the standard deviation of the reference; 0 when both are 0, NaN when only the deviation is
    /// 0.</summary>
    /// <param name="distance">At least 0, or NaN.</param>
    /// <param name="referenceStandardDeviation">Standard deviation of the reference with n - 1, at least 0.</param>
    public static double Normalised(double distance, double referenceStandardDeviation) =>
        DistributionGap.Divide(distance, referenceStandardDeviation);
}
