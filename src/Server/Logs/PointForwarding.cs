using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Storage;
using Plumbline.Server.Projections;

namespace Plumbline.Server.Logs;

/// <summary>Brings numbers that lines carry to the log of events, where metrics are, each once.</summary>
/// <remarks>Between the append and the note of it the process may end. So what was waiting at a start is looked for in the log
/// first.</remarks>
sealed class PointForwarding(ILineStore lines, IEventLog log, IModelCatalog catalog, TimeProvider clock, ILogger<PointForwarding> logger)
    : Projection(clock, logger)
{
    readonly SemaphoreSlim _news = new(1);
    bool _isFirstRound = true;
    long _appended;

    public override string Name => "metrics of lines";

    public override bool IsNeeded => false;

    public void Wake()
    {
        if (_news.CurrentCount == 0) _news.Release();
    }

    public override void Dispose()
    {
        _news.Dispose();
        base.Dispose();
    }

    protected override async Task StepAsync(CancellationToken cancellationToken)
    {
        await ForwardAllAsync(cancellationToken);
        _isFirstRound = false;
        await _news.WaitAsync(cancellationToken);
    }

    protected override Task FinishAsync(CancellationToken cancellationToken) => ForwardAllAsync(cancellationToken);

    async Task ForwardAllAsync(CancellationToken cancellationToken)
    {
        while (lines.NextPoints() is { } waiting)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bool isDone = waiting.Number == _appended || catalog.FindModel(waiting.Model) is null
                || (_isFirstRound && IsLogged(waiting, cancellationToken));
            if (!isDone) await log.AppendAsync(new LogEntry.Metrics(BatchOf(waiting)), cancellationToken);
            _appended = waiting.Number;
            lines.PointsAreLogged(waiting.Number);
        }
    }

    bool IsLogged(WaitingPoints waiting, CancellationToken cancellationToken)
    {
        MetricBatch batch = BatchOf(waiting);
        return log.Read(waiting.AfterSeq, cancellationToken).Select(f => f.Entry).OfType<LogEntry.Metrics>()
            .Any(m => m.Model == waiting.Model
            && m.Batch.Times.Span.SequenceEqual(batch.Times.Span) && m.Batch.Values.Span.SequenceEqual(batch.Values.Span)
            && m.Batch.Names.SequenceEqual(batch.Names, StringComparer.Ordinal));
    }

    static MetricBatch BatchOf(WaitingPoints waiting)
    {
        ImmutableArray<LinePoint> points = waiting.Points;
        return new MetricBatch
        {
            Model = waiting.Model,
            Names = [.. points.Select(p => p.Name)],
            Times = points.Select(p => (p.Time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond).ToArray(),
            Values = points.Select(p => p.Value).ToArray(),
        };
    }
}
