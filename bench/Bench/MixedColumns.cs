using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;
using Plumbline.Statistics;

namespace Plumbline.Bench;

/// <summary>Twenty columns of mixed kinds in memory: normal, lognormal, gamma, uniform, Poisson, zero-heavy, 10 % missing, Zipf categories
/// of 2 to 40 values. A change moves one chosen column.</summary>
sealed class MixedColumns(int rows, ulong seed, Change? change = null) : IDataset
{
    public const int Count = 20;

    static readonly int[] s_categories = [2, 3, 5, 12, 20, 40];

    readonly ColumnSlice[] _slices = [.. Enumerable.Range(0, Count).Select(i => Make(i, rows, seed, change))];

    public string Path => "generated";

    public int RowCount => rows;

    public Schema Schema { get; } = new() { Columns = [.. Enumerable.Range(0, Count).Select(Define)] };

    public RefusedRows Refused => RefusedRows.None;

    public IReadOnlyList<Message> Warnings => [];

    public ColumnSlice Read(string column, CancellationToken cancellationToken) => _slices[Schema.Columns.IndexOf(Schema.Find(column)!)];

    public void Dispose()
    {
    }

    /// <summary>The text of one value, for files; empty when missing.</summary>
    public string Text(int column, int row) => _slices[column] switch
    {
        NumericSlice numbers when double.IsNaN(numbers.Values.Span[row]) => "",
        NumericSlice numbers => numbers.Values.Span[row].ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        CategoricalSlice texts => texts.Categories[texts.Codes.Span[row]],
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    static bool IsNumeric(int column) => column < Count - s_categories.Length;

    static ColumnDefinition Define(int column) =>
        new($"{(IsNumeric(column) ? "n" : "c")}{column:00}", ColumnRole.Feature,
            IsNumeric(column) ? ColumnType.Numeric : ColumnType.Categorical);

    static ColumnSlice Make(int column, int rows, ulong seed, Change? change)
    {
        var random = new SeededRandom(StableHash.Combine(seed, (ulong)column));
        return IsNumeric(column)
            ? Numbers(column, rows, random, change?.Column == column ? change : null)
            : Categories(column, rows, random, s_categories[column - (Count - s_categories.Length)]);
    }

    static NumericSlice Numbers(int column, int rows, SeededRandom random, Change? change)
    {
        var values = new double[rows];
        long missing = 0;
        for (int i = 0; i < rows; i++)
        {
            values[i] = Draw(column, random);
            if (change is not null) values[i] = (values[i] * change.Scale) + change.Shift;
            if (double.IsNaN(values[i])) missing++;
        }
        var counts = missing == 0 ? MissingValues.None : new MissingValues(MissingValues.None.BySpelling.Add("", missing));
        return new NumericSlice(Define(column), values, counts, UnreadableValues.None);
    }

    static double Draw(int column, SeededRandom random) => (column % 7) switch
    {
        0 => random.NextNormal(),
        1 => Math.Exp(random.NextNormal()),
        2 => -Math.Log(1 - random.NextDouble()) - Math.Log(1 - random.NextDouble()),
        3 => random.NextDouble(),
        4 => Poisson(random, 4),
        5 => random.NextDouble() < .7 ? 0 : Math.Exp(random.NextNormal()),
        _ => random.NextDouble() < .1 ? double.NaN : random.NextNormal(),
    };

    static double Poisson(SeededRandom random, double mean)
    {
        double limit = Math.Exp(-mean), product = random.NextDouble();
        int count = 0;
        for (; product > limit; count++) product *= random.NextDouble();
        return count;
    }

    static CategoricalSlice Categories(int column, int rows, SeededRandom random, int values)
    {
        double total = Enumerable.Range(1, values).Sum(k => 1.0 / k);
        double[] cumulative = new double[values];
        for (int k = 0; k < values; k++) cumulative[k] = (k == 0 ? 0 : cumulative[k - 1]) + (1 / (k + 1.0) / total);
        var codes = new int[rows];
        for (int i = 0; i < rows; i++)
        {
            int at = Array.BinarySearch(cumulative, random.NextDouble());
            codes[i] = Math.Min(at < 0 ? ~at : at, values - 1);
        }
        return new CategoricalSlice(Define(column), codes, [.. Enumerable.Range(0, values).Select(k => $"value{k}")], MissingValues.None,
            UnreadableValues.None);
    }
}

/// <summary>Multiplies, then shifts one numeric column.</summary>
sealed record Change(int Column, double Scale, double Shift);
