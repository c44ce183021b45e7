using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;

namespace Plumbline.Browser.Tests.Serving;

/// <summary>A real store of rows whose pages can be held back, and then fail.</summary>
sealed class HeldRows(IEventStore inner) : IEventStore, IDisposable
{
    readonly ManualResetEventSlim _open = new(initialState: true);

    /// <summary>True: a page that is asked for fails, as with a disk that does not answer.</summary>
    public bool Fails { get; set; }

    public IReadOnlyDictionary<int, long> WaitingTruths => inner.WaitingTruths;

    public long AppliedSeq => inner.AppliedSeq;

    public void Hold() => _open.Reset();

    public void Release() => _open.Set();

    public EventPage Page(ModelDefinition model, EventQuery query, EventCursor? after, int limit, CancellationToken cancellationToken)
    {
        _open.Wait(cancellationToken);
        if (Fails) throw new StorageException(StorageFailure.Busy, "The disk does not answer.");
        return inner.Page(model, query, after, limit, cancellationToken);
    }

    public void Apply(IReadOnlyList<LogFrame> frames, IReadOnlyDictionary<int, ModelDefinition> models) => inner.Apply(frames, models);

    public TruthRound JoinTruths(long doneRound, CancellationToken cancellationToken) => inner.JoinTruths(doneRound, cancellationToken);

    public IDataset Open(ModelDefinition model, EventQuery query, CancellationToken cancellationToken) =>
        inner.Open(model, query, cancellationToken);

    public EventCounts Count(int model, CancellationToken cancellationToken) => inner.Count(model, cancellationToken);

    public IReadOnlyCollection<int> Models(CancellationToken cancellationToken) => inner.Models(cancellationToken);

    public IReadOnlyList<(DateTimeOffset Start, string Name, MetricSummary Summary)> Metrics(int model, DateTimeOffset from,
        DateTimeOffset to,
        TimeSpan step, CancellationToken cancellationToken) => inner.Metrics(model, from, to, step, cancellationToken);

    public long Export(ModelDefinition model, EventQuery query, string path, CancellationToken cancellationToken) =>
        inner.Export(model, query, path, cancellationToken);

    public IReadOnlyList<DateTimeOffset> Cells(int model, DateTimeOffset? before, CancellationToken cancellationToken) =>
        inner.Cells(model, before, cancellationToken);

    public bool Drop(int model, DateTimeOffset before, CancellationToken cancellationToken) => inner.Drop(model, before, cancellationToken);

    public IReadOnlyList<DateTimeOffset>? ErasedCells(int model, long seq) => inner.ErasedCells(model, seq);

    public void ForgetErased(long seq) => inner.ForgetErased(seq);

    public void Dispose() => _open.Dispose();
}
