using System.Runtime.ExceptionServices;
using Plumbline.DuckDb;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Events;

/// <summary>The open database: one connection that writes, others that read. After a failure it is opened again in place, by the next
/// call.</summary>
sealed class EventDatabase : IDisposable
{
    readonly EventFiles _files;
    readonly EventStoreOptions _options;
    readonly EventMark _mark;
    readonly Lock _writing = new();
    readonly ReaderWriterLockSlim _gate = new();
    readonly HashSet<EventSnapshot> _snapshots = [];
    volatile bool _failed;
    bool _closed;
    DuckDbDatabase _database;
    DuckDbConnection _writer;

    internal EventDatabase(EventFiles files, EventStoreOptions options)
    {
        (_files, _options, _mark) = (files, options, new EventMark(files));
        (_database, _writer, Contents) = Open();
    }

    internal StoreContents Contents { get; private set; }

    /// <summary>Runs a transaction. A failure leaves nothing of it, and the database is opened anew before the next call.</summary>
    internal T Write<T>(Func<DuckDbConnection, StoreContents, T> write)
    {
        lock (_writing) return Entered(() => write(_writer, Contents), isWriting: true);
    }

    /// <summary>Runs queries on a connection of their own.</summary>
    internal T Read<T>(Func<DuckDbConnection, StoreContents, T> read) => Entered(() =>
    {
        using DuckDbConnection connection = _database.Connect();
        return read(connection, Contents);
    }, isWriting: false);

    /// <summary>Opens a snapshot; it lasts until it is disposed of or the database fails.</summary>
    internal (EventSnapshot Snapshot, EventTable? Table, Spellings Spellings) Snapshot(int model) => Entered(() =>
    {
        // The table first: what it has now, the snapshot will have.
        EventTable? table = Contents.Tables.GetValueOrDefault(model);
        var snapshot = new EventSnapshot(this, _database.Connect());
        lock (_snapshots) _snapshots.Add(snapshot);
        return (snapshot, table, Contents.Spellings);
    }, isWriting: false);

    /// <summary>Runs a query of a snapshot.</summary>
    internal T Read<T>(EventSnapshot snapshot, Func<T> read)
    {
        _gate.EnterReadLock();
        try
        {
            snapshot.ThrowIfClosed(_files);
            return Guarded(read, isWriting: false);
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    internal void Forget(EventSnapshot snapshot)
    {
        lock (_snapshots) _snapshots.Remove(snapshot);
    }

    /// <summary>Notes outside of the database how far it has come.</summary>
    internal void Mark() => _mark.Write(Contents.AppliedSeq);

    /// <summary>Moves the write-ahead log into the database when it has grown enough. With a query running that is left for
    /// later.</summary>
    internal void Checkpoint()
    {
        if (_files.WalBytes >= _options.CheckpointBytes) CheckpointNow();
    }

    /// <summary>Copies the files of the database between two transactions.</summary>
    internal void CopyTo(EventFiles copy)
    {
        if (File.Exists(copy.Database)) throw new StorageException(StorageFailure.Conflict, $"'{copy.Database}' is there already.");
        Exception? failure = Write<Exception?>((_, contents) =>
        {
            CheckpointNow();
            try
            {
                File.Copy(_files.Database, copy.Database);
                // With a query running the log could not be moved into the database: then it belongs to the copy.
                if (_files.WalBytes > 0) File.Copy(_files.Wal, copy.Wal);
                new EventMark(copy).Write(contents.AppliedSeq);
                return null;
            }
            catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or StorageException)
            {
                // The copy failed, not the database.
                return wrong;
            }
        });
        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
    }

    void CheckpointNow()
    {
        try
        {
            _writer.Execute("CHECKPOINT", CancellationToken.None);
        }
        catch (DuckDbException error) when (error.Message.Contains("Cannot CHECKPOINT", StringComparison.Ordinal))
        {
            // Other transactions are active: the log stays a little longer.
        }
    }

    public void Dispose()
    {
        lock (_writing)
        {
            _gate.EnterWriteLock();
            try
            {
                if (_closed) return;
                _closed = true;
                Close();
            }
            finally
            {
                _gate.ExitWriteLock();
            }
        }
    }

    T Entered<T>(Func<T> run, bool isWriting)
    {
        Enter();
        try
        {
            return Guarded(run, isWriting);
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    /// <summary>Takes the gate for reading, with an open database behind it.</summary>
    void Enter()
    {
        while (true)
        {
            _gate.EnterReadLock();
            if (!_closed && !_failed) return;
            _gate.ExitReadLock();
            if (_closed) throw new StorageException(StorageFailure.Closed, $"'{_files.Database}' is closed.");
            Reopen();
        }
    }

    void Reopen()
    {
        _gate.EnterWriteLock();
        try
        {
            if (_closed || !_failed) return;
            Close();
            (_database, _writer, Contents) = Open();
            _failed = false;
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    void Close()
    {
        lock (_snapshots)
        {
            foreach (EventSnapshot snapshot in _snapshots) snapshot.Close();
            _snapshots.Clear();
        }
        _writer.Dispose();
        _database.Dispose();
    }

    (DuckDbDatabase Database, DuckDbConnection Writer, StoreContents Contents) Open() => EventOpening.Open(_files, _options, _mark);

    T Guarded<T>(Func<T> run, bool isWriting)
    {
        try
        {
            return run();
        }
        catch (OperationCanceledException) when (isWriting)
        {
            RollBack();
            throw;
        }
        catch (DuckDbException error)
        {
            if (isWriting || error.Message.Contains("invalidated", StringComparison.Ordinal)) _failed = true;
            Exception failure = StoreFailures.Of(error, _files);
            if (ReferenceEquals(failure, error)) throw;
            throw failure;
        }
        catch when (isWriting)
        {
            _failed = true;
            throw;
        }
    }

    void RollBack()
    {
        try
        {
            _writer.Execute("ROLLBACK", CancellationToken.None);
        }
        catch (DuckDbException)
        {
            // No transaction, or a database that failed: opening it anew ends it.
            _failed = true;
        }
    }
}
