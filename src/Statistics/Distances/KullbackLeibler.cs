namespace Plumbline.Statistics.Distances;

/// <summary>Kullback-Leibler divergence of the current sample given the reference, in nats.</summary>
/// <remarks>Source: Kullback and Leibler, "On information and sufficiency" (1951); half a row is added to every cell, as in <see
/// cref="PopulationStability"/>.</remarks>
public static class KullbackLeibler
{
    /// <summary>sum q ln(q / p) with p, q = (count + 0.5) / (n + 0.5 B), B the cells not empty in both. Domain [0, infinity); NaN when a
    /// side has no row.</summary>
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
            sum += q * Math.Log(q / p);
        }

        return Math.Max(0, sum);
    }
}
