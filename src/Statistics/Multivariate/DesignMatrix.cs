namespace Plumbline.Statistics.Multivariate;

/// <summary>Rows of both tables as numbers: standardised numeric columns (missing = mean, with an indicator), one-hot categories.</summary>
sealed class DesignMatrix
{
    /// <summary>One-hot columns of a categorical column; rarer categories share the last.</summary>
    const int MostLevels = 32;

    DesignMatrix(double[] values, int rows, int width, int[] columnOf)
    {
        Values = values;
        Rows = rows;
        Width = width;
        ColumnOf = columnOf;
    }

    /// <summary>Row after row, reference rows first.</summary>
    public double[] Values { get; }

    public int Rows { get; }

    public int Width { get; }

    /// <summary>The table column a feature came from; features of a column lie together.</summary>
    public int[] ColumnOf { get; }

    public ReadOnlySpan<double> Row(int row) => Values.AsSpan(row * Width, Width);

    /// <summary>Builds the matrix; location and scale come from the rows of both tables together.</summary>
    public static DesignMatrix Of(RowTable reference, RowTable current)
    {
        List<double[]> features = [];
        List<int> columnOf = [];
        for (int column = 0; column < reference.Columns.Count; column++)
        {
            int before = features.Count;
            if (reference.Columns[column] is TableColumn.Numeric a && current.Columns[column] is TableColumn.Numeric b)
                AddNumbers([.. a.Values, .. b.Values], features);
            else if (reference.Columns[column] is TableColumn.Categorical c && current.Columns[column] is TableColumn.Categorical d)
                AddCategories([.. c.Codes, .. d.Codes], features);
            for (int i = before; i < features.Count; i++) columnOf.Add(column);
        }
        int rows = reference.Rows + current.Rows, width = features.Count;
        double[] values = new double[rows * width];
        for (int feature = 0; feature < width; feature++)
            for (int row = 0; row < rows; row++) values[(row * width) + feature] = features[feature][row];
        return new(values, rows, width, [.. columnOf]);
    }

    static void AddNumbers(double[] values, List<double[]> features)
    {
        (double mean, double deviation) = Standard(values);
        bool missing = false;
        double[] indicator = new double[values.Length];
        for (int row = 0; row < values.Length; row++)
        {
            if (double.IsFinite(values[row])) values[row] = deviation > 0 ? (values[row] - mean) / deviation : 0;
            else
            {
                values[row] = 0;
                indicator[row] = 1;
                missing = true;
            }
        }
        if (deviation > 0) features.Add(values);
        if (missing) features.Add(indicator);
    }

    static void AddCategories(int[] codes, List<double[]> features)
    {
        int[] levels = [.. codes.GroupBy(code => Math.Max(code, -1)).OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
            .Take(MostLevels - 1).Select(group => group.Key)];
        if (levels.Length < 2) return;
        Dictionary<int, int> place = [];
        for (int i = 0; i < levels.Length; i++) place[levels[i]] = i;
        int first = features.Count;
        bool other = codes.Any(code => !place.ContainsKey(Math.Max(code, -1)));
        for (int i = 0; i < levels.Length + (other ? 1 : 0); i++) features.Add(new double[codes.Length]);
        for (int row = 0; row < codes.Length; row++)
            features[first + place.GetValueOrDefault(Math.Max(codes[row], -1), levels.Length)][row] = 1;
    }

    static (double Mean, double Deviation) Standard(double[] values)
    {
        double mean = 0, squares = 0, n = 0;
        foreach (double value in values)
        {
            if (!double.IsFinite(value)) continue;
            n++;
            double step = value - mean;
            mean += step / n;
            squares += step * (value - mean);
        }
        double deviation = Math.Sqrt(squares / (n - 1));
        return (mean, double.IsFinite(deviation) ? deviation : 0);
    }
}
