using Plumbline.Engine.Storage;
using Plumbline.Storage.Folders;
using Plumbline.Storage.Opening;

namespace Plumbline.Storage.Backups;

/// <summary>What a restored archive holds.</summary>
/// <param name="Parts">The parts of the folder, each sound.</param>
public sealed record RestoredBackup(BackupManifest Manifest, IReadOnlyList<PartHealth> Parts);

/// <summary>Archives as files: checked, and put back.</summary>
public static class BackupFiles
{
    /// <summary>Holds every part of an archive to its checksum; writes nothing.</summary>
    /// <exception cref="StorageException">It is no archive of ours, newer, cut off or damaged: named in the message.</exception>
    public static BackupManifest Check(string file, CancellationToken cancellationToken)
    {
        using FileStream archive = Open(file);
        return BackupReading.Run(archive, file, null, cancellationToken);
    }

    /// <summary>Puts an archive into a folder that is not there or empty. The folder appears whole and checked, or not at all.</summary>
    /// <exception cref="StorageException">The folder holds something, or the archive cannot be restored: named in the message.</exception>
    public static RestoredBackup Restore(string file, string folder, CancellationToken cancellationToken)
    {
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)), beside = target + ".restoring";
        RequireEmpty(target, folder);
        if (Directory.Exists(beside)) Directory.Delete(beside, recursive: true);
        try
        {
            using FileStream archive = Open(file);
            BackupNames.CreateFolders(beside);
            BackupManifest manifest = BackupReading.Run(archive, file, beside, cancellationToken);
            IReadOnlyList<PartHealth> parts = FolderCheck.Run(beside, cancellationToken);
            string[] problems = [.. parts.SelectMany(p => p.Problems).Select(p => p.Replace(beside, target, StringComparison.Ordinal))];
            if (problems.Length > 0)
                throw new StorageException(StorageFailure.Damaged,
                    $"'{file}' holds what was written, but that is not sound: {string.Join(" ", problems)}");
            if (Directory.Exists(target)) Directory.Delete(target);
            Directory.Move(beside, target);
            Disk.FlushFolder(Path.GetDirectoryName(target)!);
            return new RestoredBackup(manifest, parts);
        }
        catch (IOException full) when (Disk.IsFull(full))
        {
            throw new StorageException(StorageFailure.DiskFull,
                $"There is no room for '{file}' beside '{target}'. Free some space and try again.", full);
        }
        finally
        {
            if (Directory.Exists(beside)) Directory.Delete(beside, recursive: true);
        }
    }

    static void RequireEmpty(string target, string shown)
    {
        if (File.Exists(target)) throw new StorageException(StorageFailure.Conflict, $"'{shown}' is a file; give a new or empty folder.");
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
            throw new StorageException(StorageFailure.Conflict,
                $"The folder '{shown}' is not empty: a backup is restored into a new or empty folder, so that nothing is lost.");
    }

    static FileStream Open(string file)
    {
        if (Directory.Exists(file)) throw new StorageException(StorageFailure.Damaged, $"'{file}' is a folder; give the file of a backup.");
        if (!File.Exists(file)) throw new StorageException(StorageFailure.Damaged, $"There is no file '{file}'.");
        return new FileStream(file, new FileStreamOptions { BufferSize = 1 << 20, Options = FileOptions.SequentialScan });
    }
}
