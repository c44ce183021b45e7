using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;

namespace Plumbline.Engine.Profiles;

/// <summary>The cells of one model at hand, and the rows that wait for its first bin set.</summary>
sealed class ModelCells(int number, IProfileStore stored, SealedDays sealedDays, OpenCells open)
{
    readonly Dictionary<CellPlace, CellGroup> _groups = [];
    readonly Dictionary<CellPlace, (long At, long Bytes)> _touched = [];
    readonly HashSet<CellPlace> _changed = [];
    readonly HashSet<CellKey> _replaced = [];
    readonly FirstRows _waiting = new();

    public BinSet? BinSet { get; private set; }

    public long FirstWaitingSeq => _waiting.FirstSeq;

    public DateTimeOffset? FirstCellEnd => BinSet is null ? _waiting.FirstCellEnd : null;

    /// <summary>Places at hand, with the number of the row they were last touched by and about what they take in memory.</summary>
    public IEnumerable<(CellPlace Place, long At, long Bytes)> Touched => _touched.Select(t => (t.Key, t.Value.At, t.Value.Bytes));

    /// <summary>Adds the rows of a batch whose numbers are beyond <paramref name="after"/>.</summary>
    /// <param name="between">Called after each place; what changed may be saved then.</param>
    public void Add(ColumnBatch batch, long firstSeq, long after, ModelDefinition model, Action? between)
    {
        int first = (int)(after - firstSeq + 1);
        if (BinSet is null)
        {
            int taken = _waiting.Take(batch, firstSeq, first, model);
            if (!_waiting.IsComplete) return;
            Freeze();
            first = taken;
        }
        Count(batch, firstSeq, first, model, between: between);
    }

    public void Freeze()
    {
        if (BinSet is not null || _waiting.Freeze() is not { } frozen) return;
        Use(frozen);
    }

    public void Use(BinSet binSet)
    {
        BinSet = BinSet is { } present ? binSet.And(present) : binSet;
        // Nothing is saved between them: until all of them are counted a snapshot would claim rows it does not hold.
        foreach (var part in _waiting.Release()) Count(part.Batch, part.FirstSeq, part.First, part.Model, part.End);
    }

    /// <summary>Longer stored cells in whose place their quarters are since they were counted anew.</summary>
    public IReadOnlyCollection<CellKey> Replaced => _replaced;

    /// <summary>What must be counted anew together with a quarter of an hour; null when it is sealed.</summary>
    public CellStretch? StretchOf(DateTimeOffset start, CancellationToken cancellationToken)
    {
        if (sealedDays.Contains(number, start)) return null;
        var merged = MergedWithin(CellKey.DayOf(start), start + CellKey.Smallest, cancellationToken).Where(k => k.End > start).ToList();
        if (merged.Count == 0) return new CellStretch(start, start + CellKey.Smallest, []);
        var (from, to) = (merged.Min(k => k.Start), merged.Max(k => k.End));
        return new CellStretch(from, to, [.. MergedWithin(from, to, cancellationToken)]);
    }

    /// <summary>Keys of the short cells of a stretch that are at hand.</summary>
    public IEnumerable<CellKey> KeysAtHand(CellStretch stretch) =>
        _groups.Where(g => g.Key.Start >= stretch.From && g.Key.Start < stretch.To).SelectMany(g => g.Value.Keys);

    /// <summary>Keys of the short cells of a stretch that are stored.</summary>
    public IEnumerable<CellKey> KeysStored(CellStretch stretch, CancellationToken cancellationToken) =>
        Stored(stretch.From, stretch.To, heads: true, cancellationToken).Select(c => c.Key).Where(k => k.Length == CellKey.Smallest);

    public void Put(CellRecount recount)
    {
        foreach (var (place, group) in recount.Groups) Put(place, group, recount.Seq);
        _replaced.UnionWith(recount.Stretch.Merged);
    }

