using Plumbline.Engine.Columns;
using Plumbline.Engine.Drift;
using Plumbline.Engine.Profiles;
using Plumbline.Statistics.Bins;
using Plumbline.Statistics.Distances;

namespace Plumbline.Engine.Baselines;

/// <summary>How far the blocks of a reference lie apart: the second largest effect of a block against the other nine. What the reference
/// does by itself is not worth an alarm.</summary>
static class OwnVariation
{
    /// <summary>Of numbers; 0 when blocks are too small.</summary>
    /// <param name="values">One per row, NaN missing.</param>
    /// <param name="scratch">At least as long, overwritten.</param>
    public static double OfNumbers(RowBlocks blocks, NumericBins bins, ReadOnlySpan<double> values, Span<double> scratch)
    {
        if (!blocks.AreLargeEnough) return 0;
        long[][] counts = Empty(bins.CellCount);
        blocks.ForEach(values, scratch, (b, block) => bins.Count(block, counts[b]));
        return SecondLargest(counts, (others, block) => CountedCells.JoinThinCells(others, block));
    }

    /// <summary>Of categories; 0 when blocks are too small.</summary>
    public static double OfCategories(RowBlocks blocks, ColumnCells.Categories cells, CategoricalSlice slice)
    {
        if (!blocks.AreLargeEnough) return 0;
        int rest = cells.Names.Length;
        int[] cellOfCode = [.. slice.Categories.Select(cells.IndexOf).Select(c => c < 0 ? rest : c)];
        long[][] counts = Empty(rest + 1);
        int[] scratch = new int[slice.Length];
        blocks.ForEach(slice.Codes.Span, scratch, (b, block) =>
        {
            long[] own = counts[b];
            foreach (int code in block)
                if (code >= 0) own[cellOfCode[code]]++;
        });
        return SecondLargest(counts, (others, block) => CellJoining.JoinRareCategories(others, block));
    }

    /// <summary>The second largest effect of a block against the others.</summary>
    internal static double SecondLargest(long[][] blocks, Func<long[], long[], int[]> join)
    {
        long[] all = new long[blocks[0].Length];
        foreach (long[] block in blocks)
            for (int c = 0; c < all.Length; c++) all[c] += block[c];
        double largest = 0, second = 0;
        foreach (long[] block in blocks)
        {
            long[] others = [.. all.Zip(block, (a, b) => a - b)];
            int[] groups = join(others, block);
            double effect = JensenShannonEffect.Compute(CellJoining.Apply(others, groups), CellJoining.Apply(block, groups)).Value;
            if (double.IsNaN(effect)) continue;
            second = Math.Max(second, Math.Min(largest, effect));
            largest = Math.Max(largest, effect);
        }
        return second;
    }

    static long[][] Empty(int cells) => [.. Enumerable.Range(0, RowBlocks.Count).Select(_ => new long[cells])];
}
