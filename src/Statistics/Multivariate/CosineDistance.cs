namespace Plumbline.Statistics.Multivariate;

/// <summary>Cosine distance of the mean rows: 1 minus the cosine of the angle between them, in [0, 2].</summary>
/// <remarks>The value of scipy <c>spatial.distance.cosine</c> on the two means; the p-value is from seeded permutations of the rows' sides
/// (Good,
/// "Permutation tests", 2000). Cost: rows x dimension x permutations.</remarks>
public static class CosineDistance
{
    /// <summary>Rows of both sides together that are used at most for the p-value; the value is of these rows too.</summary>
    public const int MostRows = 5000;

    /// <summary>The distance and its permutation p-value; NaN when a side has no usable row or a mean is the zero vector.</summary>
    /// <param name="reference">Reference rows; rows with values that are not finite are left out.</param>
    /// <param name="current">Current rows of the same dimension.</param>
    /// <param name="seed">Seed of sample and permutations.</param>
    /// <param name="permutations">Permutations, at least 1.</param>
    /// <param name="mostRows">Rows of both sides together, sampled by seed when there are more.</param>
    /// <exception cref="ArgumentException">The dimensions differ.</exception>
    public static PermutationResult OfMeans(
        RowMatrix reference, RowMatrix current, ulong seed = 1, int permutations = 200, int mostRows = MostRows)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(current);
        ArgumentOutOfRangeException.ThrowIfLessThan(permutations, 1);
        PooledRows rows = PooledRows.Of(reference, current, mostRows, seed);
        if (rows.Reference < 1 || rows.Current < 1) return new(double.NaN, double.NaN, rows.Rows);
        byte[][] sides = rows.Permute(permutations, seed);
        double[] total = new double[rows.Dimension];
        for (int row = 0; row < rows.Rows; row++) Add(total, rows[row]);
        double[] distances = new double[sides.Length];
        Parallel.For(0, sides.Length, i => distances[i] = Distance(rows, sides[i], total));
        if (double.IsNaN(distances[0])) return new(double.NaN, double.NaN, rows.Rows);
        int atLeast = 0;
        for (int i = 1; i < distances.Length; i++)
            if (distances[i] >= distances[0]) atLeast++;
        return new(distances[0], (1.0 + atLeast) / (1.0 + permutations), rows.Rows);
    }

    static double Distance(PooledRows rows, byte[] sides, double[] total)
    {
        double[] inside = new double[total.Length];
        for (int row = 0; row < sides.Length; row++)
            if (sides[row] == 1) Add(inside, rows[row]);
        double product = 0, before = 0, now = 0;
        for (int i = 0; i < total.Length; i++)
        {
            // The lengths of the means cancel, so sums will do.
            double outside = total[i] - inside[i];
            product += inside[i] * outside;
            before += inside[i] * inside[i];
            now += outside * outside;
        }
        return before > 0 && now > 0 ? Math.Clamp(1 - (product / (Math.Sqrt(before) * Math.Sqrt(now))), 0, 2) : double.NaN;
    }

    static void Add(double[] sums, ReadOnlySpan<float> row)
    {
        for (int i = 0; i < sums.Length; i++) sums[i] += row[i];
    }
}
