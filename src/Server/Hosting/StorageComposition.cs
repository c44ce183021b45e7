using Plumbline.Engine.Storage;
using Plumbline.Storage.Catalogs;
using Plumbline.Storage.Events;
using Plumbline.Storage.Folders;
using Plumbline.Storage.Logs;
using Plumbline.Storage.Profiles;

namespace Plumbline.Server.Hosting;

/// <summary>Opens the real stores of a data folder, or makes them in a new one.</summary>
public static class StorageComposition
{
    const string CatalogPart = "catalog", ProfilesPart = "profiles";

    /// <summary>The four stores, open in this process alone.</summary>
    /// <exception cref="StorageException">The folder is in use, newer, not ours, or a file in it is damaged or gone; the message names it.</exception>
    public static Stores Open(string dataFolder, TimeProvider time)
    {
        var opened = new List<IDisposable>();
        try
        {
            DataFolder folder = Keep(DataFolder.Open(dataFolder), opened);
            Catalog catalog = Keep(OpenOrCreate(folder, CatalogPart, "catalog.sqlite", p => Catalog.Open(p, time), p => Catalog.Create(p, time)), opened);
            ProfileStore profiles = Keep(OpenOrCreate(folder, ProfilesPart, "profiles.sqlite", ProfileStore.Open, ProfileStore.Create), opened);
            EventStore events = Keep(new EventStore(folder.Path, new EventStoreOptions()), opened);
            // A projection that has come further than the log ends proves that the log has lost something.
            long known = Math.Max(events.AppliedSeq, profiles.AppliedSeq);
            EventLog log = Keep(EventLog.Open(folder, new EventLogOptions { KnownSeq = known }, time), opened);
            return new Stores(log, events, profiles, catalog) { Owned = opened };
        }
        catch
        {
            foreach (IDisposable one in Enumerable.Reverse(opened)) one.Dispose();
            throw;
        }
    }

    // A part that was made once is opened and must be there. Should the process have ended between making and noting it, it is opened too.
    static T OpenOrCreate<T>(DataFolder folder, string part, string file, Func<string, T> open, Func<string, T> create)
    {
        string path = folder.Inside(file);
        T store = folder.Has(part) || File.Exists(path) ? open(path) : create(path);
        folder.Add(part);
        return store;
    }

    static T Keep<T>(T one, List<IDisposable> opened)
        where T : IDisposable
    {
        opened.Add(one);
        return one;
    }
}
