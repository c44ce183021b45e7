using System.Collections.Immutable;
using Plumbline.Engine.Columns;
using Plumbline.Statistics;
using Plumbline.Statistics.Sketches;

namespace Plumbline.Engine.Profiles;

/// <summary>Categories of a cell: exact counts per category of the bin set, unseen ones by name as far as there is room.</summary>
sealed class CellCategories : CellColumn
{
    static readonly ImmutableSortedDictionary<string, long> s_none = ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    readonly ColumnCells.Categories _cells;
    readonly long[] _counts;
    readonly SortedDictionary<string, long> _unseen;
    readonly HyperLogLog? _distinct;
    long _other, _unseenRest;

    public CellCategories(ColumnDefinition column, ColumnContent.Categories so, bool keepSketches)
        : base(column)
    {
        _cells = so.On;
        _counts = [.. so.Counts];
        _unseen = new SortedDictionary<string, long>(so.Unseen, StringComparer.Ordinal);
        (_other, _unseenRest) = (so.Other, so.UnseenRest);
        if (keepSketches)
            _distinct = so.DistinctSketch is { } distinct ? distinct.Copy() : new HyperLogLog();
    }

    protected override int TryCount(ColumnSlice slice, ReadOnlySpan<int> rows)
    {
        if (slice is not CategoricalSlice categories) return -1;
        int present = 0;
        // In the order of first appearance, because unseen categories take the room that is left in that order.
        var rowsOfCode = new Dictionary<int, long>();
        var codes = categories.Codes.Span;
        foreach (int row in rows)
        {
            int code = codes[row];
            if (code < 0) continue;
            present++;
            rowsOfCode[code] = rowsOfCode.GetValueOrDefault(code) + 1;
        }
        foreach (var (code, count) in rowsOfCode) Count(categories.Categories[code], count);
        return present;
    }

    protected override ColumnContent BuildContent()
    {
        bool isExact = _other == 0 && _unseenRest == 0;
        return new ColumnContent.Categories
        {
            On = _cells,
            Counts = [.. _counts],
            Other = _other,
            Unseen = _unseen.Count == 0 ? s_none : _unseen.ToImmutableSortedDictionary(StringComparer.Ordinal),
            UnseenRest = _unseenRest,
            Distinct = isExact ? _counts.Count(c => c > 0) + _unseen.Count : (long)Math.Round(_distinct?.Estimate ?? 0),
            DistinctIsEstimate = !isExact,
            DistinctSketch = _distinct?.Copy(),
        };
    }

    void Count(string category, long rows)
    {
        AddDistinct(category, rows);
        int cell = _cells.IndexOf(category);
        if (cell >= 0) _counts[cell] += rows;
        else if (_cells.IsOther(category)) _other += rows;
        else if (_unseen.TryGetValue(category, out long already)) _unseen[category] = already + rows;
        else if (_unseen.Count < CategoricalAccumulator.UnseenLimit) _unseen[category] = rows;
        else _unseenRest += rows;
    }

    // As often as there are rows: the sketch counts what it was given.
    void AddDistinct(string category, long rows)
    {
        if (_distinct is null) return;
        ulong hash = StableHash.Of(category);
        for (long i = 0; i < rows; i++) _distinct.Add(hash);
    }
}
