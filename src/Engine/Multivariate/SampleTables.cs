using System.Diagnostics;
using Plumbline.Engine.Columns;
using Plumbline.Statistics.Multivariate;

namespace Plumbline.Engine.Multivariate;

/// <summary>The common feature columns of two samples, categories numbered alike.</summary>
sealed class SampleTables
{
    const int UsualColumns = 100;
    const int LeastRows = 1_000;
    const int MostCategories = 200;

    SampleTables(IReadOnlyList<string> names, RowTable reference, RowTable current) =>
        (Names, Reference, Current) = (names, reference, current);

    /// <summary>The columns' names, in the order of the tables.</summary>
    public IReadOnlyList<string> Names { get; }

    public RowTable Reference { get; }

    public RowTable Current { get; }

    /// <summary>Places of the numeric columns.</summary>
    public IReadOnlyList<int> NumericColumns => Places(c => c is TableColumn.Numeric);

    /// <summary>Places of the categorical columns.</summary>
    public IReadOnlyList<int> CategoricalColumns => Places(c => c is TableColumn.Categorical);

    /// <summary>The tables, or null without a common feature column.</summary>
    public static SampleTables? Of(RowSample reference, RowSample current)
    {
        var pairs = reference.Columns.Select(name => (Name: name, Reference: reference.Find(name)!, Current: current.Find(name)))
            .Where(p => p.Current is not null && IsUsed(p.Reference, p.Current)).ToList();
        if (pairs.Count == 0) return null;
        int[] before = Thin(reference.Count, pairs.Count), now = Thin(current.Count, pairs.Count);
        var (left, right) = (new List<TableColumn>(), new List<TableColumn>());
        foreach (var pair in pairs)
        {
            var (a, b) = Align(pair.Reference, pair.Current!, before, now);
            left.Add(a);
            right.Add(b);
        }
        return new SampleTables([.. pairs.Select(p => p.Name)], new RowTable(left), new RowTable(right));
    }

    /// <summary>At most so many rows a side, evenly taken.</summary>
    public SampleTables Take(int rows) => Math.Max(Reference.Rows, Current.Rows) <= rows ? this
        : new SampleTables(Names, Take(Reference, rows), Take(Current, rows));

    static RowTable Take(RowTable table, int rows)
    {
        int[] taken = Evenly(table.Rows, Math.Min(table.Rows, rows));
        return new RowTable([.. table.Columns.Select(c => Take(c, taken))]);
    }

    static TableColumn Take(TableColumn column, int[] rows) => column switch
    {
        TableColumn.Numeric c => new TableColumn.Numeric(Pick<double>(c.Values, rows)),
        TableColumn.Categorical c => c with { Codes = Pick<int>(c.Codes, rows) },
        _ => throw new UnreachableException(),
    };

    static bool IsUsed(ColumnSlice reference, ColumnSlice current) =>
        reference.Column.Role is ColumnRole.Feature && (reference, current) switch
        {
            (NumericSlice, NumericSlice) => true,
            (CategoricalSlice, CategoricalSlice) => reference.Column.Type is ColumnType.Categorical or ColumnType.Boolean,
            _ => false,
        };

    /// <summary>Every row, or with very many columns fewer.</summary>
    static int[] Thin(int rows, int columns) =>
        Evenly(rows, columns <= UsualColumns ? rows : Math.Min(rows, Math.Max(LeastRows, (int)((long)rows * UsualColumns / columns))));

    static int[] Evenly(int rows, int wanted) => [.. Enumerable.Range(0, wanted).Select(i => (int)((long)i * rows / wanted))];

    static (TableColumn Reference, TableColumn Current) Align(ColumnSlice reference, ColumnSlice current, int[] before, int[] now)
    {
        if (reference is NumericSlice left && current is NumericSlice right)
            return (new TableColumn.Numeric(Pick(left.Values, before)), new TableColumn.Numeric(Pick(right.Values, now)));
        var (old, recent) = ((CategoricalSlice)reference, (CategoricalSlice)current);
        var numbers = Numbers(old, recent);
        int cardinality = Math.Max(1, Math.Min(numbers.Count, MostCategories + 1));
        return (new TableColumn.Categorical(Recode(old, before, numbers), cardinality),
            new TableColumn.Categorical(Recode(recent, now, numbers), cardinality));
    }

    /// <summary>The most frequent categories of both sides together from 0 up, the rest one number.</summary>
    static Dictionary<string, int> Numbers(CategoricalSlice reference, CategoricalSlice current)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (CategoricalSlice side in (CategoricalSlice[])[reference, current])
        {
            foreach (int code in side.Codes.Span)
                if (code >= 0) counts[side.Categories[code]] = counts.GetValueOrDefault(side.Categories[code]) + 1;
        }
        return counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal)
            .Select((c, i) => (c.Key, Number: Math.Min(i, MostCategories))).ToDictionary(c => c.Key, c => c.Number, StringComparer.Ordinal);
    }

    static int[] Recode(CategoricalSlice slice, int[] rows, Dictionary<string, int> numbers)
    {
        int[] ofCode = [.. slice.Categories.Select(c => numbers.GetValueOrDefault(c, -1))];
        var codes = Pick(slice.Codes, rows);
        for (int i = 0; i < codes.Length; i++)
            if (codes[i] >= 0) codes[i] = ofCode[codes[i]];
        return codes;
    }

    static T[] Pick<T>(ReadOnlyMemory<T> values, int[] rows)
    {
        ReadOnlySpan<T> span = values.Span;
        var picked = new T[rows.Length];
        for (int i = 0; i < rows.Length; i++) picked[i] = span[rows[i]];
        return picked;
    }

    IReadOnlyList<int> Places(Func<TableColumn, bool> isWanted) =>
        [.. Enumerable.Range(0, Reference.Columns.Count).Where(i => isWanted(Reference.Columns[i]))];
}
