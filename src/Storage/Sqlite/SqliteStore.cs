using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Sqlite;

/// <summary>A SQLite file with one writer at a time and readers beside it, each on its own snapshot. Thread-safe.</summary>
sealed class SqliteStore : IDisposable
{
    const int MostIdleReaders = 8;

    readonly string _path;
    readonly Lock _writing = new();
    readonly SqliteSession _writer;
    readonly ConcurrentBag<SqliteSession> _readers = [];
    volatile bool _isClosed;
    bool _isLazy;

    SqliteStore(string path, SqliteSession writer) => (_path, _writer) = (path, writer);

    public string Path => _path;

    public static SqliteStore Open(string path, SqliteKind kind)
    {
        try
        {
            SqliteFile.Prepare(path, kind);
            var writer = new SqliteSession(path, SqliteOpenMode.ReadWrite);
            writer.Run("PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864");
            return new SqliteStore(path, writer);
        }
        catch (SqliteException problem)
        {
            throw SqliteErrors.Translate(problem, path);
        }
    }

    public static SqliteStore Create(string path, SqliteKind kind)
    {
        try
        {
            SqliteFile.Create(path, kind);
        }
        catch (SqliteException problem)
        {
            throw SqliteErrors.Translate(problem, path);
        }
        return Open(path, kind);
    }

    /// <summary>One transaction, on disk when it returns.</summary>
    /// <param name="change">What is done; a failure undoes all of it.</param>
    /// <param name="committed">Told, still before the next writer, what was done.</param>
    public T Write<T>(Func<SqliteSession, T> change, Action<T>? committed = null) => Write(change, committed, isLazy: false);

    /// <summary>One transaction that a loss of power may take back, though never half: for what can be made again.</summary>
    public T WriteLazily<T>(Func<SqliteSession, T> change, Action<T>? committed = null) => Write(change, committed, isLazy: true);

    /// <summary>Reads of one moment.</summary>
    public T Read<T>(Func<SqliteSession, T> query)
    {
        RequireOpen();
        SqliteSession? session = null;
        try
        {
            session = _readers.TryTake(out var idle) ? idle : OpenReader();
            session.Run("BEGIN");
            T result = query(session);
            session.Run("COMMIT");
            Return(session);
            return result;
        }
        catch (SqliteException problem)
        {
            session?.Dispose();
            throw SqliteErrors.Translate(problem, _path);
        }
        catch
        {
            session?.Dispose();
            throw;
        }
    }

    /// <summary>Copies all that is committed to a new file, while others read and write.</summary>
    public void CopyTo(string path)
    {
        RequireOpen();
        try
        {
            using var reader = OpenReader();
            SqliteFile.Copy(reader, path);
        }
        catch (SqliteException problem)
        {
            throw SqliteErrors.Translate(problem, path);
        }
    }

    public void Dispose()
    {
        lock (_writing)
        {
            _isClosed = true;
            while (_readers.TryTake(out var reader)) reader.Dispose();
            _writer.Dispose();
        }
    }

    T Write<T>(Func<SqliteSession, T> change, Action<T>? committed, bool isLazy)
    {
        lock (_writing)
        {
            RequireOpen();
            try
            {
                Begin(isLazy);
                T result = change(_writer);
                _writer.Run("COMMIT");
                committed?.Invoke(result);
                return result;
            }
            catch (SqliteException problem)
            {
                throw SqliteErrors.Translate(problem, _path);
            }
            finally
            {
                if (_writer.IsInTransaction) _writer.Run("ROLLBACK");
            }
        }
    }

    void Begin(bool isLazy)
    {
        if (isLazy != _isLazy) _writer.Run(isLazy ? "PRAGMA synchronous = NORMAL" : "PRAGMA synchronous = FULL");
        _isLazy = isLazy;
        _writer.Run("BEGIN IMMEDIATE");
    }

    void RequireOpen()
    {
        if (_isClosed) throw new StorageException(StorageFailure.Closed, $"{System.IO.Path.GetFileName(_path)} is closed.");
    }

    SqliteSession OpenReader()
    {
        var session = new SqliteSession(_path, SqliteOpenMode.ReadWrite);
        session.Run("PRAGMA query_only = ON");
        return session;
    }

    void Return(SqliteSession session)
    {
        if (_isClosed || _readers.Count >= MostIdleReaders) session.Dispose();
        else _readers.Add(session);
    }
}
