using Plumbline.Engine.Quality;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Segments;

/// <summary>Crosses two segment columns.</summary>
static class Crossings
{
    const int MostValues = 8;

    internal static SegmentCrossing Of(RowGroups rows, RowGroups columns, ModelOutputsPair? outputs, CancellationToken cancellationToken)
    {
        int height = Math.Min(MostValues, rows.Labels.Count), width = Math.Min(MostValues, columns.Labels.Count);
        string? measure = outputs is null ? null : PrimaryMeasure.Choose(outputs);
        var before = GroupIndex.Of(Pair(rows.Reference.Span, columns.Reference.Span, height, width), height * width);
        var now = GroupIndex.Of(Pair(rows.Current.Span, columns.Current.Span, height, width), height * width);
        var pairs = new MeasuredPair[height * width];
        for (int k = 0; k < pairs.Length; k++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            pairs[k] = MeasuredPair.Of(SegmentAnalysis.Take(outputs?.Reference, before[k]), SegmentAnalysis.Take(outputs?.Current, now[k]),
                measure);
        }
        var (changes, q) = MeasuredPair.Judge(pairs, measure);
        SegmentCell Cell(int k) => new()
        {
            ReferenceRows = before[k].Length,
            CurrentRows = now[k].Length,
            Reference = pairs[k].ReferenceShown,
            Current = pairs[k].CurrentShown,
            Change = changes[k],
            QValue = q[k],
        };
        return new SegmentCrossing
        {
            RowColumn = rows.Column,
            ColumnColumn = columns.Column,
            Measure = measure,
            RowValues = [.. rows.Labels.Take(height)],
            ColumnValues = [.. columns.Labels.Take(width)],
            Cells = [.. Enumerable.Range(0, height).Select(i => Enumerable.Range(0, width).Select(j => Cell((i * width) + j)).ToArray())],
        };
    }

    /// <summary>One code per row for the pair of its groups, -1 where either is not among the first ones.</summary>
    internal static short[] Pair(ReadOnlySpan<short> rows, ReadOnlySpan<short> columns, int height, int width)
    {
        var codes = new short[Math.Min(rows.Length, columns.Length)];
        for (int i = 0; i < codes.Length; i++)
            codes[i] = rows[i] >= 0 && rows[i] < height && columns[i] >= 0 && columns[i] < width ? (short)((rows[i] * width) + columns[i])
                : (short)-1;
        return codes;
    }
}
