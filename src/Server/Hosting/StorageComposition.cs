using Plumbline.Engine.Storage;
using Plumbline.Storage.Opening;

namespace Plumbline.Server.Hosting;

/// <summary>The real stores of a data folder.</summary>
public static class StorageComposition
{
    /// <summary>The stores, open in this process alone.</summary>
    /// <exception cref="StorageException">The folder is in use, newer, not ours, or a file in it is damaged or gone; the message names
    /// it.</exception>
    public static Stores Open(string dataFolder, TimeProvider time)
    {
        var opened = OpenedStorage.Open(dataFolder, new StorageOptions(), time);
        return new Stores(opened.Log, opened.Events, opened.Profiles, opened.Catalog, opened.Ingest)
        {
            Lines = opened.Lines,
            Owned = [opened],
            Folder = opened,
        };
    }
}
