using System.Diagnostics;
using Plumbline.Engine.Baselines;
using Plumbline.Engine.Columns;

namespace Plumbline.Engine.Profiles;

/// <summary>Profiles of whole columns.</summary>
static class ColumnProfiles
{
    /// <summary>Profiles a column.</summary>
    /// <param name="slice">All rows.</param>
    /// <param name="cells">The reference's cells; null: this is the reference, its cells are frozen here.</param>
    /// <param name="sorted">For numbers the finite values, ascending; empty else.</param>
    /// <param name="blocks">The blocks of a reference; null on the current side.</param>
    /// <param name="workspace">Buffers of the worker.</param>
    /// <param name="keepSketches">Keeps what a profile needs once the rows are gone.</param>
    public static ColumnProfile Of(ColumnSlice slice, ColumnCells? cells, ReadOnlySpan<double> sorted, RowBlocks? blocks,
        ColumnWorkspace workspace,
        bool keepSketches = false) =>
        slice switch
        {
            NumericSlice numbers => OfNumbers(numbers, cells as ColumnCells.Numbers, sorted, blocks, workspace, keepSketches),
            CategoricalSlice categories => OfCategories(categories, cells as ColumnCells.Categories, blocks, keepSketches),
            TimestampSlice times => Start(slice) with { Content = OfTimes(times) },
            VectorSlice vectors => Start(slice) with { Content = OfVectors(vectors) },
            _ => throw new UnreachableException(),
        };

    static ColumnProfile OfNumbers(NumericSlice slice, ColumnCells.Numbers? cells, ReadOnlySpan<double> sorted, RowBlocks? blocks,
        ColumnWorkspace workspace, bool keepSketches)
    {
        cells ??= ColumnCells.Numbers.Freeze(sorted);
        var accumulator = new NumericAccumulator(cells, keepSketches);
        accumulator.AddWhole(slice.Values.Span, sorted);
        double variation = blocks is null || !slice.Column.IsJudged ? 0
            : OwnVariation.OfNumbers(blocks, cells.Bins, slice.Values.Span, workspace.Scratch(slice.Length));
        return Start(slice) with { Content = accumulator.Build(), OwnVariation = variation };
    }

    static ColumnProfile OfCategories(CategoricalSlice slice, ColumnCells.Categories? cells, RowBlocks? blocks, bool keepSketches)
    {
        if (cells is null)
        {
            long[] rows = CategoricalAccumulator.CountCodes(slice);
            cells = ColumnCells.Categories.Freeze(slice.Categories.Select((c, i) => KeyValuePair.Create(c, rows[i])));
        }
        var accumulator = new CategoricalAccumulator(cells, keepSketches);
        accumulator.Add(slice);
        double variation = blocks is null || !slice.Column.IsJudged ? 0 : OwnVariation.OfCategories(blocks, cells, slice);
        return Start(slice) with { Content = accumulator.Build(), OwnVariation = variation };
    }

    internal static ColumnContent.Times OfTimes(TimestampSlice slice)
    {
        long first = long.MaxValue, last = long.MinValue, count = 0;
        foreach (long time in slice.Microseconds.Span)
        {
            if (time == TimestampSlice.MissingTime) continue;
            first = Math.Min(first, time);
            last = Math.Max(last, time);
            count++;
        }
        return count == 0 ? new ColumnContent.Times(null, null, 0) : new ColumnContent.Times(Moment(first), Moment(last), count);
    }

    internal static ColumnContent.Vectors OfVectors(VectorSlice slice)
    {
        long present = 0;
        var values = slice.Values.Span;
        for (int row = 0; row < slice.Length; row++)
            if (!float.IsNaN(values[row * slice.Dimension])) present++;
        return new ColumnContent.Vectors(present, slice.Dimension);
    }

    // A time outside what a DateTimeOffset can hold is shown as the nearest one it can.
    static DateTimeOffset Moment(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(Math.Clamp(microseconds, DateTimeOffset.MinValue.Ticks / 10 - DateTimeOffset.UnixEpoch.Ticks / 10,
            (DateTimeOffset.MaxValue.Ticks - DateTimeOffset.UnixEpoch.Ticks) / 10) * TimeSpan.TicksPerMicrosecond);

    static ColumnProfile Start(ColumnSlice slice) => new()
    {
        Column = slice.Column,
        Rows = slice.Length,
        Missing = slice.Missing,
        Unreadable = slice.Unreadable,
        Content = new ColumnContent.Vectors(0, 0),
    };
}
