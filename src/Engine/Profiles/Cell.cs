using Plumbline.Engine.Columns;
using Plumbline.Engine.Storage;

namespace Plumbline.Engine.Profiles;

/// <summary>A cell while rows are added to it.</summary>
sealed class Cell
{
    readonly DatasetProfile _on;
    readonly (string Name, CellColumn Column)[] _columns;
    readonly bool _isSealed;
    long _rows;

    Cell(CellKey key, DatasetProfile on, ulong binSet, long seq, bool isSealed)
    {
        (Key, _on, BinSet, Seq, _isSealed, _rows) = (key, on, binSet, seq, isSealed, on.Rows);
        _columns = [.. on.Columns.Select(c => (c.Column.Name, CellColumn.Of(c, keepSketches: key.Segment is null)))];
    }

    public CellKey Key { get; }

    public ulong BinSet { get; }

    public bool IsSealed => _isSealed;

    public long Rows => _rows;

    public int ColumnCount => _columns.Length;

    /// <summary>Number of the last row in it.</summary>
    public long Seq { get; set; }

    /// <summary>Starts empty on a bin set.</summary>
    public static Cell Empty(CellKey key, BinSet on, bool isSealed = false) => new(key, on.Profile, on.Fingerprint, 0, isSealed);

    /// <summary>Goes on where a stored cell stood.</summary>
    public static Cell Reopen(CellProfile stored) => new(stored.Key, stored.Profile, stored.BinSet, stored.Seq, stored.IsSealed);

    /// <summary>Adds rows of a batch, in their order.</summary>
    public void Add(IReadOnlyDictionary<string, ColumnSlice> slices, ReadOnlySpan<int> rows)
    {
        foreach (var (name, column) in _columns)
            if (slices.TryGetValue(name, out var slice)) column.Add(slice, rows);
            else column.AddAbsent(rows.Length);
        _rows += rows.Length;
    }

    public CellProfile Build() => new()
    {
        Key = Key,
        Profile = _on with { Rows = _rows, Columns = [.. _columns.Select(c => c.Column.Build())] },
        BinSet = BinSet,
        Seq = Seq,
        IsSealed = _isSealed,
    };
}
