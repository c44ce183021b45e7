using Microsoft.Extensions.Logging.Abstractions;
using Plumbline.Engine.Models;
using Plumbline.Server.Ingest.Files;
using Plumbline.Server.Monitors;
using Plumbline.Server.Projections;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Projections;

/// <summary>Everything between the log and what is known, on stores in memory, driven step by step.</summary>
sealed class LiveServer
{
    public LiveServer(ModelDefinition model)
    {
        Log = new InMemoryEventLog(Clock);
        Model = Catalog.AddModel(model);
        Start();
    }

    public FakeTime Clock { get; } = new(new DateTimeOffset(2026, 3, 8, 0, 0, 0, TimeSpan.Zero));

    public InMemoryEventLog Log { get; }

    public InMemoryEventStore Events { get; } = new();

    public InMemoryProfileStore Profiles { get; private set; } = new();

    public InMemoryCatalog Catalog { get; } = new();

    public ModelDefinition Model { get; }

    public LiveCells Cells { get; private set; } = null!;

    public CellsFeed Feed { get; private set; } = null!;

    public Recounts Recounts { get; private set; } = null!;

    public Restatements Restatements { get; private set; } = null!;

    public EventsProjection Rows { get; private set; } = null!;

    public TruthsProjection Truths { get; private set; } = null!;

    public ProfilesProjection Counting { get; private set; } = null!;

    public EvaluationProjection Evaluating { get; private set; } = null!;

    /// <summary>A new process on the same stores; what was only in memory is gone.</summary>
    public void Start()
    {
        Events.Restart();
        var (gate, still) = (new EventsGate(), new CellsGate());
        var release = new LogRelease(Log, Events, Profiles);
        Restatements = new Restatements();
        var binSets = new BinSetCatalog(Catalog);
        Cells = new LiveCells(Profiles, Events, binSets, Catalog);
        var removal = new ModelRemoval(Catalog, Cells, binSets, Restatements, []);
        Feed = new CellsFeed(Log, Catalog, Cells, removal, Restatements);
        Rows = new EventsProjection(Log, Events, Catalog, removal, gate, release, Clock, NullLogger<EventsProjection>.Instance);
        Recounts = new Recounts(Log, Events, Rows, gate, still, Cells, Feed, Catalog, Restatements, NullLogger<Recounts>.Instance);
        Truths = new TruthsProjection(Events, Cells.Sealed, gate, Restatements, Clock, NullLogger<TruthsProjection>.Instance);
        Evaluating = new EvaluationProjection(Log, Events, Catalog, Cells, Recounts, Restatements, new Backfills(Catalog, Clock), Clock,
            NullLogger<EvaluationProjection>.Instance);
        Counting = new ProfilesProjection(Log, Catalog, Cells, Feed, still, Recounts, release, Clock,
            NullLogger<ProfilesProjection>.Instance);
    }

    /// <summary>The profiles' folder is lost.</summary>
    public void LoseProfiles() => Profiles = new InMemoryProfileStore();

    /// <summary>Rows and cells come to the end of the log.</summary>
    public async Task CatchUpAsync()
    {
        Rows.CatchUp(CancellationToken.None);
        Feed.Apply(long.MaxValue, null, CancellationToken.None);
        while (Recounts.HasWork) await Recounts.RunAsync(CancellationToken.None);
    }

    /// <summary>All comes to the end of the log, truths are joined, and what is complete is judged.</summary>
    public async Task JudgeAsync()
    {
        await CatchUpAsync();
        await Truths.JoinAsync(CancellationToken.None);
        while (Evaluating.Run(CancellationToken.None))
        {
        }
    }
}
