namespace Plumbline.Statistics.Association;

/// <summary>Fills a matrix of correlations, pairs in parallel.</summary>
static class CorrelationPairs
{
    public delegate Correlation OfColumns(ReadOnlySpan<double> x, ReadOnlySpan<double> y);

    /// <summary>The matrix of all pairs.</summary>
    /// <param name="columns">The columns as given.</param>
    /// <param name="prepared">The same, prepared; a column with missing values is not usable there.</param>
    /// <param name="whole">The correlation of two prepared columns without missing values.</param>
    /// <param name="common">The correlation on the common rows of two columns as given.</param>
    public static Correlation[,] Fill(
        IReadOnlyList<double[]> columns, StandardColumn[] prepared, Func<StandardColumn, StandardColumn, Correlation> whole,
            OfColumns common)
    {
        foreach (double[] column in columns)
            if (column.Length != columns[0].Length)
                throw new ArgumentException($"Columns of {columns[0].Length} and {column.Length} rows.", nameof(columns));
        bool[] complete = [.. columns.Select(column => Array.TrueForAll(column, double.IsFinite))];
        Correlation[,] matrix = new Correlation[columns.Count, columns.Count];
        Parallel.For(0, columns.Count, i =>
        {
            for (int j = 0; j <= i; j++)
            {
                Correlation found = complete[i] && complete[j] ? whole(prepared[i], prepared[j]) : common(columns[i], columns[j]);
                if (i == j && !double.IsNaN(found.Value)) found = new(1, 0, found.N);
                matrix[i, j] = found;
                matrix[j, i] = found;
            }
        });
        return matrix;
    }
}
