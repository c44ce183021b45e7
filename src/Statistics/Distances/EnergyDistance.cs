namespace Plumbline.Statistics.Distances;

/// <summary>Energy distance of two samples, in the square root of the unit of the data.</summary>
/// <remarks>Source: Szekely and Rizzo, "Energy statistics: a class of statistics based on distances" (2013), equation 2.5. Checked against
/// scipy.stats.energy_distance.</remarks>
public static class EnergyDistance
{
    /// <summary>sqrt(2 x integral of (F - G)^2), at least 0. NaN when a side is empty or not finite, infinite when beyond the range of
    /// double. Time O(n + m).</summary>
    /// <param name="sortedReference">Ascending, finite; not modified.</param>
    /// <param name="sortedCurrent">Ascending, finite; not modified.</param>
    public static double Compute(ReadOnlySpan<double> sortedReference, ReadOnlySpan<double> sortedCurrent) =>
        Math.Sqrt(2 * DistributionGap.Integrate<DistributionGap.Squared>(sortedReference, sortedCurrent));

    /// <summary>The distance divided by the square root of the standard deviation of the reference, so that the unit cancels; 0 when both
    /// are 0, NaN when only the deviation is 0.</summary>
    /// <param name="sortedReference">Ascending, finite; not modified.</param>
    /// <param name="sortedCurrent">Ascending, finite; not modified.</param>
    /// <param name="referenceStandardDeviation">Standard deviation of the reference with n - 1, at least 0.</param>
    public static double Normalised(ReadOnlySpan<double> sortedReference, ReadOnlySpan<double> sortedCurrent,
        double referenceStandardDeviation) =>
        DistributionGap.Divide(Compute(sortedReference, sortedCurrent), Math.Sqrt(referenceStandardDeviation));
}
