using Plumbline.Engine.Storage;
using Plumbline.Storage.Catalogs;
using Plumbline.Storage.Events;
using Plumbline.Storage.Folders;
using Plumbline.Storage.Ingest;
using Plumbline.Storage.LogLines;
using Plumbline.Storage.Logs;
using Plumbline.Storage.Profiles;

namespace Plumbline.Storage.Opening;

/// <summary>How a part of a data folder was found.</summary>
/// <param name="Part">log, events, profiles, ingest, logs or catalog.</param>
/// <param name="Found">What is there, in words.</param>
/// <param name="Problems">What is wrong, each naming its file; empty when the part is sound.</param>
/// <param name="Notes">Worth knowing, not wrong.</param>
/// <param name="Advice">What to do about the problems; null where there are none.</param>
public sealed record PartHealth(string Part, string Found, IReadOnlyList<string> Problems, IReadOnlyList<string> Notes,
    string? Advice = null);

/// <summary>Reads a whole data folder and says what is wrong with it. Changes nothing.</summary>
public static class FolderCheck
{
    /// <summary>The parts in the order of their importance.</summary>
    /// <exception cref="StorageException">There is no such folder, it is not one of ours, a newer Plumbline wrote it, or another process
    /// has it open.</exception>
    public static IReadOnlyList<PartHealth> Run(string path, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(path)) throw new StorageException(StorageFailure.Damaged, $"There is no folder '{path}'.");
        if (!Directory.EnumerateFileSystemEntries(path).Any()) throw new StorageException(StorageFailure.Damaged,
            $"The folder '{path}' is empty.");
        using var folder = DataFolder.Open(path);
        (PartHealth log, long? last) = Log(folder, cancellationToken);
        return
        [
            log,
            Events(folder, last, cancellationToken),
            Database(folder, "profiles", OpenedStorage.ProfilesPath(folder.Path), ProfileStore.Check),
            Database(folder, "ingest", OpenedStorage.IngestPath(folder.Path), IngestStore.Check),
            Database(folder, "logs", OpenedStorage.LogsPath(folder.Path), LineStore.Check),
            Database(folder, "catalog", OpenedStorage.CatalogPath(folder.Path), Catalog.Check),
        ];
    }

    const string Restore = "Put the folder back from a backup: 'plumbline restore FILE --data FOLDER'.";
    const string Rebuild = "The profiles follow from the rows: 'plumbline rebuild --data FOLDER' counts them anew.";
    const string RebuildRows =
        "While the log still begins at its first row, 'plumbline rebuild --data FOLDER' makes the rows again. Otherwise put "
        + "the folder back from a backup: 'plumbline restore FILE --data FOLDER'.";

    static (PartHealth Health, long? LastSeq) Log(DataFolder folder, CancellationToken cancellationToken)
    {
        if (!folder.Has("log")) return (Nothing("log"), 0);
        try
        {
            var found = EventLog.Check(folder.Path, cancellationToken);
            string words =
                FormattableString.Invariant($"{found.Frames} frames in {found.Segments} segments, numbers {found.FirstSeq} to {found.LastSeq}");
            return (Advised(new PartHealth("log", words, found.Problems, found.Notes), Restore), found.LastSeq);
        }
        catch (StorageException problem)
        {
            return (new PartHealth("log", "unreadable", [problem.Message], [], Restore), null);
        }
    }

    static PartHealth Events(DataFolder folder, long? last, CancellationToken cancellationToken)
    {
        if (!folder.Has("events")) return Nothing("events");
        string file = OpenedStorage.EventsPath(folder.Path);
        if (!File.Exists(file)) return Gone("events", file, RebuildRows);
        var found = EventStore.Check(folder.Path, cancellationToken);
        List<string> problems = found.Problem is { } problem ? [problem.Message] : [];
        if (found.AppliedSeq > last)
        {
            problems.Add(FormattableString.Invariant(
                $"'{file}' has come to number {found.AppliedSeq}, the log ends at {last}: the log has lost its end."));
        }
        string words = FormattableString.Invariant($"{found.Rows} events, up to number {found.AppliedSeq}");
        return Advised(new PartHealth("events", words, problems, []), found.AppliedSeq > last ? Restore : RebuildRows);
    }

    static PartHealth Database(DataFolder folder, string part, string file, Func<string, IReadOnlyList<string>> check)
    {
        if (!folder.Has(part)) return Nothing(part);
        string advice = part == "profiles" ? Rebuild : Restore;
        return !File.Exists(file) ? Gone(part, file, advice)
            : Advised(new PartHealth(part, FormattableString.Invariant($"{new FileInfo(file).Length / 1024} KiB"), check(file), []),
                advice);
    }

    static PartHealth Nothing(string part) => new(part, "nothing yet", [], []);

    static PartHealth Gone(string part, string file, string advice) => new(part, "gone", [$"'{file}' is gone."], [], advice);

    static PartHealth Advised(PartHealth part, string advice) => part.Problems.Count == 0 ? part : part with { Advice = advice };
}
