namespace Plumbline.Statistics.Bins;

/// <summary>Joins thin cells before a test or an effect is computed on them, so that neither is biased by cells with a row or
/// two.</summary>
/// <remarks>
/// Numeric cells are joined by the reference alone: joining by the current counts as well would bias the test (7 % instead of 1 % false
/// alarms at 100 rows).
/// Source: docs/methods/cell-joining.md; the least expected count follows Cochran, "Some methods for strengthening the common chi-squared
/// tests" (1954).
/// </remarks>
public static class CellJoining
{
    /// <summary>The rows a joined cell is expected to hold in the smaller sample, and the rows below which a category is rare.</summary>
    public const int LeastRows = 10;

    /// <summary>
    /// Joins neighbouring cells from left to right until the reference share times min(n, m) is at least <see cref="LeastRows"/>;
    /// what is left over at the right end joins the last group.
    /// </summary>
    /// <param name="reference">Reference counts per cell from the left, any length.</param>
    /// <param name="n">Rows of the reference, at least 0.</param>
    /// <param name="m">Rows of the current sample, at least 0.</param>
    /// <returns>For each cell the index of its group, 0 to g - 1 from the left. With no rows on a side all cells are one group.</returns>
    public static int[] JoinNeighbours(ReadOnlySpan<long> reference, long n, long m)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfNegative(m);
        int[] groups = new int[reference.Length];
        double smaller = Math.Min(n, m), joined = 0;
        int group = 0;
        for (int c = 0; c < reference.Length; c++)
        {
            groups[c] = group;
            joined += reference[c];
            if (joined * smaller >= (double)LeastRows * n && n > 0 && m > 0)
            {
                group++;
                joined = 0;
            }
        }

        // The group under way at the end never filled up.
        for (int c = groups.Length - 1; c >= 0 && groups[c] == group && group > 0; c--) groups[c] = group - 1;
        return groups;
    }

    /// <summary>Joins the categories that hold fewer than <see cref="LeastRows"/> rows in both samples together into one.</summary>
    /// <param name="reference">Reference counts per category.</param>
    /// <param name="current">Current counts per category, same length.</param>
    /// <returns>For each category the index of its group, 0 to g - 1 in order of first appearance.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static int[] JoinRareCategories(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        if (reference.Length != current.Length)
            throw new ArgumentException($"There are {reference.Length} reference and {current.Length} current counts.", nameof(current));
        int[] groups = new int[reference.Length];
        int next = 0, rare = -1;
        for (int c = 0; c < groups.Length; c++)
        {
            if (reference[c] + (double)current[c] >= LeastRows) groups[c] = next++;
            else groups[c] = rare < 0 ? rare = next++ : rare;
        }

        return groups;
    }

    /// <summary>The counts per group.</summary>
    /// <param name="counts">Counts per cell.</param>
    /// <param name="groups">The group of each cell, same length.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static long[] Apply(ReadOnlySpan<long> counts, ReadOnlySpan<int> groups)
    {
        if (counts.Length != groups.Length)
            throw new ArgumentException($"There are {counts.Length} counts for {groups.Length} cells.", nameof(groups));
        int last = -1;
        foreach (int group in groups) last = Math.Max(last, group);
        long[] joined = new long[last + 1];
        for (int c = 0; c < counts.Length; c++) joined[groups[c]] += counts[c];
        return joined;
    }
}
