using Plumbline.Engine.Storage;
using Plumbline.Storage.Catalogs;
using Plumbline.Storage.Events;
using Plumbline.Storage.Folders;
using Plumbline.Storage.Ingest;
using Plumbline.Storage.LogLines;
using Plumbline.Storage.Logs;
using Plumbline.Storage.Profiles;

namespace Plumbline.Storage.Opening;

/// <summary>Everything of a data folder, open: the folder's lock, the log, the rows, the profiles, the catalog.</summary>
public sealed class OpenedStorage : IDisposable
{
    readonly Stack<IDisposable> _open = new();

    OpenedStorage(string path, StorageOptions options, TimeProvider time)
    {
        try
        {
            Folder = Keep(DataFolder.Open(path));
            Catalog = Keep(Part("catalog", CatalogPath(Folder.Path), file => Catalog.Open(file, time), file => Catalog.Create(file, time)));
            RefuseForeign(Catalog, Folder);
            Profiles = Keep(Part("profiles", ProfilesPath(Folder.Path), ProfileStore.Open, ProfileStore.Create));
            Ingest = Keep(Part("ingest", IngestPath(Folder.Path), file => IngestStore.Open(file), file => IngestStore.Create(file)));
            Lines = Keep(Part("logs", LogsPath(Folder.Path), file => LineStore.Open(file), file => LineStore.Create(file)));
            Events = Keep(Part("events", EventsPath(Folder.Path), _ => Rows(), _ => Rows()));
            // Opened last: what a projection has must be in the log, or the log has lost its end.
            Log = Keep(EventLog.Open(Folder, options.Log with { KnownSeq = Math.Max(Events.AppliedSeq, Profiles.AppliedSeq) }, time));
        }
        catch
        {
            Dispose();
            throw;
        }

        EventStore Rows() => new(Folder.Path, options.Events);
    }

    public DataFolder Folder { get; }

    public Catalog Catalog { get; }

    public ProfileStore Profiles { get; }

    public EventStore Events { get; }

    /// <summary>Rejected rows and seen names.</summary>
    public IngestStore Ingest { get; }

    /// <summary>Lines that models' programs wrote.</summary>
    public LineStore Lines { get; }

    public EventLog Log { get; }

    /// <summary>Opens a data folder; makes it where there is none.</summary>
    /// <exception cref="StorageException">In use, newer, damaged, or a file of it is gone: named in the message.</exception>
    public static OpenedStorage Open(string path, StorageOptions options, TimeProvider time) => new(path, options, time);

    public static string CatalogPath(string folder) => Path.Combine(folder, "catalog.db");

    public static string ProfilesPath(string folder) => Path.Combine(folder, "profiles.db");

    public static string IngestPath(string folder) => Path.Combine(folder, "ingest.db");

    public static string LogsPath(string folder) => Path.Combine(folder, "logs.db");

    public static string EventsPath(string folder) => new EventFiles(folder).Database;

    public void Dispose()
    {
        while (_open.TryPop(out var part)) part.Dispose();
    }

    /// <summary>A part that was there once is never begun anew: an empty store in the place of a lost one would look like no
    /// data.</summary>
    T Part<T>(string name, string file, Func<string, T> open, Func<string, T> create)
    {
        bool isThere = File.Exists(file);
        if (Folder.Has(name) && !isThere)
        {
            throw new StorageException(StorageFailure.Damaged, $"'{file}' is gone. "
                + (name == "catalog" ? "Put the folder back from a backup ('plumbline restore')."
                    : "'plumbline rebuild' makes it again from what is there, or refuses; then 'plumbline restore' puts back a backup."));
        }
        var part = isThere ? open(file) : create(file);
        Folder.Add(name);
        return part;
    }

    T Keep<T>(T part)
        where T : IDisposable
    {
        _open.Push(part);
        return part;
    }

    static void RefuseForeign(Catalog catalog, DataFolder folder)
    {
        const string Name = "folder";
        string id = folder.Id.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
        if (catalog.Setting(Name) is { } other && other != id)
            throw new StorageException(StorageFailure.Damaged, $"'{CatalogPath(folder.Path)}' belongs to another data folder.");
        catalog.SetSetting(Name, id);
    }
}

/// <summary>How the stores of a data folder are opened.</summary>
public sealed record StorageOptions
{
    public EventLogOptions Log { get; init; } = new();

    public EventStoreOptions Events { get; init; } = new();
}
