namespace Plumbline.Statistics.Distances;

/// <summary>Jensen-Shannon divergence (bits) and distance of two samples on the same cells.</summary>
/// <remarks>Source: Lin, "Divergence measures based on the Shannon entropy" (1991); Endres and Schindelin, "A new metric for probability
/// distributions" (2003). Checked against scipy.spatial.distance.jensenshannon(base=2).</remarks>
public static class JensenShannon
{
    /// <summary>The square root of <see cref="Divergence"/>, a metric in [0, 1]; no smoothing. NaN when a side has no row.</summary>
    /// <param name="reference">Reference counts per cell, each at least 0.</param>
    /// <param name="current">Current counts per cell, same length.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static double Distance(ReadOnlySpan<long> reference, ReadOnlySpan<long> current) => Math.Sqrt(Divergence(reference, current));

    /// <summary>The divergence in bits, in [0, 1]; no smoothing. NaN when a side has no row.</summary>
    /// <param name="reference">Reference counts per cell, each at least 0.</param>
    /// <param name="current">Current counts per cell, same length.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static double Divergence(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        CellShares shares = CellShares.Of(reference, current);
        if (!shares.Defined) return double.NaN;
        double sum = 0;
        for (int c = 0; c < reference.Length; c++)
        {
            double p = reference[c] / shares.ReferenceTotal, q = current[c] / shares.CurrentTotal;
            if (p == q) continue;
            double middle = 0.5 * (p + q);
            sum += Term(p, middle) + Term(q, middle);
        }

        return Math.Clamp(0.5 * sum, 0, 1);
    }

    static double Term(double share, double middle) => share == 0 ? 0 : share * Math.Log2(share / middle);
}
