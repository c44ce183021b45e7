using Microsoft.Data.Sqlite;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Sqlite;

/// <summary>What SQLite's failures mean for us.</summary>
static class SqliteErrors
{
    const int Busy = 5, Locked = 6, InputOutput = 10, Corrupt = 11, Full = 13, CannotOpen = 14, Constraint = 19, NotADatabase = 26;

    public static bool IsConstraint(SqliteException problem) => problem.SqliteErrorCode == Constraint;

    public static StorageException Translate(SqliteException problem, string path)
    {
        string file = Path.GetFileName(path);
        return problem.SqliteErrorCode switch
        {
            Full => new StorageException(StorageFailure.DiskFull, $"There is no space left for {file}. Nothing was changed.", problem),
            Busy or Locked => new StorageException(StorageFailure.Busy, $"{file} is being used by another program. Try again.", problem),
            Corrupt or NotADatabase => Damaged(path, problem.Message, problem),
            CannotOpen => Damaged(path, "it cannot be opened", problem),
            Constraint => new StorageException(StorageFailure.Conflict, $"This contradicts what {file} holds: {problem.Message}", problem),
            InputOutput when IsFull(path) =>
                new StorageException(StorageFailure.DiskFull, $"There is no space left for {file}. Nothing was changed.", problem),
            _ => new StorageException(StorageFailure.Closed, $"{file} cannot be read or written: {problem.Message}", problem),
        };
    }

    public static StorageException Damaged(string path, string reason, Exception? inner = null) =>
        new(StorageFailure.Damaged,
            $"{path} is damaged: {reason}. Restore it from a backup, or move the file away if its content may be lost.", inner);

    static bool IsFull(string path)
    {
        string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
        return folder is not null && new DriveInfo(folder).AvailableFreeSpace < 1 << 20;
    }
}
