using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;

namespace Plumbline.Engine.Profiles;

/// <summary>The cells of one model at hand, and the rows that wait for its first bin set.</summary>
sealed class ModelCells(int number, IProfileStore stored)
{
    readonly Dictionary<CellPlace, CellGroup> _groups = [];
    readonly Dictionary<CellPlace, long> _touched = [];
    readonly HashSet<CellPlace> _changed = [];
    readonly FirstRows _waiting = new();

    public BinSet? BinSet { get; private set; }

    public long FirstWaitingSeq => _waiting.FirstSeq;

    public DateTimeOffset? FirstCellEnd => BinSet is null ? _waiting.FirstCellEnd : null;

    public int OpenPlaces => _groups.Count;

    public int ChangedPlaces => _changed.Count;

    public IEnumerable<(CellPlace Place, long At)> Touched => _touched.Select(t => (t.Key, t.Value));

    /// <summary>Adds the rows of a batch whose numbers are beyond <paramref name="after"/>.</summary>
    public void Add(ColumnBatch batch, long firstSeq, long after, ModelDefinition model)
    {
        int first = (int)(after - firstSeq + 1);
        if (BinSet is null)
        {
            int taken = _waiting.Take(batch, firstSeq, first, model);
            if (!_waiting.IsComplete) return;
            Freeze();
            first = taken;
        }
        Count(batch, firstSeq, first, model);
    }

    public void Freeze()
    {
        if (BinSet is not null || _waiting.Freeze() is not { } frozen) return;
        Use(frozen);
    }

    public void Use(BinSet binSet)
    {
        BinSet = BinSet is { } present ? binSet.And(present) : binSet;
        foreach (var part in _waiting.Release()) Count(part.Batch, part.FirstSeq, part.First, part.Model, part.End);
    }

    public bool Recount(ModelDefinition model, DateTimeOffset start, IDataset rows, long seq, CancellationToken cancellationToken)
    {
        var known = StoredAt(start, cancellationToken);
        if (BinSet is not { } binSet || known.Any(c => c.IsSealed)) return false;
        var slices = rows.Schema.Columns.Where(c => c.Role is not (ColumnRole.Ignore or ColumnRole.Target or ColumnRole.Id))
            .Select(c => rows.Read(c.Name, cancellationToken));
        var events = new EventRows(slices, model.Schema.Columns);
        var byVersion = Enumerable.Range(0, rows.RowCount).ToLookup(events.VersionOf);
        var open = _groups.Where(g => g.Key.Start == start).SelectMany(g => g.Value.Build());
        var keys = known.Concat(open).Select(c => c.Key).Distinct().ToLookup(k => k.Version);
        var versions = keys.Select(k => k.Key).Concat(byVersion.Select(v => v.Key)).ToHashSet();
        foreach (string? version in versions)
        {
            var place = new CellPlace(start, version);
            var group = CellGroup.Anew(number, place, binSet, keys[version], seq);
            int[] own = [.. byVersion[version]];
            if (own.Length > 0) group.Add(events.Slices, events.Segments, own, seq);
            Put(place, group, seq);
        }
        return true;
    }

    public IReadOnlyList<CellProfile> Read(CellQuery query) =>
    [
        .. _groups.Where(g => g.Key.Start >= query.From && g.Key.Start < query.To && (query.Version is null || query.Version == g.Key.Version))
            .SelectMany(g => g.Value.Build())
            .Where(c => query.AllSegments ? c.Key.Segment is not null : c.Key.Segment.Equals(query.Segment))
            .Select(c => Only(c, query.Columns)),
    ];

    public IEnumerable<CellProfile> Changed() => _changed.OrderBy(p => p.Start).ThenBy(p => p.Version, StringComparer.Ordinal)
        .SelectMany(p => _groups[p].Build());

    public void Saved() => _changed.Clear();

    public void Close(CellPlace place)
    {
        _groups.Remove(place);
        _touched.Remove(place);
    }

    void Count(ColumnBatch batch, long firstSeq, int first, ModelDefinition model, int? end = null)
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
        }
    }

    CellGroup Open(CellPlace place)
    {
        if (_groups.TryGetValue(place, out var open)) return open;
        var cells = StoredAt(place.Start, default).Where(c => c.Key.Version == place.Version).ToArray();
        return cells.FirstOrDefault(c => c.Key.Segment is null) is { } all ? CellGroup.Reopen(all, cells)
            : CellGroup.Empty(number, place, BinSet ?? throw new InvalidOperationException("There is no bin set yet."));
    }

    void Put(CellPlace place, CellGroup group, long at)
    {
        _groups[place] = group;
        _touched[place] = at;
        _changed.Add(place);
    }

    IReadOnlyList<CellProfile> StoredAt(DateTimeOffset start, CancellationToken cancellationToken)
    {
        var query = new CellQuery { Model = number, From = start, To = start + CellKey.Smallest };
        return [.. stored.Read(query, cancellationToken).Concat(stored.Read(query with { AllSegments = true }, cancellationToken))
            .Where(c => c.Key.Start == start && c.Key.Length == CellKey.Smallest)];
    }

    static CellProfile Only(CellProfile cell, IReadOnlyList<string> columns) =>
        columns.Count == 0 ? cell
            : cell with { Profile = cell.Profile with { Columns = [.. cell.Profile.Columns.Where(c => columns.Contains(c.Column.Name))] } };
}
