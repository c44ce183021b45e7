using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;

namespace Plumbline.Server.Tests.Dashboard;

/// <summary>A store that answers what is said to be quick, and of the rest nothing until the caller gives up.</summary>
sealed class SlowEventStore(IEventStore store, bool pagesAreQuick = false) : IEventStore
{
    volatile bool _isWaiting;

    /// <summary>True once somebody waits for an answer.</summary>
    public bool IsWaiting => _isWaiting;

    public long AppliedSeq => store.AppliedSeq;

    public IReadOnlyDictionary<int, long> WaitingTruths => store.WaitingTruths;

    public void Apply(IReadOnlyList<LogFrame> frames, IReadOnlyDictionary<int, ModelDefinition> models) => store.Apply(frames, models);

    public TruthRound JoinTruths(long doneRound, CancellationToken cancellationToken) => store.JoinTruths(doneRound, cancellationToken);

    public IDataset Open(ModelDefinition model, EventQuery query, CancellationToken cancellationToken)
    {
        Wait(cancellationToken);
        return store.Open(model, query, cancellationToken);
    }

    public EventPage Page(ModelDefinition model, EventQuery query, EventCursor? after, int limit, CancellationToken cancellationToken)
    {
        if (!pagesAreQuick) Wait(cancellationToken);
        return store.Page(model, query, after, limit, cancellationToken);
    }

    public EventCounts Count(int model, CancellationToken cancellationToken) => store.Count(model, cancellationToken);

    public IReadOnlyCollection<int> Models(CancellationToken cancellationToken) => store.Models(cancellationToken);

    public IReadOnlyList<(DateTimeOffset Start, string Name, MetricSummary Summary)> Metrics(int model, DateTimeOffset from,
        DateTimeOffset to,
        TimeSpan step, CancellationToken cancellationToken) => store.Metrics(model, from, to, step, cancellationToken);

    public long Export(ModelDefinition model, EventQuery query, string path, CancellationToken cancellationToken) =>
        store.Export(model, query, path, cancellationToken);

    public IReadOnlyList<DateTimeOffset> Cells(int model, DateTimeOffset? before, CancellationToken cancellationToken) =>
        store.Cells(model, before, cancellationToken);

    public bool Drop(int model, DateTimeOffset before, CancellationToken cancellationToken) => store.Drop(model, before, cancellationToken);

    public IReadOnlyList<DateTimeOffset>? ErasedCells(int model, long seq) => store.ErasedCells(model, seq);

    public void ForgetErased(long seq) => store.ForgetErased(seq);

    void Wait(CancellationToken cancellationToken)
    {
        _isWaiting = true;
        cancellationToken.WaitHandle.WaitOne(TimeSpan.FromMinutes(1));
        cancellationToken.ThrowIfCancellationRequested();
        throw new TimeoutException("Nobody gave up within a minute.");
    }
}
