using Plumbline.Engine.Storage;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.Ingest;

/// <summary>What ingestion keeps beside the log, in one SQLite file: rejected rows, the names that are limited in number, and
/// requests that were begun. Thread-safe.</summary>
/// <remarks>Rows and names are written lazily: a loss of power may take the last moments, never half a row. What was begun is on
/// disk.</remarks>
public sealed class IngestStore : IIngestStore, IDisposable
{
    readonly SqliteStore _store;
    readonly RejectedTable _rejected;

    IngestStore(SqliteStore store, InboxLimits limits) => (_store, _rejected) = (store, new RejectedTable(limits));

    public (long Rows, long Bytes) Size => _store.Read(RejectedTable.Size);

    /// <summary>Opens a store that is there, bringing its tables up to date.</summary>
    /// <exception cref="StorageException">It is missing, damaged, not ours, or newer.</exception>
    public static IngestStore Open(string path, InboxLimits? limits = null) =>
        new(SqliteStore.Open(path, SqliteKind.Ingest), limits ?? new InboxLimits());

    /// <summary>Makes an empty store where none is.</summary>
    /// <exception cref="StorageException">Something is there already.</exception>
    public static IngestStore Create(string path, InboxLimits? limits = null) =>
        new(SqliteStore.Create(path, SqliteKind.Ingest), limits ?? new InboxLimits());

    /// <summary>All that is wrong with a store; nothing when it is sound. Changes nothing.</summary>
    public static IReadOnlyList<string> Check(string path) => SqliteFile.Check(path, SqliteKind.Ingest, RejectedTable.Problems);

    /// <summary>Copies all that is committed to a new file, while others go on.</summary>
    public void BackupTo(string path) => _store.CopyTo(path);

    public void Add(IReadOnlyList<RejectedRow> rows) => _store.WriteLazily(session => _rejected.Add(session, rows));

    public RejectedPage Read(RejectedQuery query) => _store.Read(session => _rejected.Read(session, query));

    public long Count(int model) =>
        _store.Read(session => session.First("SELECT total FROM inboxes WHERE model = $1", static r => r.GetInt64(0), model));

    public IReadOnlyList<SeenName> Read(int model) => _store.Read(session => session.Query(
        "SELECT kind, of_column, name FROM seen_names WHERE model = $1",
        static r => new SeenName((SeenKind)r.GetInt32(0), r.GetString(1), r.GetString(2)), model));

    public void Add(int model, IReadOnlyList<SeenName> names) => _store.WriteLazily(session =>
    {
        foreach (SeenName name in names)
            session.Execute("INSERT OR IGNORE INTO seen_names (model, kind, of_column, name) VALUES ($1, $2, $3, $4)",
                model, (int)name.Kind, name.Column, name.Text);
        return names.Count;
    });

    public void Clear(int model) => _store.WriteLazily(session => RejectedTable.Clear(session, model));

    public void Forget(int model) => _store.WriteLazily(session =>
    {
        session.Execute("DELETE FROM seen_names WHERE model = $1", model);
        return RejectedTable.Clear(session, model);
    });

    public void Begin(BegunRequest request) => _store.Write(session => BegunTable.Begin(session, request));

    public BegunRequest? Find(long apiKey, string model, string idempotencyKey, DateTimeOffset now) =>
        _store.Read(session => BegunTable.Find(session, apiKey, model, idempotencyKey, Micros.Of(now)));

    public void Dispose() => _store.Dispose();
}
