using Plumbline.Engine.Storage;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.LogLines;

/// <summary>Lines in one SQLite file, with an index of their words. Thread-safe; what an addition returned is on disk.</summary>
public sealed class LineStore : ILineStore, IDisposable
{
    const int DroppedAtOnce = 10_000;

    readonly SqliteStore _store;
    readonly LineWriting _writing;

    LineStore(SqliteStore store, LineLimits limits) => (_store, _writing) = (store, new LineWriting(limits));

    public (long Lines, long Bytes) Size => _store.Read(static s =>
        s.First("SELECT ifnull(sum(lines), 0), ifnull(sum(bytes), 0) FROM books", static r => (r.GetInt64(0), r.GetInt64(1))));

    /// <summary>Opens a store that is there, bringing its tables up to date.</summary>
    /// <exception cref="StorageException">It is missing, damaged, not ours, or newer.</exception>
    public static LineStore Open(string path, LineLimits? limits = null) =>
        new(SqliteStore.Open(path, SqliteKind.Logs), limits ?? new LineLimits());

    /// <summary>Makes an empty store where none is.</summary>
    /// <exception cref="StorageException">Something is there already.</exception>
    public static LineStore Create(string path, LineLimits? limits = null) =>
        new(SqliteStore.Create(path, SqliteKind.Logs), limits ?? new LineLimits());

    /// <summary>All that is wrong with a store; nothing when it is sound. Changes nothing.</summary>
    public static IReadOnlyList<string> Check(string path) => SqliteFile.Check(path, SqliteKind.Logs, LineWriting.Problems);

    /// <summary>Copies all that is committed to a new file, while others go on.</summary>
    public void BackupTo(string path) => _store.CopyTo(path);

    public IReadOnlyList<long> Add(IReadOnlyList<LineBatch> batches) => _store.Write(session => _writing.Add(session, batches));

    public long Begun(LineRequest request, DateTimeOffset at) => _store.Read(session => session.First(
        "SELECT lines FROM begun WHERE api_key = $1 AND model = $2 AND idempotency_key = $3 AND expires_at > $4",
        static r => r.GetInt64(0), request.ApiKey, request.Model, request.IdempotencyKey, Micros.Of(at)));

    public LinePage Page(LineQuery query, LinePlace? before, int limit) =>
        _store.Read(session => LineReading.Page(session, query, before, limit));

    public IReadOnlyList<LineCount> Count(LineQuery query, DateTimeOffset from, DateTimeOffset to, TimeSpan step) =>
        _store.Read(session => LineReading.Count(session, query with { From = from, To = to }, from, step));

    public LineBook Book(int model) => _store.Read(session => session.First(
        "SELECT lines, bytes, total, forgotten FROM books WHERE model = $1",
        static r => new LineBook(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3)), model)) ?? LineBook.Empty;

    public bool Drop(int model, DateTimeOffset before) =>
        _store.Write(session => LineWriting.Drop(session, model, Micros.Of(before), DroppedAtOnce)) == DroppedAtOnce;

    public void Forget(int model)
    {
        while (_store.Write(session => LineWriting.Drop(session, model, long.MaxValue, DroppedAtOnce)) == DroppedAtOnce)
        {
        }
        _store.Write(session => session.Execute("DELETE FROM books WHERE model = $1", model)
            + session.Execute("DELETE FROM points WHERE model = $1", model) + session.Execute("DELETE FROM begun WHERE model = $1", model));
    }

    public WaitingPoints? NextPoints() => _store.Read(static session => session.First(
        "SELECT number, model, after_seq, body FROM points ORDER BY number LIMIT 1",
        static r => new WaitingPoints(r.GetInt64(0), r.GetInt32(1), r.GetInt64(2), PointText.Read(r.GetString(3)))));

    // What is forgotten by a loss of power is found in the log again.
    public void PointsAreLogged(long number) =>
        _store.WriteLazily(session => session.Execute("DELETE FROM points WHERE number = $1", number));

    public void Dispose() => _store.Dispose();
}