    public IReadOnlyList<CellProfile> Read(CellQuery query) =>
    [
        .. _changed.Where(p => p.Start >= query.From && p.Start < query.To)
            .Where(p => query.Version is null || query.Version == p.Version)
            .SelectMany(p => _groups[p].Build())
            .Where(c => query.IsOfSegments(c.Key))
            .Select(c => Only(c, query.Columns)),
    ];

    public IEnumerable<CellProfile> Changed() => _changed.OrderBy(p => p.Start).ThenBy(p => p.Version, StringComparer.Ordinal)
        .SelectMany(p => _groups[p].BuildInPassing());

    public void Saved()
    {
        open.Add(0, -_changed.Count, 0);
        foreach (var place in _changed) _groups[place].DropBuilt();
        _changed.Clear();
        _replaced.Clear();
    }

    /// <summary>Closes saved places of a time.</summary>
    public void Close(Func<DateTimeOffset, bool> isOf)
    {
        foreach (var place in _groups.Keys.Where(p => isOf(p.Start) && !_changed.Contains(p)).ToArray()) Close(place);
    }

    public void Close(CellPlace place)
    {
        if (!_groups.Remove(place)) return;
        _touched.Remove(place, out var was);
        open.Add(-1, 0, -was.Bytes);
    }

    /// <summary>The model is gone with all its cells.</summary>
    public void Forget()
    {
        open.Add(0, -_changed.Count, 0);
        _changed.Clear();
        foreach (var place in _groups.Keys.ToArray()) Close(place);
    }

    void Count(ColumnBatch batch, long firstSeq, int first, ModelDefinition model, int? end = null, Action? between = null)
    {
        var rows = new EventRows(batch.Columns, model.Schema.Columns);
        var times = batch.Times.Span[..(end ?? batch.Count)];
        foreach (var (place, own) in rows.ByPlace(times, first))
        {
            var group = Open(place);
            int[] fresh = [.. own.Where(row => firstSeq + row > group.Seq)];
            if (fresh.Length == 0) continue;
            group.Add(rows.Slices, rows.Segments, fresh, firstSeq + fresh[^1]);
            Put(place, group, firstSeq + fresh[^1]);
            between?.Invoke();
        }
    }

    CellGroup Open(CellPlace place)
    {
        if (_groups.TryGetValue(place, out var open)) return open;
        var cells = Stored(place.Start, place.Start + CellKey.Smallest, heads: false, default)
            .Where(c => c.Key.Length == CellKey.Smallest && c.Key.Version == place.Version).ToArray();
        if (cells.FirstOrDefault(c => c.Key.Segment is null) is { } all) return CellGroup.Reopen(all, cells);
        var binSet = BinSet ?? throw new InvalidOperationException("There is no bin set yet.");
        return CellGroup.Empty(number, place, binSet, sealedDays.Contains(number, place.Start));
    }

    void Put(CellPlace place, CellGroup group, long at)
    {
        long bytes = group.Bytes, before = _touched.GetValueOrDefault(place).Bytes;
        bool isNew = !_groups.ContainsKey(place);
        _groups[place] = group;
        _touched[place] = (at, bytes);
        open.Add(isNew ? 1 : 0, _changed.Add(place) ? 1 : 0, bytes - before);
    }

    IEnumerable<CellKey> MergedWithin(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        Stored(from, to, heads: true, cancellationToken).Select(c => c.Key)
            .Where(k => k.Length > CellKey.Smallest && !_replaced.Contains(k));

    IEnumerable<CellProfile> Stored(DateTimeOffset from, DateTimeOffset to, bool heads, CancellationToken cancellationToken)
    {
        var query = new CellQuery { Model = number, From = from, To = to, Columns = heads ? CellQuery.NoColumns : [] };
        return stored.Read(query, cancellationToken).Concat(stored.Read(query with { AllSegments = true }, cancellationToken));
    }

    static CellProfile Only(CellProfile cell, IReadOnlyList<string> columns) =>
        columns.Count == 0 ? cell
            : cell with { Profile = cell.Profile with { Columns = [.. cell.Profile.Columns.Where(c => columns.Contains(c.Column.Name))] } };
}
