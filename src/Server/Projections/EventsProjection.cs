using Microsoft.Extensions.Logging;
using Plumbline.Engine.Storage;

namespace Plumbline.Server.Projections;

/// <summary>Log to event store: 20 000 rows at a time, or what has come within 10 s.</summary>
sealed class EventsProjection(IEventLog log, IEventStore events, IModelCatalog catalog, ModelRemoval removal, EventsGate gate,
    LogRelease release, TimeProvider clock, ILogger<EventsProjection> logger) : Projection(clock, logger)
{
    public const int RowsAtOnce = 20_000;
    static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(10);

    bool _hasCaughtUp;

    public override string Name => "events";

    public override long? Position => events.AppliedSeq;

    /// <summary>Brings the store to the end of the log; the caller is in the gate.</summary>
    public void CatchUp(CancellationToken cancellationToken)
    {
        // First how far the log is, then the models: whatever stands in the log up to there belongs to a model that is known by now.
        long until = log.LastSeq;
        var models = catalog.Models().ToDictionary(m => m.Number);
        var frames = new List<LogFrame>();
        int rows = 0;
        foreach (var frame in log.Read(events.AppliedSeq, cancellationToken))
        {
            if (frame.LastSeq > until) break;
            if (frame.Entry is LogEntry.Erased { Erasure.IsOfWholeModel: true })
            {
                // Rows sent while the model was being deleted stand behind the entry: they are of nobody.
                removal.Remove(frame.Entry.Model);
                models.Remove(frame.Entry.Model);
            }
            frames.Add(frame);
            rows += frame.Entry.Count;
            if (rows < RowsAtOnce) continue;
            events.Apply(frames, models);
            frames.Clear();
            rows = 0;
        }
        if (frames.Count > 0) events.Apply(frames, models);
    }

    protected override async Task StepAsync(CancellationToken cancellationToken)
    {
        await log.WaitAsync(events.AppliedSeq, cancellationToken);
        // What the last run left behind is history: it is not kept waiting for more to come.
        if (_hasCaughtUp) await GatherAsync(cancellationToken);
        using (await gate.EnterAsync(cancellationToken)) CatchUp(cancellationToken);
        _hasCaughtUp = true;
        release.Update();
    }

    protected override async Task FinishAsync(CancellationToken cancellationToken)
    {
        using (await gate.EnterAsync(cancellationToken)) CatchUp(cancellationToken);
    }

    async Task GatherAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var enough = log.WaitAsync(events.AppliedSeq + RowsAtOnce - 1, either.Token);
        await Task.WhenAny(enough, Task.Delay(s_longestWait, Clock, either.Token));
        await either.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
