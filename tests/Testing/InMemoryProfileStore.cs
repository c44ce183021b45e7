using Plumbline.Engine.Profiles;
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

    public void Save(IEnumerable<CellProfile> cells, long appliedSeq, IReadOnlyCollection<CellKey>? replaced = null)
    {
        lock (_lock)
        {
            if (NextFailure is { } failure)
            {
                NextFailure = null;
                throw failure;
            }
            foreach (var key in replaced ?? []) _cells.Remove(key);
            foreach (var cell in cells) _cells[cell.Key] = cell;
            _appliedSeq = appliedSeq;
            Saves++;
        }
    }

    public IReadOnlyList<CellProfile> Read(CellQuery query, CancellationToken cancellationToken)
    {
        lock (_lock)
            return InOrder(_cells.Values.Where(c => c.Key.Model == query.Model && c.Key.Start >= query.From && c.Key.Start < query.To
                && !query.AtHand.Contains(c.Key)
                && (query.Version is null || c.Key.Version == query.Version)
                && query.IsOfSegments(c.Key))
                .Select(c => query.Columns.Count == 0 ? c : c with { Profile = Only(c.Profile, query.Columns) }));
    }

    public void Delete(int model, DateTimeOffset? from, DateTimeOffset? to)
    {
        lock (_lock)
            foreach (var key in _cells.Keys.Where(k => k.Model == model && !(k.Start < from) && !(k.Start >= to)).ToArray())
                _cells.Remove(key);
    }

    /// <summary>Cells in memory stay as short as they are.</summary>
    public Compacted Compact(DateTimeOffset before, TimeSpan length, bool onlySealed, int most, CancellationToken cancellationToken) =>
        default;

    /// <summary>Cells in memory are not added up: a query finds them as they are.</summary>
    public bool RollUp(DateTimeOffset before, int most, CancellationToken cancellationToken) => false;

    public void Seal(int model, IReadOnlyCollection<DateTimeOffset> days)
    {
        lock (_lock)
            foreach (var cell in _cells.Values.Where(c => c.Key.Model == model && days.Contains(CellKey.DayOf(c.Key.Start))).ToArray())
                _cells[cell.Key] = cell with { IsSealed = true };
    }

    public IReadOnlyList<(int Model, DateTimeOffset Day)> SealedDays()
    {
        lock (_lock) return [.. _cells.Values.Where(c => c.IsSealed).Select(c => (c.Key.Model, CellKey.DayOf(c.Key.Start))).Distinct()];
    }

    public int DropSealed(int model, DateTimeOffset? from, DateTimeOffset? to, string? version)
    {
        lock (_lock)
        {
            CellKey[] gone = [.. _cells.Values.Where(c => c.IsSealed && c.Key.Model == model && !(c.Key.Start < from) && !(c.Key.End > to)
                && (version is null || c.Key.Version == version)).Select(c => c.Key)];
            foreach (var key in gone) _cells.Remove(key);
            return gone.Length;
        }
    }

    /// <summary>What every model is said to have as open quarters; null: what is there.</summary>
    public IReadOnlyList<DateTimeOffset>? Quarters { get; init; }

    public IReadOnlyList<DateTimeOffset> OpenQuarters(int model)
    {
        lock (_lock)
            return Quarters ?? [.. _cells.Values.Where(c => c.Key.Model == model && !c.IsSealed && c.Key.Segment is null)
                .Select(c => c.Key.Start).Distinct()];
    }

    public IReadOnlyList<int> Models()
    {
        lock (_lock) return [.. _cells.Keys.Select(k => k.Model).Distinct().Order()];
    }

    static DatasetProfile Only(DatasetProfile profile, IReadOnlyList<string> columns) =>
        profile with { Columns = [.. profile.Columns.Where(p => columns.Contains(p.Column.Name))] };

    static IReadOnlyList<CellProfile> InOrder(IEnumerable<CellProfile> cells) =>
        [.. cells.OrderBy(c => c.Key.Start).ThenBy(c => c.Key.Version, StringComparer.Ordinal)
            .ThenBy(c => c.Key.Segment?.Key, StringComparer.Ordinal).ThenBy(c => c.Key.Segment?.Value, StringComparer.Ordinal)];
}
