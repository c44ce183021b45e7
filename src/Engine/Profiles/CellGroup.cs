using Plumbline.Engine.Columns;
using Plumbline.Engine.Storage;

namespace Plumbline.Engine.Profiles;

/// <summary>Where a row is counted: quarter of an hour and version.</summary>
readonly record struct CellPlace(DateTimeOffset Start, string? Version);

/// <summary>The cell of all rows of a place, and those of its segments' values.</summary>
sealed class CellGroup
{
    /// <summary>Most values of one segment that get a cell of their own; those first seen stay.</summary>
    public const int MostSegmentValues = 100;

    // A column with its sketches, each value while it is kept one by one, and a column of a segment, which has none.
    const long ColumnBytes = 5_000, ValueBytes = 8, SegmentColumnBytes = 700;

    readonly Dictionary<KeyValuePair<string, string>, Cell> _segments = [];
    readonly Dictionary<string, int> _valuesOf = new(StringComparer.Ordinal);
    readonly BinSet _binSet;
    readonly Cell _all;
    IReadOnlyList<CellProfile>? _built;

    CellGroup(Cell all, BinSet binSet) => (_all, _binSet) = (all, binSet);

    /// <summary>Number of the last row in it.</summary>
    public long Seq => _all.Seq;

    /// <summary>Starts empty.</summary>
    /// <param name="isSealed">True for rows of a sealed day, which were accepted just before it was sealed.</param>
    public static CellGroup Empty(int model, CellPlace place, BinSet on, bool isSealed = false) =>
        new(Cell.Empty(new CellKey(model, place.Start, CellKey.Smallest, place.Version, Segment: null), on, isSealed), on);

    /// <summary>Starts empty in the place of cells that are there: their values keep a cell even where no row is left.</summary>
    public static CellGroup Anew(int model, CellPlace place, BinSet on, IEnumerable<CellKey> known, long seq)
    {
        var group = Empty(model, place, on);
        group._all.Seq = seq;
        foreach (var key in known)
            if (key.Segment is { } segment && group.Segment(segment) is { } cell) cell.Seq = seq;
        return group;
    }

    /// <summary>Goes on where the stored cells of the place stood.</summary>
    public static CellGroup Reopen(CellProfile all, IEnumerable<CellProfile> segments)
    {
        var group = new CellGroup(Cell.Reopen(all), BinSet.Of(all.Profile));
        foreach (var stored in segments)
            if (stored.Key.Segment is { } segment) group.Put(segment, Cell.Reopen(stored));
        return group;
    }

    /// <summary>Adds rows of a batch, in their order.</summary>
    /// <param name="segments">The columns that are declared segments.</param>
    /// <param name="lastSeq">Number of the last of the rows.</param>
    public void Add(IReadOnlyDictionary<string, ColumnSlice> slices, IReadOnlyList<CategoricalSlice> segments, int[] rows, long lastSeq)
    {
        _built = null;
        _all.Add(slices, rows);
        _all.Seq = lastSeq;
        foreach (var segment in segments) AddSegment(slices, segment, rows, lastSeq);
    }

    /// <summary>About what it takes in memory.</summary>
    public long Bytes => _all.ColumnCount * (ColumnBytes + (ValueBytes * Math.Min(_all.Rows, CellNumbers.MostExact))
        + (SegmentColumnBytes * _segments.Count));

    /// <summary>Keys of all cells.</summary>
    public IEnumerable<CellKey> Keys => _segments.Values.Select(c => c.Key).Prepend(_all.Key);

    /// <summary>All cells as they are now.</summary>
    public IReadOnlyList<CellProfile> Build() => _built ??= [.. Built()];

    /// <summary>The same for going through them once: what is made is not kept.</summary>
    public IEnumerable<CellProfile> BuildInPassing() => _built ?? Built();

    /// <summary>Lets go of what <see cref="Build"/> made: it is as large as the cells themselves.</summary>
    public void DropBuilt() => _built = null;

    IEnumerable<CellProfile> Built() => _segments.Values.Prepend(_all).Select(c => c.Build());

    void AddSegment(IReadOnlyDictionary<string, ColumnSlice> slices, CategoricalSlice segment, int[] rows, long lastSeq)
    {
        var codes = segment.Codes.Span;
        var rowsOfCode = new Dictionary<int, List<int>>();
        foreach (int row in rows)
        {
            if (codes[row] < 0) continue;
            if (!rowsOfCode.TryGetValue(codes[row], out var own)) rowsOfCode[codes[row]] = own = [];
            own.Add(row);
        }
        foreach (var (code, own) in rowsOfCode)
        {
            if (Segment(new(segment.Column.Name, segment.Categories[code])) is not { } cell) continue;
            cell.Add(slices, [.. own]);
            cell.Seq = lastSeq;
        }
    }

    Cell? Segment(KeyValuePair<string, string> segment)
    {
        if (_segments.TryGetValue(segment, out var known)) return known;
        if (_valuesOf.GetValueOrDefault(segment.Key) >= MostSegmentValues) return null;
        var cell = Cell.Empty(_all.Key with { Segment = segment }, _binSet, _all.IsSealed);
        Put(segment, cell);
        return cell;
    }

    void Put(KeyValuePair<string, string> segment, Cell cell)
    {
        _segments.Add(segment, cell);
        _valuesOf[segment.Key] = _valuesOf.GetValueOrDefault(segment.Key) + 1;
    }
}
