using Plumbline.Engine.Storage;
using Plumbline.Storage.Opening;

namespace Plumbline.Server.Hosting;

/// <summary>The stores a server works on. Disposing closes what was opened for them, last opened first.</summary>
public sealed record Stores(IEventLog Log, IEventStore Events, IProfileStore Profiles, ICatalog Catalog, IIngestStore Ingest) : IDisposable
{
    /// <summary>Lines of models' logs.</summary>
    public required ILineStore Lines { get; init; }

    /// <summary>The data folder behind them, for a backup; null: they are not of a folder.</summary>
    public OpenedStorage? Folder { get; init; }

    /// <summary>In the order of opening.</summary>
    public IReadOnlyList<IDisposable> Owned { get; init; } = [];

    public void Dispose()
    {
        foreach (IDisposable owned in Owned.Reverse()) owned.Dispose();
    }
}
