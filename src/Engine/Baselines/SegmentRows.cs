using Plumbline.Engine.Columns;
using Plumbline.Engine.Profiles;

namespace Plumbline.Engine.Baselines;

/// <summary>The rows of one value of a segment.</summary>
/// <param name="Segment">Live name of the segment column.</param>
/// <param name="Value">Its value.</param>
/// <param name="Rows">Row numbers, ascending.</param>
sealed record SegmentRows(string Segment, string Value, int[] Rows)
{
    public KeyValuePair<string, string> Key => new(Segment, Value);

    /// <summary>The values of a segment column: those with the most rows, as many as cells tell apart. Numbers are no segments of
    /// cells.</summary>
    public static IReadOnlyList<SegmentRows> Of(string segment, ColumnSlice column)
    {
        if (column is not CategoricalSlice categories) return [];
        long[] counts = CategoricalAccumulator.CountCodes(categories);
        int[] largest =
        [
            .. Enumerable.Range(0, counts.Length).Where(code => counts[code] > 0).OrderByDescending(code => counts[code])
                .ThenBy(code => categories.Categories[code], StringComparer.Ordinal).Take(ProfileLimits.SegmentValues),
        ];
        var rows = new int[counts.Length][];
        foreach (int code in largest) rows[code] = new int[counts[code]];
        int[] next = new int[counts.Length];
        var codes = categories.Codes.Span;
        for (int row = 0; row < codes.Length; row++)
            if (codes[row] is >= 0 and int code && rows[code] is { } own) own[next[code]++] = row;
        return [.. largest.Select(code => new SegmentRows(segment, categories.Categories[code], rows[code]))];
    }
}
