namespace Plumbline.Statistics.Distances;

/// <summary>Total variation distance: the share of rows that would have to change cell.</summary>
/// <remarks>Source: Levin, Peres and Wilmer, "Markov Chains and Mixing Times" (2009), proposition 4.2.</remarks>
public static class TotalVariation
{
    /// <summary>Half the sum of the absolute differences of the shares, in [0, 1]. NaN when a side has no row.</summary>
    /// <param name="reference">Reference counts per cell, each at least 0.</param>
    /// <param name="current">Current counts per cell, same length.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static double Compute(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        CellShares shares = CellShares.Of(reference, current);
        if (!shares.Defined) return double.NaN;
        double sum = 0;
        for (int c = 0; c < reference.Length; c++)
            sum += Math.Abs((reference[c] / shares.ReferenceTotal) - (current[c] / shares.CurrentTotal));
        return Math.Min(1, 0.5 * sum);
    }
}
