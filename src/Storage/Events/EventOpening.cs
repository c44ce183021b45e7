using System.Reflection;
using Plumbline.DuckDb;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Events;

/// <summary>Opens the database of a folder, or makes it where there never was one; what is damaged, cut or behind itself is
/// refused.</summary>
static class EventOpening
{
    internal static (DuckDbDatabase Database, DuckDbConnection Writer, StoreContents Contents) Open(EventFiles files,
        EventStoreOptions options, EventMark mark)
    {
        bool isNew = CheckFiles(files, mark.Read());
        DuckDbDatabase database = Open(files, options, readOnly: false);
        DuckDbConnection? writer = null;
        try
        {
            writer = database.Connect();
            if (isNew || IsEmpty(writer)) Create(writer, files, mark.Read());
            writer.Execute(ErasedCells.Table, CancellationToken.None);
            StoreContents contents = Load(writer, files, mark.Read());
            mark.Write(contents.AppliedSeq);
            return (database, writer, contents);
        }
        catch (Exception error)
        {
            writer?.Dispose();
            database.Dispose();
            if (error is DuckDbException failure) throw StoreFailures.OfOpening(failure, files);
            throw;
        }
    }

    internal static DuckDbDatabase Open(EventFiles files, EventStoreOptions options, bool readOnly)
    {
        try
        {
            return DuckDbDatabase.Open(files.Database, new DuckDbOptions
            {
                Threads = options.Threads,
                MemoryLimitBytes = options.MemoryLimitBytes,
                TemporaryFolder = files.Temporary,
                CheckpointThresholdBytes = 1L << 40,
                ReadOnly = readOnly,
            });
        }
        catch (DuckDbException error)
        {
            throw StoreFailures.OfOpening(error, files);
        }
    }

    /// <summary>What the database holds, if it is not behind what it once held.</summary>
    internal static StoreContents Load(DuckDbConnection connection, EventFiles files, long? mark)
    {
        StoreContents contents = StoreContents.Load(connection, files);
        if (mark > contents.AppliedSeq)
            throw new StorageException(StorageFailure.Damaged,
                $"'{files.Database}' has rows up to number {contents.AppliedSeq} but once had those up to {mark}: "
                + $"its write-ahead log '{files.Wal}' is lost or cut, or the file is an old copy. "
                + "Run 'plumbline rebuild', or put the folder back from a backup.");
        return contents;
    }

    /// <summary>True where there is nothing yet; refuses a folder in which a part is missing.</summary>
    internal static bool CheckFiles(EventFiles files, long? mark)
    {
        bool exists = File.Exists(files.Database);
        if (exists && new FileInfo(files.Database).Length > 0) return false;
        if (mark is null && !File.Exists(files.Wal)) return true;
        throw new StorageException(StorageFailure.Damaged,
            $"'{files.Database}' is {(exists ? "empty" : "missing")}, but the folder once had rows up to number {mark ?? 0}. "
            + "Run 'plumbline rebuild', or put the folder back from a backup.");
    }

    static bool IsEmpty(DuckDbConnection connection) =>
        new SqlText().Add("SELECT count(*) FROM duckdb_tables() WHERE NOT internal").Row(connection, 1, CancellationToken.None)[0] == 0;

    static void Create(DuckDbConnection connection, EventFiles files, long? mark)
    {
        if (mark is not null)
            throw new StorageException(StorageFailure.Damaged,
                $"'{files.Database}' is empty, but once had rows up to number {mark}. "
                + "Run 'plumbline rebuild', or put the folder back from a backup.");
        connection.Execute("BEGIN TRANSACTION", CancellationToken.None);
        foreach (string statement in Script().Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            connection.Execute(statement, CancellationToken.None);
        connection.Execute("COMMIT", CancellationToken.None);
    }

    static string Script()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("events.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
