using Plumbline.Engine.Drift;
using Plumbline.Engine.Profiles;
using Plumbline.Statistics.Bins;

namespace Plumbline.Engine.Baselines;

/// <summary>Ten contiguous blocks of cells, of about equal rows: what a column does by itself, when the rows are gone.</summary>
static class CellBlocks
{
    /// <summary>The second largest effect of a block against the others; 0 where there are too few cells or a block is too small.</summary>
    /// <param name="cells">On one bin set, in order of time.</param>
    /// <param name="column">The column, merged.</param>
    public static double OwnVariation(IReadOnlyList<DatasetProfile> cells, ColumnProfile column)
    {
        if (!column.Column.IsJudged || cells.Count < RowBlocks.Count || column.Content.Cells is null) return 0;
        long total = cells.Sum(c => c.Rows), before = 0;
        long[] rows = new long[RowBlocks.Count];
        var counts = new long[RowBlocks.Count][];
        foreach (var cell in cells)
        {
            // A cell belongs to the block in which its middle row lies.
            int block = (int)Math.Min(RowBlocks.Count - 1, (before + (cell.Rows / 2)) * RowBlocks.Count / Math.Max(1, total));
            before += cell.Rows;
            rows[block] += cell.Rows;
            counts[block] = Sum(counts[block], cell.Find(column.Column.Name));
        }
        if (rows.Any(r => r < RowBlocks.LeastRows)) return 0;
        return Baselines.OwnVariation.SecondLargest(counts, column.Content is ColumnContent.Numbers
            ? (others, block) => CountedCells.JoinThinCells(others, block)
            : (others, block) => CellJoining.JoinRareCategories(others, block));
    }

    static long[] Sum(long[]? block, ColumnProfile? column)
    {
        long[] own = column?.Content switch
        {
            ColumnContent.Numbers numbers => [.. numbers.Counts],
            ColumnContent.Categories c => [.. c.Counts, c.Other + c.UnseenRest + c.Unseen.Values.Sum()],
            _ => [],
        };
        return block is null ? own : [.. block.Zip(own, (a, b) => a + b)];
    }
}
