using Plumbline.Engine.Storage;
using Plumbline.Storage.Events;
using Plumbline.Storage.Opening;

namespace Plumbline.Server.Hosting;

/// <summary>The real stores of a data folder.</summary>
public static class StorageComposition
{
    /// <summary>The stores, open in this process alone.</summary>
    /// <exception cref="StorageException">The folder is in use, newer, not ours, or a file in it is damaged or gone; the message names
    /// it.</exception>
    public static Stores Open(string dataFolder, TimeProvider time) => Open(new ServerOptions { DataFolder = dataFolder }, time);

    /// <summary>The stores, open in this process alone, as the options want them.</summary>
    /// <exception cref="StorageException">As above.</exception>
    public static Stores Open(ServerOptions options, TimeProvider time)
    {
        var rows = new EventStoreOptions { MemoryLimitBytes = options.RowMemoryBytes };
        var opened = OpenedStorage.Open(options.DataFolder, new StorageOptions { Events = rows }, time);
        return new Stores(opened.Log, opened.Events, opened.Profiles, opened.Catalog, opened.Ingest)
        {
            Lines = opened.Lines,
            Owned = [opened],
            Folder = opened,
        };
    }
}
