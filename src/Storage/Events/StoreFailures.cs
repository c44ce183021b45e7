using Plumbline.DuckDb;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Events;

/// <summary>What DuckDB's errors mean to us.</summary>
static class StoreFailures
{
    /// <summary>The failure of a call on an open database; errors that only a fault of ours can cause stay what they are.</summary>
    internal static Exception Of(DuckDbException error, EventFiles files)
    {
        string message = error.Message;
        if (IsDiskFull(message)) return DiskFull(files, error);
        if (Says(message, "out of memory"))
            return new StorageException(StorageFailure.Busy,
                $"'{files.Database}' has too little memory for this query. Ask for fewer rows or columns, or raise the memory limit.",
                error);
        if (Says(message, "corrupt") || Says(message, "checksum") || Says(message, "could not read enough bytes"))
            return Damaged(files, error);
        if (Says(message, "invalidated"))
            return new StorageException(StorageFailure.Busy, $"'{files.Database}' failed and is being opened again. Try again.", error);
        return error;
    }

    /// <summary>The failure of opening a file.</summary>
    internal static StorageException OfOpening(DuckDbException error, EventFiles files)
    {
        string message = error.Message;
        if (IsDiskFull(message)) return DiskFull(files, error);
        if (Says(message, "could not set lock"))
            return new StorageException(StorageFailure.InUse, $"'{files.Database}' is in use by another process. Stop it first.", error);
        if (Says(message, "newer version") || Says(message, "version number"))
            return new StorageException(StorageFailure.Newer, $"'{files.Database}' was written by a newer version. Run that version.",
                error);
        return Damaged(files, error);
    }

    internal static StorageException DiskFull(EventFiles files, Exception? error) =>
        new(StorageFailure.DiskFull,
            $"No space is left on the disk of '{files.Folder}'. What was accepted is safe in the log. Free some space.", error);

    /// <summary>True for the operating system's own words, which DuckDB passes on.</summary>
    internal static bool IsDiskFull(string message) =>
        Says(message, "no space left") || Says(message, "disk full") || Says(message, "not enough space")
            || Says(message, "quota exceeded");

    static StorageException Damaged(EventFiles files, DuckDbException error) =>
        new(StorageFailure.Damaged,
            $"'{files.Database}' (or its write-ahead log) is damaged or is not a database of events: {error.Message} "
            + "Run 'plumbline rebuild', or put the folder back from a backup.", error);

    static bool Says(string message, string words) => message.Contains(words, StringComparison.OrdinalIgnoreCase);
}
