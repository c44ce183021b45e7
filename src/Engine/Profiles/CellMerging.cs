using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Storage;
using Plumbline.Statistics.Descriptive;
using Plumbline.Statistics.Sketches;

namespace Plumbline.Engine.Profiles;

/// <summary>One profile of many cells: that of a window, of all versions, of a segment.</summary>
public static class CellMerging
{
    /// <summary>Columns of cells from which on a merge is worth a second core.</summary>
    const int WorthSharing = 200;

    /// <summary>The profile of the rows of all cells. Counts, extremes and missing values are exact, moments to 1e-12, sketches within
    /// their error. The same cells give the same bits, in whatever order they come.</summary>
    /// <param name="cells">Disjoint cells.</param>
    /// <param name="name">What the rows are, for showing.</param>
    /// <returns>Null when there is no cell.</returns>
    /// <exception cref="ProfileException">The cells were counted on different bin sets.</exception>
    public static DatasetProfile? Merge(IReadOnlyCollection<CellProfile> cells, string name)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (cells.Count == 0) return null;
        CellProfile[] ordered = [.. cells.OrderBy(c => c.Key.Start).ThenBy(c => c.Key.Length)
            .ThenBy(c => c.Key.Version, StringComparer.Ordinal)
            .ThenBy(c => c.Key.Segment?.Key, StringComparer.Ordinal).ThenBy(c => c.Key.Segment?.Value, StringComparer.Ordinal)];
        RequireOneBinSet(ordered);
        var profiles = ordered.Select(c => c.Profile).ToArray();
        var last = profiles[^1];
        return last with
        {
            Path = name,
            Rows = profiles.Sum(p => p.Rows),
            From = ordered[0].Key.Start,
            To = ordered.Max(c => c.Key.End),
            Columns = Columns(profiles),
        };
    }

    // Columns know nothing of each other: many are shared among the cores.
    static ColumnProfile[] Columns(DatasetProfile[] profiles)
    {
        var columns = new ColumnProfile[profiles[^1].Columns.Count];
        void MergeOne(int column) => columns[column] = Column([.. profiles.Select(p => p.Columns[column])]);
        if (profiles.Length * columns.Length < WorthSharing)
        {
            for (int i = 0; i < columns.Length; i++) MergeOne(i);
        }
        else
        {
            try
            {
                Parallel.For(0, columns.Length, MergeOne);
            }
            catch (AggregateException all) when (all.InnerException is { } first)
            {
                ExceptionDispatchInfo.Throw(first);
            }
        }
        return columns;
    }

    static void RequireOneBinSet(CellProfile[] cells)
    {
        if (Array.Find(cells, c => c.BinSet != cells[0].BinSet) is { } other)
            throw new ProfileException(Message.Of("profile.cells_of_other_bins", ("from", Text(cells[0].Key.Start)),
                ("to", Text(other.Key.Start))));
    }

    static string Text(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", System.Globalization.CultureInfo.InvariantCulture);

    static ColumnProfile Column(ColumnProfile[] parts) => parts.Length == 1 ? parts[0] : parts[^1] with
    {
        Rows = parts.Sum(p => p.Rows),
        Missing = parts.Select(p => p.Missing).Aggregate(ProfileMerging.Missing),
        Unreadable = parts.Select(p => p.Unreadable).Aggregate(ProfileMerging.Unreadable),
        Content = parts[0].Content switch
        {
            ColumnContent.Numbers => Numbers([.. parts.Select(p => (ColumnContent.Numbers)p.Content)]),
            ColumnContent.Categories => Categories([.. parts.Select(p => (ColumnContent.Categories)p.Content)]),
            ColumnContent.Times or ColumnContent.Vectors =>
                parts.Select(p => p.Content).Aggregate(ProfileMerging.Content),
            _ => throw new UnreachableException(),
        },
    };

    static ColumnContent.Numbers Numbers(ColumnContent.Numbers[] parts)
    {
        var moments = new Moments();
        OutsideRows outside = default;
        foreach (var part in parts)
        {
            moments.Merge(part.Moments);
            outside += part.Outside;
        }
        var distinct = Distinct(parts, static p => p.DistinctSketch);
        return new ColumnContent.Numbers
        {
            On = parts[0].On,
            Counts = Sum(parts, static p => p.Counts),
            PsiCounts = Sum(parts, static p => p.PsiCounts),
            Outside = outside,
            Moments = moments,
            Sketch = parts.All(p => p.Sketch is not null) ? Sketch([.. parts.Select(p => p.Sketch!).Where(s => s.Count > 0)]) : null,
            Distinct = (long)Math.Round(distinct?.Estimate ?? 0),
            DistinctIsEstimate = true,
            DistinctSketch = distinct,
        };
    }

    // As two by two, but that what is left of names is left once.
    static ColumnContent.Categories Categories(ColumnContent.Categories[] parts)
    {
        var counts = Sum(parts, static p => p.Counts);
        var unseen = Unseen(parts, out long rest);
        long other = parts.Sum(p => p.Other);
        rest += parts.Sum(p => p.UnseenRest);
        bool isExact = other == 0 && rest == 0;
        var distinct = Distinct(parts, static p => p.DistinctSketch);
        return new ColumnContent.Categories
        {
            On = parts[0].On,
            Counts = counts,
            Other = other,
            Unseen = unseen,
            UnseenRest = rest,
            Distinct = isExact ? counts.Length - counts.AsSpan().Count(0) + unseen.Count : (long)Math.Round(distinct?.Estimate ?? 0),
            DistinctIsEstimate = !isExact,
            DistinctSketch = distinct,
        };
    }

    static ImmutableSortedDictionary<string, long> Unseen(ColumnContent.Categories[] parts, out long rest)
    {
        rest = 0;
        if (Array.TrueForAll(parts, p => p.Unseen.IsEmpty)) return parts[0].Unseen;
        var sum = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var part in parts)
            foreach (var (name, count) in part.Unseen) sum[name] = sum.GetValueOrDefault(name) + count;
        if (sum.Count <= CategoricalAccumulator.UnseenLimit) return sum.ToImmutableSortedDictionary(StringComparer.Ordinal);
        var ranked = sum.OrderByDescending(u => u.Value).ThenBy(u => u.Key, StringComparer.Ordinal).ToArray();
        rest = ranked.Skip(CategoricalAccumulator.UnseenLimit).Sum(u => u.Value);
        return ranked.Take(CategoricalAccumulator.UnseenLimit).ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    static ImmutableArray<long> Sum<T>(T[] parts, Func<T, ImmutableArray<long>> counts)
    {
        long[] sum = [.. counts(parts[0])];
        foreach (var part in parts.AsSpan(1))
        {
            var more = counts(part).AsSpan();
            for (int i = 0; i < sum.Length; i++) sum[i] += more[i];
        }
        return Owned(sum);
    }

    static ImmutableArray<long> Owned(long[] owned) => ImmutableCollectionsMarshal.AsImmutableArray(owned);

    // Exact as long as two sketches together would be, else every value and every sketch enters one bounded sketch once.
    static QuantileSketch Sketch(QuantileSketch[] parts)
    {
        if (parts.Length <= 1) return parts.FirstOrDefault() ?? QuantileSketch.Empty;
        if (parts.All(p => p.IsExact) && parts.Sum(p => p.Count) <= 2 * NumericAccumulator.SketchSize) return Exact(parts);
        var merged = new KllSketch(NumericAccumulator.SketchSize);
        foreach (var part in parts) part.AddTo(merged);
        return merged.Freeze();
    }

    static QuantileSketch Exact(QuantileSketch[] parts)
    {
        double[] values = new double[parts.Sum(p => p.Count)];
        int filled = 0;
        foreach (var part in parts)
        {
            part.Values.CopyTo(values.AsSpan(filled));
            filled += part.Values.Length;
        }
        Array.Sort(values);
        return QuantileSketch.Exact(values);
    }

    static HyperLogLog? Distinct<T>(T[] parts, Func<T, HyperLogLog?> sketch)
    {
        var merged = new HyperLogLog();
        foreach (var part in parts)
        {
            if (sketch(part) is not { } own) return null;
            merged.Merge(own);
        }
        return merged;
    }
}
