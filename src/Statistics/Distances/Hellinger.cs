namespace Plumbline.Statistics.Distances;

/// <summary>Hellinger distance of two samples on the same cells.</summary>
/// <remarks>Source: Hellinger, "Neue Begruendung der Theorie quadratischer Formen" (1909), in the form of Le Cam and Yang, "Asymptotics in
/// Statistics" (2000), section 3.1.</remarks>
public static class Hellinger
{
    /// <summary>sqrt(1 - sum sqrt(p q)), in [0, 1]; no smoothing. NaN when a side has no row.</summary>
    /// <param name="reference">Reference counts per cell, each at least 0.</param>
    /// <param name="current">Current counts per cell, same length.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static double Compute(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        CellShares shares = CellShares.Of(reference, current);
        if (!shares.Defined) return double.NaN;

        // 1 - sum sqrt(pq) = half sum (sqrt p - sqrt q)^2, which does not cancel for shares close to each other.
        double sum = 0;
        for (int c = 0; c < reference.Length; c++)
        {
            double difference = Math.Sqrt(reference[c] / shares.ReferenceTotal) - Math.Sqrt(current[c] / shares.CurrentTotal);
            sum += difference * difference;
        }

        return Math.Min(1, Math.Sqrt(0.5 * sum));
    }
}
