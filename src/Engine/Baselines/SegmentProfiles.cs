using System.Collections.Immutable;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;

namespace Plumbline.Engine.Baselines;

/// <summary>The profiles of segment values, counted as the cells of live segment values are.</summary>
static class SegmentProfiles
{
    /// <summary>Profiles of rows, each column read once.</summary>
    /// <param name="rows">The rows of the baseline.</param>
    /// <param name="inFile">Their profile under the names of the file.</param>
    /// <param name="live">The same profile under the live names.</param>
    /// <param name="groups">The rows of the segment values.</param>
    /// <param name="cancellationToken">Stops between columns.</param>
    public static IReadOnlyList<DatasetProfile> OfRows(IDataset rows, DatasetProfile inFile, DatasetProfile live,
        IReadOnlyList<SegmentRows> groups, CancellationToken cancellationToken)
    {
        if (groups.Count == 0) return [];
        var empty = BinSet.Of(live).Profile;
        var names = inFile.Columns.Zip(live.Columns)
            .ToDictionary(c => c.Second.Column.Name, c => c.First.Column.Name, StringComparer.Ordinal);
        var blocks = groups.Select(BlocksOf(rows, cancellationToken)).ToList();
        var columns = groups.Select(_ => ImmutableArray.CreateBuilder<ColumnProfile>(empty.Columns.Count)).ToList();
        foreach (var column in empty.Columns)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var slice = rows.Read(names[column.Column.Name], cancellationToken);
            for (int g = 0; g < groups.Count; g++) columns[g].Add(Column(column, slice, groups[g].Rows, blocks[g]));
        }
        return [.. groups.Select((g, i) => empty with { Path = g.Value, Rows = g.Rows.Length, Columns = columns[i].ToImmutable() })];
    }

    /// <summary>The profiles of stored cells of segment values, merged value by value: those with the most rows.</summary>
    /// <param name="cells">Cells of segment values.</param>
    /// <param name="binSet">Cells on other bins are left out.</param>
    public static IEnumerable<(KeyValuePair<string, string> Key, IReadOnlyList<CellProfile> Cells)> OfCells(IEnumerable<CellProfile> cells,
        ulong binSet) =>
        from cell in cells
        where cell.Key.Segment is not null && cell.Profile.Rows > 0 && cell.BinSet == binSet
        group cell by cell.Key.Segment.GetValueOrDefault() into value
        orderby value.Sum(c => c.Profile.Rows) descending, value.Key.Value
        group value by value.Key.Key into segment
        from value in segment.Take(ProfileLimits.SegmentValues)
        select (value.Key, (IReadOnlyList<CellProfile>)[.. value]);

    static Func<SegmentRows, RowBlocks> BlocksOf(IDataset rows, CancellationToken cancellationToken)
    {
        var column = rows.Schema.First(ColumnRole.Timestamp);
        var times = column is null ? null : rows.Read(column.Name, cancellationToken) as TimestampSlice;
        return group => times is null ? RowBlocks.InFileOrder(group.Rows.Length)
            : RowBlocks.ByTime((TimestampSlice)PickedRows.Of(times, group.Rows));
    }

    static ColumnProfile Column(ColumnProfile empty, ColumnSlice slice, int[] rows, RowBlocks blocks)
    {
        var counting = CellColumn.Of(empty, keepSketches: false);
        counting.Add(slice, rows);
        var counted = counting.Build();
        if (!empty.Column.IsJudged || !blocks.AreLargeEnough) return counted;
        return counted with
        {
            OwnVariation = (empty.Content, PickedRows.Of(slice, rows)) switch
            {
                (ColumnContent.Numbers { On: var on }, NumericSlice own) =>
                    OwnVariation.OfNumbers(blocks, on.Bins, own.Values.Span, new double[own.Length]),
                (ColumnContent.Categories { On: var on }, CategoricalSlice own) => OwnVariation.OfCategories(blocks, on, own),
                _ => 0,
            },
        };
    }
}
