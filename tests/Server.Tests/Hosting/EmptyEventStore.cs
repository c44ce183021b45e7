using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Hosting;

/// <summary>A store to which no event has come.</summary>
sealed class EmptyEventStore : IEventStore
{
    public long AppliedSeq => 0;

    public void Apply(IReadOnlyList<LogFrame> frames, IReadOnlyDictionary<int, ModelDefinition> models) =>
        throw new NotSupportedException("This store stays empty.");

    /// <summary>As a test wants it.</summary>
    public IReadOnlyDictionary<int, long> WaitingTruths { get; set; } = new Dictionary<int, long>();

    public TruthRound JoinTruths(long doneRound, CancellationToken cancellationToken) => new(0, []);

    public IDataset Open(ModelDefinition model, EventQuery query, CancellationToken cancellationToken) => Some.Dataset();

    public EventPage Page(ModelDefinition model, EventQuery query, EventCursor? after, int limit, CancellationToken cancellationToken) =>
        new([], null);

    public EventCounts Count(int model, CancellationToken cancellationToken) => default;

    public IReadOnlyCollection<int> Models(CancellationToken cancellationToken) => [];

    public IReadOnlyList<(DateTimeOffset Start, string Name, MetricSummary Summary)> Metrics(int model, DateTimeOffset from,
        DateTimeOffset to, TimeSpan step,
        CancellationToken cancellationToken) => [];

    public long Export(ModelDefinition model, EventQuery query, string path, CancellationToken cancellationToken) =>
        throw new NotSupportedException("This store stays empty.");

    public IReadOnlyList<DateTimeOffset> Cells(int model, DateTimeOffset? before, CancellationToken cancellationToken) => [];

    public bool Drop(int model, DateTimeOffset before, CancellationToken cancellationToken) => false;

    public IReadOnlyList<DateTimeOffset>? ErasedCells(int model, long seq) => null;

    public void ForgetErased(long seq)
    {
        // Nothing was ever erased here.
    }
}
