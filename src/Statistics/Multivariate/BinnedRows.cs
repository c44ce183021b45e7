namespace Plumbline.Statistics.Multivariate;

/// <summary>Rows of both tables as one byte per column: quantile bins of pooled numbers, codes of categories. Trees split on
/// these.</summary>
sealed class BinnedRows
{
    /// <summary>Bins of a numeric column, beside the one for missing values.</summary>
    const int NumericBins = 63;

    /// <summary>Categories kept apart; rarer ones share the last code.</summary>
    const int MostCategories = 254;

    BinnedRows(byte[][] bins, int[] counts, bool[] ordered, int rows)
    {
        Bins = bins;
        BinCounts = counts;
        Ordered = ordered;
        Rows = rows;
    }

    /// <summary>[column][row]; bin 0 is missing.</summary>
    public byte[][] Bins { get; }

    /// <summary>Bins per column, including the one for missing.</summary>
    public int[] BinCounts { get; }

    /// <summary>Whether the bins of a column have an order.</summary>
    public bool[] Ordered { get; }

    public int Rows { get; }

    /// <summary>Bins both tables, reference rows first.</summary>
    public static BinnedRows Of(RowTable reference, RowTable current)
    {
        int columns = reference.Columns.Count, rows = reference.Rows + current.Rows;
        byte[][] bins = new byte[columns][];
        int[] counts = new int[columns];
        bool[] ordered = new bool[columns];
        Parallel.For(0, columns, column =>
        {
            bins[column] = new byte[rows];
            if (reference.Columns[column] is TableColumn.Numeric before && current.Columns[column] is TableColumn.Numeric now)
            {
                ordered[column] = true;
                counts[column] = Numbers([.. before.Values, .. now.Values], bins[column]);
            }
            else if (reference.Columns[column] is TableColumn.Categorical codesBefore
                && current.Columns[column] is TableColumn.Categorical codesNow)
            {
                counts[column] = Categories([.. codesBefore.Codes, .. codesNow.Codes], bins[column]);
            }
        });
        return new(bins, counts, ordered, rows);
    }

    static int Numbers(double[] values, byte[] bins)
    {
        double[] sorted = Array.FindAll(values, double.IsFinite);
        Array.Sort(sorted);
        List<double> edges = new(NumericBins);
        for (int k = 1; k < NumericBins && sorted.Length > 0; k++)
        {
            double edge = sorted[(int)((sorted.Length - 1L) * k / NumericBins)];
            if (edge < sorted[^1] && (edges.Count == 0 || edge > edges[^1])) edges.Add(edge);
        }
        double[] cuts = [.. edges];
        for (int row = 0; row < values.Length; row++)
        {
            if (!double.IsFinite(values[row])) continue;
            int found = Array.BinarySearch(cuts, values[row]);
            bins[row] = (byte)(1 + (found >= 0 ? found : ~found));
        }
        return cuts.Length + 2;
    }

    static int Categories(int[] codes, byte[] bins)
    {
        Dictionary<int, int> counts = [];
        foreach (int code in codes)
            if (code >= 0) counts[code] = counts.GetValueOrDefault(code) + 1;
        int[] kept = [.. counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(MostCategories)
            .Select(pair => pair.Key)];
        Dictionary<int, byte> binOf = [];
        for (int i = 0; i < kept.Length; i++) binOf[kept[i]] = (byte)(1 + i);
        byte other = (byte)(kept.Length + 1);
        for (int row = 0; row < codes.Length; row++)
            if (codes[row] >= 0) bins[row] = binOf.GetValueOrDefault(codes[row], other);
        return kept.Length + 2;
    }
}
