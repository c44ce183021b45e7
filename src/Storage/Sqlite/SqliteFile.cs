using System.Globalization;
using Microsoft.Data.Sqlite;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Sqlite;

/// <summary>Makes, verifies and migrates a SQLite file. Never starts afresh where something was.</summary>
static class SqliteFile
{
    /// <summary>Larger files are not read whole at every start; <see cref="Check"/> does.</summary>
    const long MostCheckedAtOpen = 64 << 20;

    static ReadOnlySpan<byte> Header => "SQLite format 3\0"u8;

    /// <summary>Makes a file with all tables, whole or not at all.</summary>
    public static void Create(string path, SqliteKind kind)
    {
        if (File.Exists(path)) throw SqliteErrors.Damaged(path, "it is there already where a new file was to be made");
        if (File.Exists(path + "-wal"))
            throw SqliteErrors.Damaged(path, $"it is missing, but {Path.GetFileName(path)}-wal, which belongs to it, is there");
        string draft = path + ".new";
        DeleteWithLogs(draft);
        using (var session = new SqliteSession(draft, SqliteOpenMode.ReadWriteCreate))
        {
            session.Run(string.Create(CultureInfo.InvariantCulture, $"PRAGMA page_size = {kind.PageSize}; PRAGMA journal_mode = WAL;"));
            session.Run(string.Create(CultureInfo.InvariantCulture,
                $"PRAGMA synchronous = FULL; PRAGMA application_id = {kind.ApplicationId}"));
            Migrate(session, kind);
        }
        File.Move(draft, path);
    }

    /// <summary>Refuses what is not ours, newer or damaged, and brings older tables up to date.</summary>
    public static void Prepare(string path, SqliteKind kind)
    {
        VerifyHeader(path);
        using var session = new SqliteSession(path, SqliteOpenMode.ReadWrite);
        VerifyIdentity(session, path, kind);
        if (new FileInfo(path).Length <= MostCheckedAtOpen) VerifyPages(session, path);
        session.Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
        Migrate(session, kind);
    }

    /// <summary>All that is wrong with a file, without changing it; nothing when it is sound.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">What it should be.</param>
    /// <param name="content">Looks at the rows and says what is wrong with them.</param>
    public static IReadOnlyList<string> Check(string path, SqliteKind kind, Func<SqliteSession, IEnumerable<string>> content)
    {
        try
        {
            VerifyHeader(path);
            using var session = new SqliteSession(path, SqliteOpenMode.ReadOnly);
            VerifyIdentity(session, path, kind);
            var pages = session.Query("PRAGMA integrity_check(20)", static r => r.GetString(0));
            if (pages is not ["ok"]) return [.. pages.Select(p => $"{path}: {p}")];
            var links = session.Query("PRAGMA foreign_key_check",
                static r => $"a row of {r.GetString(0)} refers to {r.GetString(2)}, which does not have it");
            return [.. links.Concat(content(session)).Select(p => $"{path}: {p}")];
        }
        catch (StorageException problem)
        {
            return [problem.Message];
        }
        catch (SqliteException problem)
        {
            return [SqliteErrors.Translate(problem, path).Message];
        }
    }

    /// <summary>Copies a file that is in use to a new one.</summary>
    public static void Copy(SqliteSession from, string path)
    {
        if (File.Exists(path)) throw new StorageException(StorageFailure.Conflict,
            $"{path} is there already. Choose another file for the copy.");
        string draft = path + ".new";
        DeleteWithLogs(draft);
        using (var to = new SqliteSession(draft, SqliteOpenMode.ReadWriteCreate))
        {
            from.Connection.BackupDatabase(to.Connection);
            VerifyPages(to, draft);
            // One file without a log beside it is what people copy elsewhere.
            to.Run("PRAGMA journal_mode = DELETE");
        }
        File.Move(draft, path);
    }

    internal static void Migrate(SqliteSession session, SqliteKind kind)
    {
        for (int version = (int)session.Number("PRAGMA user_version"); version < kind.Version; version++)
        {
            session.Run("BEGIN IMMEDIATE");
            try
            {
                session.Run(kind.Scripts[version]);
                session.Run(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version + 1}; COMMIT"));
            }
            catch (SqliteException)
            {
                if (session.IsInTransaction) session.Run("ROLLBACK");
                throw;
            }
        }
    }

    static void VerifyHeader(string path)
    {
        if (!File.Exists(path)) throw SqliteErrors.Damaged(path, "it is missing");
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> start = stackalloc byte[16];
        if (file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.SequenceEqual(Header))
            throw SqliteErrors.Damaged(path, "it does not begin as a SQLite file does");
    }

    static void VerifyIdentity(SqliteSession session, string path, SqliteKind kind)
    {
        if (session.Number("PRAGMA application_id") != kind.ApplicationId)
            throw SqliteErrors.Damaged(path, $"it is a SQLite file, but not Plumbline's {kind.Name}");
        long version = session.Number("PRAGMA user_version");
        if (version > kind.Version)
            throw new StorageException(StorageFailure.Newer,
                $"{path} was written by a newer Plumbline (its version is {version}, this one knows up to {kind.Version}). Use that one, or a backup.");
        if (version < 1) throw SqliteErrors.Damaged(path, "it has no tables");
    }

    static void VerifyPages(SqliteSession session, string path)
    {
        if (session.First("PRAGMA quick_check(1)", static r => r.GetString(0)) is var found && found != "ok")
            throw SqliteErrors.Damaged(path, found ?? "its pages cannot be checked");
    }

    static void DeleteWithLogs(string path)
    {
        foreach (string suffix in (ReadOnlySpan<string>)["", "-wal", "-shm", "-journal"]) File.Delete(path + suffix);
    }
}
