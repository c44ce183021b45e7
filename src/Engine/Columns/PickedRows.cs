using System.Diagnostics;

namespace Plumbline.Engine.Columns;

/// <summary>Some rows of a slice.</summary>
static class PickedRows
{
    /// <summary>The rows in the order given. What was missing or unreadable is missing, without its spelling.</summary>
    /// <param name="slice">Numbers, categories or times.</param>
    /// <param name="rows">Row numbers in [0, length).</param>
    public static ColumnSlice Of(ColumnSlice slice, ReadOnlySpan<int> rows) => slice switch
    {
        NumericSlice numbers => new NumericSlice(slice.Column, Gather(numbers.Values.Span, rows),
            MissingValues.None, UnreadableValues.None),
        CategoricalSlice categories => new CategoricalSlice(slice.Column, Gather(categories.Codes.Span, rows), categories.Categories,
            MissingValues.None, UnreadableValues.None),
        TimestampSlice times => new TimestampSlice(slice.Column, Gather(times.Microseconds.Span, rows),
            MissingValues.None, UnreadableValues.None),
        _ => throw new UnreachableException("Vectors are not picked."),
    };

    static T[] Gather<T>(ReadOnlySpan<T> values, ReadOnlySpan<int> rows)
    {
        var taken = new T[rows.Length];
        for (int i = 0; i < rows.Length; i++) taken[i] = values[rows[i]];
        return taken;
    }
}
