using System.Collections.Immutable;
using Plumbline.Engine.Columns;
using Plumbline.Statistics;
using Plumbline.Statistics.Sketches;

namespace Plumbline.Engine.Profiles;

/// <summary>Counts of a categorical column, batch by batch on frozen cells.</summary>
sealed class CategoricalAccumulator(ColumnCells.Categories cells, bool keepSketches)
{
    /// <summary>Most unseen categories kept by name in a profile.</summary>
    public const int UnseenLimit = 1_000;

    /// <summary>Most unseen categories kept by name while counting.</summary>
    const int UnseenWhileCounting = 200_000;

    readonly long[] _counts = new long[cells.Names.Length];
    readonly Dictionary<string, long> _unseen = new(StringComparer.Ordinal);
    readonly HyperLogLog? _distinct = keepSketches ? new HyperLogLog() : null;
    long _other, _unseenRest;
    long? _exactDistinct = 0;
    bool _isEmpty = true;

    /// <summary>Adds a batch.</summary>
    public void Add(CategoricalSlice slice)
    {
        long distinct = 0;
        long[] rows = CountCodes(slice);
        for (int code = 0; code < rows.Length; code++)
        {
            if (rows[code] == 0) continue;
            distinct++;
            Add(slice.Categories[code], rows[code]);
        }
        _exactDistinct = _isEmpty ? distinct : null;
        _isEmpty = false;
    }

    public ColumnContent.Categories Build()
    {
        var ranked = _unseen.OrderByDescending(u => u.Value).ThenBy(u => u.Key, StringComparer.Ordinal).ToArray();
        var (distinct, isEstimate) = CountDistinct();
        return new ColumnContent.Categories
        {
            On = cells,
            Counts = [.. _counts],
            Other = _other,
            Unseen = ranked.Take(UnseenLimit).ToImmutableSortedDictionary(StringComparer.Ordinal),
            UnseenRest = _unseenRest + ranked.Skip(UnseenLimit).Sum(u => u.Value),
            Distinct = distinct,
            DistinctIsEstimate = isEstimate,
            DistinctSketch = _distinct,
        };
    }

    /// <summary>Rows per code of a slice.</summary>
    internal static long[] CountCodes(CategoricalSlice slice)
    {
        long[] rows = new long[slice.Categories.Count];
        foreach (int code in slice.Codes.Span)
            if (code >= 0) rows[code]++;
        return rows;
    }

    (long Distinct, bool IsEstimate) CountDistinct()
    {
        if (_exactDistinct is { } exact) return (exact, false);
        if (_other == 0 && _unseenRest == 0) return (_counts.Count(c => c > 0) + _unseen.Count, false);
        return ((long)Math.Round(_distinct?.Estimate ?? 0), true);
    }

    void Add(string category, long rows)
    {
        _distinct?.Add(StableHash.Of(category));
        int cell = cells.IndexOf(category);
        if (cell >= 0) _counts[cell] += rows;
        else if (cells.IsOther(category)) _other += rows;
        else if (_unseen.TryGetValue(category, out long already)) _unseen[category] = already + rows;
        else if (_unseen.Count < UnseenWhileCounting) _unseen[category] = rows;
        else _unseenRest += rows;
    }
}
