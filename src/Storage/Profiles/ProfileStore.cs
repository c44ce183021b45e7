using Plumbline.Engine.Storage;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.Profiles;

/// <summary>Profiles of cells in one SQLite file. Thread-safe.</summary>
/// <remarks>
/// A cell of 15 minutes is one row with its whole profile, because it is written again every few seconds while it is open; the cells it is
/// merged into are one row per column, those of one column behind each other in time, because they are read by column over months. Beside
/// them stand the hours and days they add up to, for readings that need nothing finer. Columns
/// with their bins are kept once. What is not sealed can be counted again from the rows, so a write of it may be lost with the power, but
/// never a half; sealing waits for the disk.
/// </remarks>
public sealed class ProfileStore : IProfileStore, IDisposable
{
    readonly SqliteStore _store;
    readonly CellWriter _writer;
    readonly CellReader _reader;
    readonly CellCompaction _compaction;
    readonly Rollups _rollups;
    long _appliedSeq;

    ProfileStore(SqliteStore store)
    {
        _store = store;
        var bins = new BinsTable(store.Path);
        _writer = new CellWriter();
        _reader = new CellReader(bins, store.Path);
        _compaction = new CellCompaction(store, _reader, _writer);
        _rollups = new Rollups(store, _reader, _writer);
        _appliedSeq = store.Read(session => session.Number("SELECT value FROM progress WHERE name = 'applied_seq'"));
    }

    public long AppliedSeq => Interlocked.Read(ref _appliedSeq);

    /// <summary>Opens a store that is there, bringing its tables up to date.</summary>
    /// <exception cref="StorageException">It is missing, damaged, not ours, or newer.</exception>
    public static ProfileStore Open(string path) => Over(SqliteStore.Open(path, SqliteKind.Profiles));

    /// <summary>Makes an empty store where none is.</summary>
    /// <exception cref="StorageException">Something is there already.</exception>
    public static ProfileStore Create(string path) => Over(SqliteStore.Create(path, SqliteKind.Profiles));

    /// <summary>All that is wrong with a store; nothing when it is sound. Reads all of it and changes nothing.</summary>
    public static IReadOnlyList<string> Check(string path) =>
        SqliteFile.Check(path, SqliteKind.Profiles, session => ProfileCheck.Rows(session, path));

    /// <summary>Copies all that is committed to a new file, while others go on.</summary>
    public void BackupTo(string path) => _store.CopyTo(path);

    public void Save(IEnumerable<CellProfile> cells, long appliedSeq, IReadOnlyCollection<CellKey>? replaced = null) =>
        _store.WriteLazily(session =>
    {
        foreach (var key in replaced ?? []) CellWriter.Remove(session, key);
        foreach (var cell in cells) _writer.Save(session, cell);
        session.Execute("INSERT OR REPLACE INTO progress (name, value) VALUES ('applied_seq', $1)", appliedSeq);
        return appliedSeq;
    }, seq => Interlocked.Exchange(ref _appliedSeq, seq));

    public IReadOnlyList<CellProfile> Read(CellQuery query, CancellationToken cancellationToken) =>
        _store.Read(session => _reader.Read(session, query, cancellationToken));

    public void Delete(int model, DateTimeOffset? from, DateTimeOffset? to) =>
        _store.WriteLazily(session => CellWriter.Delete(session, model, from, to));

    public Compacted Compact(DateTimeOffset before, TimeSpan length, bool onlySealed, int most, CancellationToken cancellationToken) =>
        _compaction.Run(new CompactionOf(before, length, onlySealed), most, AppliedSeq, cancellationToken);

    public bool RollUp(DateTimeOffset before, int most, CancellationToken cancellationToken) =>
        _rollups.Run(before, most, cancellationToken);

    public void Seal(int model, IReadOnlyCollection<DateTimeOffset> days) =>
        _store.Write(session => days.Sum(day => CellSealing.Seal(session, model, day)));

    public IReadOnlyList<(int Model, DateTimeOffset Day)> SealedDays() => _store.Read(CellSealing.Days);

    public int DropSealed(int model, DateTimeOffset? from, DateTimeOffset? to, string? version) =>
        _store.WriteLazily(session => CellSealing.Drop(session, model, from, to, version));

    public IReadOnlyList<DateTimeOffset> OpenQuarters(int model) => _store.Read(session => CellSealing.OpenQuarters(session, model));

    public IReadOnlyList<int> Models() =>
        _store.Read(session => session.Query("SELECT DISTINCT model FROM series ORDER BY model", static r => r.GetInt32(0)));

    public void Dispose() => _store.Dispose();

    static ProfileStore Over(SqliteStore store)
    {
        try
        {
            return new ProfileStore(store);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }
}
