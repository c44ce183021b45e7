using Plumbline.Engine.Storage;
using Plumbline.Storage.Events;
using Plumbline.Storage.Folders;
using Plumbline.Storage.Logs;
using Plumbline.Storage.Profiles;

namespace Plumbline.Storage.Opening;

/// <summary>Makes way for a rebuild: a part that is damaged or gone, but follows from another, is set aside and begun anew.</summary>
public static class FolderRepair
{
    const string Aside = ".damaged";

    /// <summary>What was made good, in sentences; empty where nothing had to be.</summary>
    /// <exception cref="StorageException">The folder is in use, newer, not ours; or what is damaged cannot be made from what is
    /// there.</exception>
    public static IReadOnlyList<string> Run(string path, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(path)) throw new StorageException(StorageFailure.Damaged, $"There is no folder '{path}'.");
        if (!Directory.EnumerateFileSystemEntries(path).Any()) throw new StorageException(StorageFailure.Damaged,
            $"The folder '{path}' is empty.");
        using var folder = DataFolder.Open(path);
        var done = new List<string>();
        if (folder.Has("events") && Problem(EventStore.Check(folder.Path, cancellationToken), folder) is { } ofEvents)
        {
            RequireWholeLog(folder, ofEvents, cancellationToken);
            var files = new EventFiles(folder.Path);
            foreach (string file in (string[])[files.Database, files.Wal, files.Mark]) SetAside(file);
            new EventStore(folder.Path, new EventStoreOptions()).Dispose();
            done.Add($"{ofEvents} The rows are made again from the log.");
        }
        if (folder.Has("profiles") && ProblemOfProfiles(folder) is { } ofProfiles)
        {
            string file = OpenedStorage.ProfilesPath(folder.Path);
            foreach (string suffix in (string[])["", "-wal", "-shm"]) SetAside(file + suffix);
            ProfileStore.Create(file).Dispose();
            done.Add($"{ofProfiles} The profiles are counted anew; those older than the rows that are kept are lost.");
        }
        return done;
    }

    static string? Problem(EventStoreCheck found, DataFolder folder)
    {
        string file = OpenedStorage.EventsPath(folder.Path);
        return found.Problem?.Message ?? (File.Exists(file) ? null : $"'{file}' is gone.");
    }

    static string? ProblemOfProfiles(DataFolder folder)
    {
        string file = OpenedStorage.ProfilesPath(folder.Path);
        if (!File.Exists(file)) return $"'{file}' is gone.";
        return ProfileStore.Check(file) is [var first, ..] ? first.TrimEnd('.') + "." : null;
    }

    // Rows that the log has released are in the events alone.
    static void RequireWholeLog(DataFolder folder, string problem, CancellationToken cancellationToken)
    {
        LogHealth log = EventLog.Check(folder.Path, cancellationToken);
        if (log.Problems.Count == 0 && log.FirstSeq <= 1) return;
        throw new StorageException(StorageFailure.Damaged, $"{problem} It cannot be made again: "
            + (log.Problems is [var first, ..] ? $"the log is damaged too: {first}"
                : $"the log no longer has the rows before number {log.FirstSeq}.")
            + " Restore the folder from a backup ('plumbline restore').");
    }

    static void SetAside(string file)
    {
        if (File.Exists(file)) File.Move(file, file + Aside, overwrite: true);
    }
}
