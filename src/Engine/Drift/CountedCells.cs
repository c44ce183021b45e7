using System.Diagnostics;
using Plumbline.Engine.Profiles;
using Plumbline.Statistics.Bins;

namespace Plumbline.Engine.Drift;

/// <summary>Counts of both sides on the same cells: as they are (for the measures) and joined (for the verdict).</summary>
/// <param name="Reference">Reference rows per cell.</param>
/// <param name="Current">Current rows per cell.</param>
/// <param name="Labels">Interval, atom or category per cell. Categories without a cell of their own come last as one.</param>
/// <param name="Groups">The group of each cell after thin ones are joined.</param>
sealed record CountedCells(long[] Reference, long[] Current, IReadOnlyList<string> Labels, int[] Groups)
{
    /// <summary>The label of categories that have no cell.</summary>
    public const string OtherLabel = "(other)";

    static readonly double s_millionToOne = Math.Log(1e6);

    public long[] JoinedReference { get; } = CellJoining.Apply(Reference, Groups);

    public long[] JoinedCurrent { get; } = CellJoining.Apply(Current, Groups);

    /// <summary>The cells two profiles share: both of numbers or both of categories.</summary>
    public static CountedCells Of(ColumnContent reference, ColumnContent current) => (reference, current) switch
    {
        (ColumnContent.Numbers r, ColumnContent.Numbers c) => Of(r, c),
        (ColumnContent.Categories r, ColumnContent.Categories c) => Of(r, c),
        _ => throw new UnreachableException("Only numbers and categories are compared, and only with their like."),
    };

    /// <summary>The cells two profiles share.</summary>
    public static CountedCells Of(ColumnContent.Numbers reference, ColumnContent.Numbers current)
    {
        long[] n = [.. reference.Counts], m = [.. current.Counts];
        return new CountedCells(n, m, reference.On.Bins.Labels, JoinThinCells(n, m));
    }

    /// <summary>The categories of two profiles: those with a cell, those only the current side (or a merged reference) has, and the
    /// rest.</summary>
    public static CountedCells Of(ColumnContent.Categories reference, ColumnContent.Categories current)
    {
        string[] unseen = [.. reference.Unseen.Keys.Union(current.Unseen.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        long[] n = Spread(reference, unseen), m = Spread(current, unseen);
        string[] labels = [.. reference.On.Names, .. unseen, OtherLabel];
        int[] groups = reference.On.IsTruncated ? JoinTruncated(n, m, reference.On) : JoinRareAndRest(n, m, leastRowsOfListed: 0);
        return new CountedCells(n, m, labels, groups);
    }

    static long[] Spread(ColumnContent.Categories side, string[] unseen) =>
        [.. side.Counts, .. unseen.Select(u => side.Unseen.GetValueOrDefault(u)), side.Other + side.UnseenRest];

    /// <summary>Neighbours are joined by the reference alone. A cell in which the reference has no row at all (beside an atom, as when the
    /// reference is constant) would vanish in its neighbour whatever the current side does, so it stays when it holds ten rows that without
    /// a change would all have fallen on the current side less than once in a million.</summary>
    internal static int[] JoinThinCells(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        double n = Sum(reference), m = Sum(current);
        var kept = new List<int>();
        var joined = new List<int>();
        for (int c = 0; c < reference.Length; c++)
        {
            bool stays = reference[c] == 0 && current[c] >= CellJoining.LeastRows && current[c] * Math.Log((n + m) / m) >= s_millionToOne;
            (stays ? kept : joined).Add(c);
        }
        long[] others = new long[joined.Count];
        for (int i = 0; i < others.Length; i++) others[i] = reference[joined[i]];
        int[] groups = new int[reference.Length], groupsOfOthers = CellJoining.JoinNeighbours(others, (long)n, (long)m);
        for (int i = 0; i < others.Length; i++) groups[joined[i]] = groupsOfOthers[i];
        int next = others.Length == 0 ? 0 : groupsOfOthers.Max() + 1;
        foreach (int cell in kept) groups[cell] = next++;
        return groups;
    }

    /// <summary>Of more than a thousand categories the listed ones were chosen because they were frequent in the reference, and near the
    /// line they will be rarer in any other sample. Those within three standard deviations of the line are joined with the rest.</summary>
    static int[] JoinTruncated(long[] reference, long[] current, ColumnCells.Categories cells)
    {
        double line = cells.LargestOfRest;
        // c - 3 sqrt(c) >= line, solved for c.
        double root = (3 + Math.Sqrt(9 + (4 * line))) / 2;
        return JoinRareAndRest(reference, current, leastRowsOfListed: root * root, cells.Names.Length);
    }

    static int[] JoinRareAndRest(long[] reference, long[] current, double leastRowsOfListed, int listed = 0)
    {
        int rest = reference.Length - 1;
        if (leastRowsOfListed == 0 && reference[rest] + current[rest] == 0)
            return CellJoining.JoinRareCategories(reference, current);
        int[] groups = new int[reference.Length];
        int next = 1;
        for (int c = 0; c < rest; c++)
        {
            bool isRare = reference[c] + current[c] < CellJoining.LeastRows || (c < listed && reference[c] < leastRowsOfListed);
            groups[c] = isRare ? 0 : next++;
        }
        groups[rest] = 0;
        return groups;
    }

    static double Sum(ReadOnlySpan<long> counts)
    {
        double sum = 0;
        foreach (long count in counts) sum += count;
        return sum;
    }
}
