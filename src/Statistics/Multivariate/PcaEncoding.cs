namespace Plumbline.Statistics.Multivariate;

/// <summary>How rows become standardised numbers, as learnt from the reference.</summary>
sealed class PcaEncoding
{
    readonly double[] _fill;
    readonly double[]?[] _frequencies;
    readonly double[] _means;
    readonly double[] _scales;

    PcaEncoding(double[] fill, double[]?[] frequencies, double[] means, double[] scales)
    {
        _fill = fill;
        _frequencies = frequencies;
        _means = means;
        _scales = scales;
    }

    public static PcaEncoding Of(RowTable reference)
    {
        int width = reference.Columns.Count;
        double[] fill = new double[width], means = new double[width], scales = new double[width];
        double[]?[] frequencies = new double[]?[width];
        for (int column = 0; column < width; column++)
        {
            switch (reference.Columns[column])
            {
                case TableColumn.Numeric numeric:
                    double[] present = Array.FindAll(numeric.Values, double.IsFinite);
                    fill[column] = present.Length > 0 ? Mean(present) : 0;
                    break;
                case TableColumn.Categorical categorical:
                    frequencies[column] = Frequencies(categorical);
                    fill[column] = frequencies[column] is { Length: > 0 } shares ? shares.Max() : 0;
                    break;
            }
        }
        PcaEncoding plain = new(fill, frequencies, means, scales);
        for (int column = 0; column < width; column++)
        {
            double[] values = plain.Column(reference.Columns[column], column);
            means[column] = Mean(values);
            double squares = 0;
            foreach (double value in values) squares += (value - means[column]) * (value - means[column]);
            scales[column] = Math.Sqrt(squares / values.Length);
        }
        return plain;
    }

    /// <summary>Row by row, one number per column; a column constant in the reference is 0 throughout.</summary>
    public double[][] Encode(RowTable table)
    {
        int width = _fill.Length;
        double[][] rows = new double[table.Rows][];
        for (int row = 0; row < rows.Length; row++) rows[row] = new double[width];
        for (int column = 0; column < width; column++)
        {
            double[] values = Column(table.Columns[column], column);
            if (!(_scales[column] > 0)) continue;
            for (int row = 0; row < rows.Length; row++) rows[row][column] = (values[row] - _means[column]) / _scales[column];
        }
        return rows;
    }

    double[] Column(TableColumn column, int index)
    {
        double[] values = new double[column.Length];
        switch (column)
        {
            case TableColumn.Numeric numeric:
                for (int row = 0; row < values.Length; row++)
                    values[row] = double.IsFinite(numeric.Values[row]) ? numeric.Values[row] : _fill[index];
                break;
            case TableColumn.Categorical categorical:
                double[] shares = _frequencies[index] ?? [];
                for (int row = 0; row < values.Length; row++)
                {
                    int code = categorical.Codes[row];
                    values[row] = code < 0 ? _fill[index] : code < shares.Length ? shares[code] : 0;
                }
                break;
        }
        return values;
    }

    static double[] Frequencies(TableColumn.Categorical column)
    {
        double[] shares = new double[column.Cardinality];
        double present = 0;
        foreach (int code in column.Codes)
        {
            if (code < 0) continue;
            shares[code]++;
            present++;
        }
        for (int code = 0; code < shares.Length && present > 0; code++) shares[code] /= present;
        return shares;
    }

    static double Mean(double[] values)
    {
        double mean = 0;
        for (int i = 0; i < values.Length; i++) mean += (values[i] - mean) / (i + 1);
        return mean;
    }
}
