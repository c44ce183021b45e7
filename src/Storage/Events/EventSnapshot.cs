using Plumbline.DuckDb;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Events;

/// <summary>A transaction that only reads: what it sees does not change. One query at a time.</summary>
sealed class EventSnapshot : IDisposable
{
    readonly EventDatabase _database;
    readonly DuckDbConnection _connection;
    readonly Lock _querying = new();
    bool _closed;

    internal EventSnapshot(EventDatabase database, DuckDbConnection connection)
    {
        (_database, _connection) = (database, connection);
        connection.Execute("BEGIN TRANSACTION READ ONLY", CancellationToken.None);
    }

    internal T Read<T>(Func<DuckDbConnection, T> read)
    {
        lock (_querying) return _database.Read(this, () => read(_connection));
    }

    internal void ThrowIfClosed(EventFiles files)
    {
        if (_closed)
            throw new StorageException(StorageFailure.Closed,
                $"These rows were read from '{files.Database}', which has been closed since. Open them again.");
    }

    /// <summary>Ends it from the database's side.</summary>
    internal void Close()
    {
        _closed = true;
        _connection.Dispose();
    }

    public void Dispose()
    {
        lock (_querying)
        {
            if (_closed) return;
            _database.Forget(this);
            Close();
        }
    }
}
