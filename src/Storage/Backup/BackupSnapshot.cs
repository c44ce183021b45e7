using Microsoft.Win32.SafeHandles;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Folders;
using Plumbline.Storage.Logs;
using Plumbline.Storage.Opening;

namespace Plumbline.Storage.Backups;

/// <summary>A data folder as it was at one moment, while it goes on: copies of what changes in place, and the files of the log, which only
/// grow, open up to their length of then. Disposing deletes the copies.</summary>
/// <remarks>
/// The log comes last: what a projection has must be in the log, or the restored folder would be refused. While the copies are made the log
/// releases nothing, so that it still has what the projections lack. Models that are registered meanwhile come with the catalog, which is
/// copied at the very end.
/// </remarks>
sealed class BackupSnapshot : IDisposable
{
    const string Copies = "backup.part";

    readonly string _copies;
    readonly List<BackupPart> _parts = [];

    BackupSnapshot(string copies, DateTimeOffset created) => (_copies, Created) = (copies, created);

    public DateTimeOffset Created { get; }

    /// <summary>The last row in it.</summary>
    public long LastSeq { get; private set; }

    public IReadOnlyList<BackupPart> Parts => _parts;

    /// <summary>Makes the copies and opens the rest.</summary>
    /// <exception cref="StorageException">The disk has no room for the copies.</exception>
    public static BackupSnapshot Take(OpenedStorage storage, TimeProvider time)
    {
        string copies = storage.Folder.Inside(Copies);
        // What a backup left behind that ended with its process.
        if (Directory.Exists(copies)) Directory.Delete(copies, recursive: true);
        var snapshot = new BackupSnapshot(copies, time.GetUtcNow());
        try
        {
            RequireRoom(storage.Folder.Path);
            BackupNames.CreateFolders(copies);
            using (storage.Log.HoldReleases())
            {
                storage.Profiles.BackupTo(snapshot.Copy(BackupNames.Profiles));
                storage.Ingest.BackupTo(snapshot.Copy(BackupNames.Ingest));
                storage.Events.BackupTo(copies);
                LogCopy log = storage.Log.Copy(BackupNames.In(copies, BackupNames.LogMark), BackupNames.In(copies, BackupNames.Identities));
                snapshot._parts.AddRange(log.Parts);
                snapshot.LastSeq = log.LastSeq;
            }
            // Lines and the catalog may name what came meanwhile; nothing in the log refers to them.
            storage.Lines.BackupTo(snapshot.Copy(BackupNames.Logs));
            storage.Catalog.BackupTo(snapshot.Copy(BackupNames.Catalog));
            File.Copy(storage.Folder.Inside(BackupNames.Format), snapshot.Copy(BackupNames.Format));
            snapshot.OpenCopies();
            return snapshot;
        }
        catch (IOException full) when (Disk.IsFull(full))
        {
            snapshot.Dispose();
            throw new StorageException(StorageFailure.DiskFull,
                $"There is no room on the disk of '{storage.Folder.Path}' for the copies a backup "
                + "begins with: as much as its databases take. Free some space and try again.", full);
        }
        catch
        {
            snapshot.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (BackupPart part in _parts) part.Dispose();
        if (Directory.Exists(_copies)) Directory.Delete(_copies, recursive: true);
    }

    string Copy(string name) => BackupNames.In(_copies, name);

    // In the order of their names: the same folder gives the same archive.
    void OpenCopies()
    {
        foreach (string path in Directory.EnumerateFiles(_copies, "*", SearchOption.AllDirectories))
        {
            string name = Path.GetRelativePath(_copies, path).Replace(Path.DirectorySeparatorChar, '/');
            _parts.Add(BackupPart.Open(name, path));
        }
        _parts.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
    }

    static void RequireRoom(string folder)
    {
        long needed = Directory.EnumerateFiles(folder).Sum(f => new FileInfo(f).Length), free = new DriveInfo(folder).AvailableFreeSpace;
        if (free > needed) return;
        throw new StorageException(StorageFailure.DiskFull,
            $"A backup begins with copies of the databases in '{folder}': {needed >> 20} MiB, but its disk has {free >> 20} MiB. Free some space.");
    }
}

/// <summary>A file of a backup, open up to its length of then.</summary>
sealed record BackupPart(string Name, SafeFileHandle File, long Length) : IDisposable
{
    /// <summary>Opens a file; all of it, or its beginning.</summary>
    /// <exception cref="FileNotFoundException">It is gone.</exception>
    public static BackupPart Open(string name, string path, long? length = null)
    {
        SafeFileHandle file = System.IO.File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return new BackupPart(name, file, length ?? RandomAccess.GetLength(file));
    }

    public void Dispose() => File.Dispose();
}
