using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;

namespace Plumbline.Server.Projections;

/// <summary>Says which cells of a stretch are not what they were before they were counted anew.</summary>
static class CellComparison
{
    /// <summary>How many cells differ. A quarter of an hour is the same to the last bit; quarters in the place of a longer cell have the
    /// same rows, counts and extremes together.</summary>
    /// <param name="before">Cells before, of the stretch or more.</param>
    /// <param name="after">Cells of the stretch now.</param>
    public static int Changed(IReadOnlyList<CellProfile> before, IReadOnlyList<CellProfile> after, CellStretch stretch)
    {
        var was = before.Where(c => c.Key.Start >= stretch.From && c.Key.End <= stretch.To).ToList();
        if (stretch.Merged.Count == 0) return ChangedBits(was, after);
        var parts = was.ToLookup(SeriesOf);
        return after.GroupBy(SeriesOf).Sum(now => AreAlike([.. parts[now.Key]], [.. now]) ? 0 : now.Count());
    }

    static int ChangedBits(List<CellProfile> before, IReadOnlyList<CellProfile> after)
    {
        var known = before.ToDictionary(c => c.Key, c => ProfileFingerprint.Of(c.Profile));
        return after.Count(c => !known.TryGetValue(c.Key, out ulong was) || was != ProfileFingerprint.Of(c.Profile));
    }

    static (string?, KeyValuePair<string, string>?) SeriesOf(CellProfile cell) => (cell.Key.Version, cell.Key.Segment);

    static bool AreAlike(List<CellProfile> before, List<CellProfile> after)
    {
        if (before.Concat(after).Select(c => c.BinSet).Distinct().Count() != 1) return false;
        return CellMerging.Merge(before, "") is { } a && CellMerging.Merge(after, "") is { } b
            && a.Rows == b.Rows && a.Columns.Zip(b.Columns).All(p => AreAlike(p.First, p.Second));
    }

    static bool AreAlike(ColumnProfile a, ColumnProfile b) =>
        a.Rows == b.Rows && a.Missing.Count == b.Missing.Count && a.Unreadable.Count == b.Unreadable.Count && (a.Content, b.Content) switch
        {
            (ColumnContent.Numbers x, ColumnContent.Numbers y) => x.Counts.SequenceEqual(y.Counts) && x.PsiCounts.SequenceEqual(y.PsiCounts)
                && x.Moments.Min.Equals(y.Moments.Min) && x.Moments.Max.Equals(y.Moments.Max),
            (ColumnContent.Categories x, ColumnContent.Categories y) => x.Counts.SequenceEqual(y.Counts) && x.Other == y.Other
                && x.UnseenRest == y.UnseenRest && x.Unseen.SequenceEqual(y.Unseen),
            (ColumnContent.Times x, ColumnContent.Times y) => x == y,
            (ColumnContent.Vectors x, ColumnContent.Vectors y) => x == y,
            _ => false,
        };
}
