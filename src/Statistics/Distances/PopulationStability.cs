namespace Plumbline.Statistics.Distances;

/// <summary>Population stability index: how far the shares of the cells moved, in natural units, 0 for equal shares.</summary>
/// <remarks>Source: Siddiqi, "Credit Risk Scorecards" (2006), chapter 11; half a row is added to every cell (Jeffreys), so that an empty
/// cell stays finite.</remarks>
public static class PopulationStability
{
    /// <summary>sum (q - p) ln(q / p) with p, q = (count + 0.5) / (n + 0.5 B), B the cells not empty in both. Domain [0, infinity); NaN
    /// when a side has no row.</summary>
    /// <param name="reference">Reference counts per cell, each at least 0.</param>
    /// <param name="current">Current counts per cell, same length.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static double Compute(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        CellShares shares = CellShares.Of(reference, current);
        if (!shares.Defined) return double.NaN;
        double n = shares.ReferenceTotal + (0.5 * shares.Cells), m = shares.CurrentTotal + (0.5 * shares.Cells), sum = 0;
        for (int c = 0; c < reference.Length; c++)
        {
            if (reference[c] == 0 && current[c] == 0) continue;
            double p = (reference[c] + 0.5) / n, q = (current[c] + 0.5) / m;
            sum += (q - p) * Math.Log(q / p);
        }

        return sum;
    }
}
