using System.Collections.Immutable;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;
using Plumbline.Statistics.Descriptive;
using Plumbline.Statistics.Sketches;

namespace Plumbline.Engine.Profiles;

/// <summary>Merges the parts of column profiles.</summary>
static class ProfileMerging
{
    public static ColumnProfile Column(ColumnProfile a, ColumnProfile b)
    {
        if (a.Content.Cells?.Fingerprint != b.Content.Cells?.Fingerprint || a.Content.GetType() != b.Content.GetType())
            throw new ProfileException(Message.Of("profile.merge_other_cells", ("column", a.Column.Name)));
        return a with
        {
            Rows = a.Rows + b.Rows,
            Missing = Missing(a.Missing, b.Missing),
            Unreadable = Unreadable(a.Unreadable, b.Unreadable),
            Content = Content(a.Content, b.Content),
            OwnVariation = Math.Max(a.OwnVariation, b.OwnVariation),
        };
    }

    public static MissingValues Missing(MissingValues a, MissingValues b) => new(Sum(a.BySpelling, b.BySpelling));

    public static UnreadableValues Unreadable(UnreadableValues a, UnreadableValues b) =>
        a.Count == 0 ? b : a with { Count = a.Count + b.Count };

    public static ColumnContent Content(ColumnContent a, ColumnContent b) => (a, b) switch
    {
        (ColumnContent.Numbers x, ColumnContent.Numbers y) => Numbers(x, y),
        (ColumnContent.Categories x, ColumnContent.Categories y) => Categories(x, y),
        (ColumnContent.Times x, ColumnContent.Times y) => new ColumnContent.Times(Earlier(x.From, y.From), Later(x.To, y.To),
            x.Count + y.Count),
        (ColumnContent.Vectors x, ColumnContent.Vectors y) => new ColumnContent.Vectors(x.Count + y.Count, Math.Max(x.Dimension,
            y.Dimension)),
        _ => throw new ArgumentException($"{a.GetType().Name} and {b.GetType().Name} cannot be merged."),
    };

    static ColumnContent.Numbers Numbers(ColumnContent.Numbers a, ColumnContent.Numbers b)
    {
        var moments = new Moments(a.Moments.State);
        moments.Merge(b.Moments);
        var distinct = Distinct(a.DistinctSketch, b.DistinctSketch);
        return new ColumnContent.Numbers
        {
            On = a.On,
            Counts = Sum(a.Counts, b.Counts),
            PsiCounts = Sum(a.PsiCounts, b.PsiCounts),
            Outside = a.Outside + b.Outside,
            Moments = moments,
            Sketch = a.Sketch is { } x && b.Sketch is { } y ? QuantileSketch.Merge(x, y, mostExact: 2 * NumericAccumulator.SketchSize,
                k: NumericAccumulator.SketchSize) : null,
            Distinct = a.Moments.Count == 0 ? b.Distinct : b.Moments.Count == 0 ? a.Distinct : (long)Math.Round(distinct?.Estimate ?? 0),
            DistinctIsEstimate = a.Moments.Count == 0 ? b.DistinctIsEstimate : b.Moments.Count != 0 || a.DistinctIsEstimate,
            DistinctSketch = distinct,
        };
    }

    static ColumnContent.Categories Categories(ColumnContent.Categories a, ColumnContent.Categories b)
    {
        var counts = Sum(a.Counts, b.Counts);
        var ranked = Sum(a.Unseen, b.Unseen).OrderByDescending(u => u.Value).ThenBy(u => u.Key, StringComparer.Ordinal).ToArray();
        long other = a.Other + b.Other, unseenRest = a.UnseenRest + b.UnseenRest + ranked.Skip(CategoricalAccumulator.UnseenLimit).Sum(u =>
            u.Value);
        bool isExact = other == 0 && unseenRest == 0;
        var distinct = Distinct(a.DistinctSketch, b.DistinctSketch);
        return new ColumnContent.Categories
        {
            On = a.On,
            Counts = counts,
            Other = other,
            Unseen = ranked.Take(CategoricalAccumulator.UnseenLimit).ToImmutableSortedDictionary(StringComparer.Ordinal),
            UnseenRest = unseenRest,
            Distinct = isExact ? counts.Count(c => c > 0) + ranked.Length : (long)Math.Round(distinct?.Estimate ?? 0),
            DistinctIsEstimate = !isExact,
            DistinctSketch = distinct,
        };
    }

    static HyperLogLog? Distinct(HyperLogLog? a, HyperLogLog? b)
    {
        if (a is null || b is null) return null;
        var merged = a.Copy();
        merged.Merge(b);
        return merged;
    }

    static ImmutableArray<long> Sum(ImmutableArray<long> a, ImmutableArray<long> b) => [.. a.Zip(b, (x, y) => x + y)];

    static ImmutableSortedDictionary<string, long> Sum(ImmutableSortedDictionary<string, long> a, ImmutableSortedDictionary<string, long> b)
    {
        if (b.IsEmpty) return a;
        var sum = a.ToBuilder();
        foreach (var (key, count) in b) sum[key] = sum.GetValueOrDefault(key) + count;
        return sum.ToImmutable();
    }

    static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b : a;

    static DateTimeOffset? Later(DateTimeOffset? a, DateTimeOffset? b) => a is null || b > a ? b : a;
}
