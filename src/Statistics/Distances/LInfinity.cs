namespace Plumbline.Statistics.Distances;

/// <summary>The largest change of the share of any one cell.</summary>
/// <remarks>Source: the Chebyshev distance of the two vectors of shares; checked against scipy.spatial.distance.chebyshev.</remarks>
public static class LInfinity
{
    /// <summary>max abs(p - q), in [0, 1]. NaN when a side has no row.</summary>
    /// <param name="reference">Reference counts per cell, each at least 0.</param>
    /// <param name="current">Current counts per cell, same length.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static double Compute(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        CellShares shares = CellShares.Of(reference, current);
        if (!shares.Defined) return double.NaN;
        double largest = 0;
        for (int c = 0; c < reference.Length; c++)
            largest = Math.Max(largest, Math.Abs((reference[c] / shares.ReferenceTotal) - (current[c] / shares.CurrentTotal)));
        return largest;
    }
}
