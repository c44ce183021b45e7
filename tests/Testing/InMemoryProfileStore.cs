using Plumbline.Engine.Storage;

namespace Plumbline.Testing;

/// <summary>Cells in memory. Keeps what it was given; <see cref="Saves"/> says how often.</summary>
public sealed class InMemoryProfileStore : IProfileStore
{
    readonly Lock _lock = new();
    readonly Dictionary<CellKey, CellProfile> _cells = [];
    long _appliedSeq;

    public long AppliedSeq
    {
        get { lock (_lock) return _appliedSeq; }
    }

    public int Saves { get; private set; }

    /// <summary>Thrown by the next <see cref="Save"/>, once.</summary>
    public StorageException? NextFailure { get; set; }

    /// <summary>Every cell, by start, version and segment.</summary>
    public IReadOnlyList<CellProfile> All
    {
        get { lock (_lock) return InOrder(_cells.Values); }
    }

    public void Save(IReadOnlyCollection<CellProfile> cells, long appliedSeq)
    {
        lock (_lock)
        {
            if (NextFailure is { } failure)
            {
                NextFailure = null;
                throw failure;
            }
            foreach (var cell in cells) _cells[cell.Key] = cell;
            _appliedSeq = appliedSeq;
            Saves++;
        }
    }

    public IReadOnlyList<CellProfile> Read(CellQuery query, CancellationToken cancellationToken)
    {
        lock (_lock)
            return InOrder(_cells.Values.Where(c => c.Key.Model == query.Model && c.Key.Start >= query.From && c.Key.Start < query.To
                && (query.Version is null || c.Key.Version == query.Version)
                && (query.AllSegments ? c.Key.Segment is not null : c.Key.Segment.Equals(query.Segment)))
                .Select(c => query.Columns.Count == 0 ? c
                    : c with { Profile = c.Profile with { Columns = [.. c.Profile.Columns.Where(p => query.Columns.Contains(p.Column.Name))] } }));
    }

    public void Delete(int model, DateTimeOffset? from, DateTimeOffset? to)
    {
        lock (_lock)
            foreach (var key in _cells.Keys.Where(k => k.Model == model && !(k.Start < from) && !(k.Start >= to)).ToArray()) _cells.Remove(key);
    }

    public int Compact(DateTimeOffset before, TimeSpan length, CancellationToken cancellationToken) => 0;

    static IReadOnlyList<CellProfile> InOrder(IEnumerable<CellProfile> cells) =>
        [.. cells.OrderBy(c => c.Key.Start).ThenBy(c => c.Key.Version, StringComparer.Ordinal)
            .ThenBy(c => c.Key.Segment?.Key, StringComparer.Ordinal).ThenBy(c => c.Key.Segment?.Value, StringComparer.Ordinal)];
}
