using Microsoft.Extensions.Logging.Abstractions;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Server.Hosting;
using Plumbline.Server.Models;
using Plumbline.Server.Projections;
using Plumbline.Server.Upkeep;
using Plumbline.Storage.Opening;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Projections;

/// <summary>Everything between the log and what is known, on real stores in a folder, driven step by step and started anew at
/// will.</summary>
sealed class StoredParts : IDisposable
{
    readonly TemporaryFolder _folder = new();

    readonly ServerOptions _options;

    public StoredParts(DateTimeOffset? now = null, ServerOptions? options = null)
    {
        _options = options ?? new ServerOptions();
        Clock = new FakeTime(now ?? new DateTimeOffset(2026, 3, 8, 0, 0, 0, TimeSpan.Zero));
        Open();
    }

    public FakeTime Clock { get; }

    /// <summary>Names of models that those who keep something of them were told to forget, in this process.</summary>
    public List<string> Forgotten { get; } = [];

    public OpenedStorage Storage { get; private set; } = null!;

    public BinSetCatalog BinSets { get; private set; } = null!;

    public LiveCells Cells { get; private set; } = null!;

    public Restatements Restatements { get; private set; } = null!;

    public ModelRemoval Removal { get; private set; } = null!;

    public CellsFeed Feed { get; private set; } = null!;

    public EventsProjection Rows { get; private set; } = null!;

    public Recounts Recounts { get; private set; } = null!;

    public UpkeepCounts Counts { get; private set; } = null!;

    public UpkeepProjection Upkeep { get; private set; } = null!;

    /// <summary>A new process on the same folder; what was only in memory is gone.</summary>
    public void Restart()
    {
        Storage.Dispose();
        Open();
    }

    /// <summary>Appends rows of a data set as events of a model.</summary>
    public async Task AppendAsync(ModelDefinition model, InMemoryDataset rows, IReadOnlyList<DateTimeOffset> times, int start, int end) =>
        await AppendAsync(new LogEntry.Events(LiveRows.Batch(rows, times, start, end, model.Number)));

    public async Task AppendAsync(LogEntry entry) => await Storage.Log.AppendAsync(entry, CancellationToken.None);

    /// <summary>Rows and cells come to the end of the log, and a snapshot is written.</summary>
    public async Task CatchUpAsync()
    {
        Rows.CatchUp(CancellationToken.None);
        Feed.Apply(long.MaxValue, null, CancellationToken.None);
        while (Recounts.HasWork) await Recounts.RunAsync(CancellationToken.None);
        Cells.Save();
    }

    public void Dispose()
    {
        Storage.Dispose();
        _folder.Dispose();
    }

    void Open()
    {
        Storage = OpenedStorage.Open(_folder.Path, new StorageOptions(), Clock);
        Forgotten.Clear();
        var (gate, still) = (new EventsGate(), new CellsGate());
        var release = new LogRelease(Storage.Log, Storage.Events, Storage.Profiles);
        BinSets = new BinSetCatalog(Storage.Catalog);
        Cells = new LiveCells(Storage.Profiles, Storage.Events, BinSets, Storage.Catalog);
        Restatements = new Restatements();
        Removal = new ModelRemoval(Storage.Catalog, Cells, BinSets, Restatements, [new Inbox(Forgotten)]);
        Feed = new CellsFeed(Storage.Log, Storage.Catalog, Cells, Removal, Restatements);
        Rows = new EventsProjection(Storage.Log, Storage.Events, Storage.Catalog, Removal, gate, release, Clock,
            NullLogger<EventsProjection>.Instance);
        Recounts = new Recounts(Storage.Log, Storage.Events, Rows, gate, still, Cells, Feed, Storage.Catalog, Restatements,
            NullLogger<Recounts>.Instance);
        Counts = new UpkeepCounts();
        Upkeep = new UpkeepProjection(
            new RowRetention(Storage.Catalog, Storage.Log, Storage.Events, gate, Recounts, Cells.Sealed, _options, Counts, Clock),
            new CellAging(Storage.Catalog, Cells, _options, Counts, Clock), new CellRollups(Storage.Profiles, Clock),
            new ColumnPresence(Storage.Catalog, Cells, Counts, Clock),
            new BinSetGrowth(Storage.Catalog, Storage.Events, Cells, Recounts, Counts, Clock), Storage.Catalog, Storage.Events,
            Storage.Profiles, gate, _options, Counts, Clock, NullLogger<UpkeepProjection>.Instance);
    }

    sealed class Inbox(List<string> forgotten) : IForgetsModels
    {
        public void Forget(ModelDefinition model) => forgotten.Add(model.Name);
    }
}
