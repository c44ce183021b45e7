using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Plumbline.Engine.Columns;

namespace Plumbline.Storage.Logs;

/// <summary>A batch without its duplicates.</summary>
static class KeptRows
{
    /// <summary>The batch of some of its rows.</summary>
    /// <param name="rows">Places of the rows that stay, ascending.</param>
    public static ColumnBatch Of(ColumnBatch batch, ReadOnlySpan<int> rows)
    {
        var columns = new ColumnSlice[batch.Columns.Count];
        for (int i = 0; i < columns.Length; i++) columns[i] = Of(batch.Columns[i], rows);
        return batch with
        {
            Ids = Of(batch.Ids, rows),
            Times = Pick(batch.Times.Span, rows),
            Tags = batch.Tags is { } tags ? Of(tags, rows) : null,
            Columns = columns,
        };
    }

    static ColumnSlice Of(ColumnSlice slice, ReadOnlySpan<int> rows)
    {
        switch (slice)
        {
            case NumericSlice numbers:
                double[] values = Pick(numbers.Values.Span, rows);
                return new NumericSlice(slice.Column, values, Missing(slice, values.Count(double.IsNaN), out var unreadable), unreadable);
            case CategoricalSlice categories:
                int[] codes = Pick(categories.Codes.Span, rows);
                string[] used = Renumber(codes, categories.Categories);
                return new CategoricalSlice(slice.Column, codes, used, Missing(slice, codes.Count(c => c < 0), out unreadable), unreadable);
            case TimestampSlice times:
                long[] moments = Pick(times.Microseconds.Span, rows);
                int missing = moments.Count(m => m == TimestampSlice.MissingTime);
                return new TimestampSlice(slice.Column, moments, Missing(slice, missing, out unreadable), unreadable);
            case VectorSlice vectors:
                (float[] picked, missing) = PickVectors(vectors, rows);
                return new VectorSlice(slice.Column, picked, vectors.Dimension, Missing(slice, missing, out unreadable), unreadable);
            default:
                throw new UnreachableException();
        }
    }

    static T[] Pick<T>(ReadOnlySpan<T> values, ReadOnlySpan<int> rows)
    {
        var picked = new T[rows.Length];
        for (int i = 0; i < rows.Length; i++) picked[i] = values[rows[i]];
        return picked;
    }

    static (float[] Values, int Missing) PickVectors(VectorSlice slice, ReadOnlySpan<int> rows)
    {
        var picked = new float[rows.Length * slice.Dimension];
        int missing = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            ReadOnlySpan<float> row = slice.Values.Span.Slice(rows[i] * slice.Dimension, slice.Dimension);
            row.CopyTo(picked.AsSpan(i * slice.Dimension));
            if (!row.IsEmpty && float.IsNaN(row[0])) missing++;
        }
        return (picked, missing);
    }

    static TextValues Of(TextValues texts, ReadOnlySpan<int> rows)
    {
        var bytes = new List<byte>(texts.Bytes.Length);
        var ends = new int[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            bytes.AddRange(texts[rows[i]]);
            ends[i] = bytes.Count;
        }
        return new TextValues(CollectionsMarshal.AsSpan(bytes).ToArray(), ends);
    }

    /// <summary>Categories keep the order of their first appearance.</summary>
    static string[] Renumber(Span<int> codes, IReadOnlyList<string> categories)
    {
        var numbers = new Dictionary<int, int>();
        foreach (ref int code in codes)
        {
            if (code < 0) continue;
            numbers.TryAdd(code, numbers.Count);
            code = numbers[code];
        }
        var used = new string[numbers.Count];
        foreach ((int before, int now) in numbers) used[now] = categories[before];
        return used;
    }

    /// <summary>Which spelling a row had is not known any more, only how many of each: rows that go are taken from nulls first, then from
    /// the
    /// other spellings in order, then from the unreadable ones. The sum stays right.</summary>
    static MissingValues Missing(ColumnSlice slice, int left, out UnreadableValues unreadable)
    {
        unreadable = slice.Unreadable;
        long gone = slice.Missing.Count + unreadable.Count - left;
        if (gone <= 0) return slice.Missing;
        var counts = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        foreach ((string spelling, long count) in slice.Missing.BySpelling)
        {
            long taken = Math.Min(count, gone);
            gone -= taken;
            if (count > taken) counts[spelling] = count - taken;
        }
        if (gone > 0) unreadable = unreadable.Count > gone ? unreadable with { Count = unreadable.Count - gone } : UnreadableValues.None;
        return new MissingValues(counts.ToImmutable());
    }
}
