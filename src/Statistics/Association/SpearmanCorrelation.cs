namespace Plumbline.Statistics.Association;

/// <summary>Spearman's rank correlation of two numeric columns, ties at their mean rank, in [-1, 1].</summary>
/// <remarks>Value as scipy <c>spearmanr</c> on the rows where both are finite, to 1e-9. Standard error on Fisher's scale: sqrt((1 + r^2 /
/// 2) / (n - 3)),
/// Bonett and Wright, "Sample size requirements for estimating Pearson, Kendall and Spearman correlations" (2000). Undefined below 4 rows
/// and for a
/// constant column.</remarks>
public static class SpearmanCorrelation
{
    /// <summary>The correlation of two columns. Cost n log n.</summary>
    /// <param name="x">Length n, not modified; rows where either is NaN or infinite are left out.</param>
    /// <param name="y">Length n, not modified.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Correlation Compute(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length) throw new ArgumentException($"Columns of {x.Length} and {y.Length} rows.", nameof(y));
        List<double> a = new(x.Length), b = new(x.Length);
        for (int i = 0; i < x.Length; i++)
        {
            if (!double.IsFinite(x[i]) || !double.IsFinite(y[i])) continue;
            a.Add(x[i]);
            b.Add(y[i]);
        }
        return OfRanks(StandardColumn.Of(Ranks([.. a])), StandardColumn.Of(Ranks([.. b])));
    }

    /// <summary>All pairs of columns.</summary>
    /// <param name="columns">Columns of equal length, not modified. Columns without missing values are ranked once; other pairs on their
    /// common rows.</param>
    /// <returns>Entry [i, j]; symmetric, 1 with error 0 on the diagonal of a usable column.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Correlation[,] Matrix(IReadOnlyList<double[]> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        StandardColumn[] ranked = new StandardColumn[columns.Count];
        Parallel.For(0, columns.Count, i => ranked[i] = StandardColumn.Of(Array.TrueForAll(columns[i], double.IsFinite) ? Ranks(columns[i])
            : columns[i]));
        return CorrelationPairs.Fill(columns, ranked, OfRanks, Compute);
    }

    /// <summary>Ranks from 1, ties at their mean.</summary>
    internal static double[] Ranks(double[] values)
    {
        double[] sorted = [.. values];
        int[] order = [.. Enumerable.Range(0, values.Length)];
        Array.Sort(sorted, order);
        double[] ranks = new double[values.Length];
        for (int start = 0; start < sorted.Length;)
        {
            int end = start + 1;
            while (end < sorted.Length && sorted[end] <= sorted[start]) end++;
            double rank = (start + 1 + end) / 2.0;
            for (int i = start; i < end; i++) ranks[order[i]] = rank;
            start = end;
        }
        return ranks;
    }

    static Correlation OfRanks(StandardColumn a, StandardColumn b)
    {
        long n = a.Values.Length;
        if (n < PearsonCorrelation.MinimumRows || !a.IsUsable || !b.IsUsable) return Correlation.Undefined(n);
        double r = Math.Clamp(DotProduct.Of(a.Values, b.Values) / n, -1, 1);
        return new(r, Math.Sqrt((1 + (r * r / 2)) / (n - 3)), n);
    }
}
