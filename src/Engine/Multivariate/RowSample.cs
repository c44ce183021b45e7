using System.Collections.Concurrent;
using Plumbline.Engine.Columns;
using Plumbline.Statistics;

namespace Plumbline.Engine.Multivariate;

/// <summary>The same few rows of every column: what measures on rows are made from.</summary>
/// <remarks>Chosen by the smallest seeded hashes of the row numbers, so a sample depends on seed and size only. Columns may be added from
/// several threads.</remarks>
public sealed class RowSample
{
    /// <summary>Rows a side in a default report.</summary>
    public const int DefaultLimit = 10_000;

    /// <summary>Rows a side when every measure is asked for.</summary>
    public const int FullLimit = 50_000;

    readonly int[] _rows;
    readonly ConcurrentDictionary<string, ColumnSlice> _columns = new(StringComparer.Ordinal);

    /// <summary>Starts with no columns.</summary>
    /// <param name="rows">From <see cref="ChooseRows"/>; kept, not copied.</param>
    /// <param name="population">Rows of the data set.</param>
    public RowSample(int[] rows, long population)
    {
        ArgumentNullException.ThrowIfNull(rows);
        (_rows, Population) = (rows, population);
    }

    /// <summary>Rows of the sample.</summary>
    public int Count => _rows.Length;

    /// <summary>Rows of the data set it was drawn from.</summary>
    public long Population { get; }

    /// <summary>Names of the columns added so far, in ordinal order.</summary>
    public IReadOnlyList<string> Columns => [.. _columns.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Chooses rows: those with the smallest seeded hashes. Cost: linear.</summary>
    /// <param name="rows">Rows of the data set, at least 0.</param>
    /// <param name="limit">Rows wanted, at least 1.</param>
    /// <param name="seed">Equal seeds choose equal rows.</param>
    /// <returns>Row numbers in ascending order, min(rows, limit) of them.</returns>
    public static int[] ChooseRows(int rows, int limit, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        if (rows <= limit) return [.. Enumerable.Range(0, rows)];
        ulong key = StableHash.Mix(seed);
        // Half as many again and a margin: a smaller catch than the limit is then practically impossible, and the loop makes it certain.
        for (double share = Math.Min(1, ((1.5 * limit) + 100) / rows); ; share = Math.Min(1, share * 2))
        {
            ulong ceiling = share >= 1 ? ulong.MaxValue : (ulong)(share * ulong.MaxValue);
            var caught = new List<(ulong Hash, int Row)>((int)(share * rows * 1.1) + 16);
            for (int row = 0; row < rows; row++)
            {
                ulong hash = StableHash.Mix(key ^ (ulong)row);
                if (hash <= ceiling) caught.Add((hash, row));
            }
            if (caught.Count < limit) continue;
            caught.Sort();
            int[] chosen = [.. caught.Take(limit).Select(c => c.Row)];
            Array.Sort(chosen);
            return chosen;
        }
    }

    /// <summary>Keeps the sampled rows of a column. Any thread.</summary>
    /// <param name="slice">The whole column; not kept.</param>
    public void Add(ColumnSlice slice)
    {
        ArgumentNullException.ThrowIfNull(slice);
        _columns[slice.Column.Name] = Pick(slice);
    }

    /// <summary>The sampled rows of a column, or null when it was not added.</summary>
    public ColumnSlice? Find(string column) => _columns.GetValueOrDefault(column);

    ColumnSlice Pick(ColumnSlice slice) => slice switch
    {
        NumericSlice s => new NumericSlice(s.Column, Pick<double>(s.Values.Span), s.Missing, s.Unreadable),
        CategoricalSlice s => PickCategories(s),
        TimestampSlice s => new TimestampSlice(s.Column, Pick<long>(s.Microseconds.Span), s.Missing, s.Unreadable),
        VectorSlice s => new VectorSlice(s.Column, PickVectors(s), s.Dimension, s.Missing, s.Unreadable),
        _ => throw new ArgumentException($"No sample of a {slice.GetType().Name}.", nameof(slice)),
    };

    T[] Pick<T>(ReadOnlySpan<T> values)
    {
        var picked = new T[_rows.Length];
        for (int i = 0; i < _rows.Length; i++) picked[i] = values[_rows[i]];
        return picked;
    }

    /// <summary>Renumbers the codes, so that a million categories of which few are sampled do not stay in memory.</summary>
    CategoricalSlice PickCategories(CategoricalSlice slice)
    {
        int[] codes = Pick<int>(slice.Codes.Span);
        var numbers = new Dictionary<int, int>();
        var categories = new List<string>();
        for (int i = 0; i < codes.Length; i++)
        {
            if (codes[i] < 0) continue;
            if (!numbers.TryGetValue(codes[i], out int number))
            {
                numbers[codes[i]] = number = categories.Count;
                categories.Add(slice.Categories[codes[i]]);
            }
            codes[i] = number;
        }
        return new CategoricalSlice(slice.Column, codes, categories, slice.Missing, slice.Unreadable);
    }

    float[] PickVectors(VectorSlice slice)
    {
        var picked = new float[_rows.Length * slice.Dimension];
        for (int i = 0; i < _rows.Length; i++)
            slice.Values.Span.Slice(_rows[i] * slice.Dimension, slice.Dimension).CopyTo(picked.AsSpan(i * slice.Dimension));
        return picked;
    }
}
