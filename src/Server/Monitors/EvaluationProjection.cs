using Microsoft.Extensions.Logging;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Server.Ingest.Files;
using Plumbline.Server.Projections;
using TimeWindows = Plumbline.Engine.Monitors.Windows;

namespace Plumbline.Server.Monitors;

/// <summary>Judges every window that is complete, and again when its rows or truths changed.</summary>
sealed partial class EvaluationProjection(IEventLog log, IEventStore events, ICatalog catalog, LiveCells cells, Recounts recounts,
    Restatements restatements, Backfills backfills, TimeProvider clock, ILogger<EvaluationProjection> logger) : Projection(clock, logger)
{
    static readonly TimeSpan s_every = TimeSpan.FromSeconds(2);

    readonly WindowSchedule _schedule = new(cells, events, catalog);
    readonly EvaluationRecord _record = new(catalog, clock);
    long _seen = -1;

    public override string Name => "evaluation";

    /// <summary>Evaluations kept since the start.</summary>
    public long Kept { get; private set; }

    /// <summary>Evaluations since the start that could not be computed.</summary>
    public long Failed { get; private set; }

    /// <summary>Judges what is due now.</summary>
    public void Run(CancellationToken cancellationToken)
    {
        // What was acknowledged a step ago must be counted: silence is only believed when nothing is on its way.
        long last = log.LastSeq, expected = _seen < 0 ? last : _seen;
        _seen = last;
        if (cells.AppliedSeq < expected) return;
        var monitors = catalog.Monitors(null).Where(m => m.State == MonitorState.Active).ToLookup(m => m.Model);
        foreach (var model in catalog.Models())
            if (!recounts.IsPending(model.Number)) Judge(model, [.. monitors[model.Number]], cancellationToken);
    }

    /// <summary>The open window of a monitor as it stands: shown, never kept.</summary>
    public Evaluation? Provisional(ModelDefinition model, MonitorDefinition monitor, CancellationToken cancellationToken)
    {
        if (monitor.Window is not WindowDefinition.ByTime byTime) return null;
        using var reader = new EvidenceReader(model, [monitor], cells, events, catalog, cancellationToken);
        var now = Clock.GetUtcNow();
        return reader.Report(WindowKey.Of(monitor, TimeWindows.At(byTime, now)), isProvisional: true, isHistorical: false) is { } report
            ? MonitorEvaluation.Evaluate(monitor, report, now) : null;
    }

    protected override async Task StepAsync(CancellationToken cancellationToken)
    {
        Run(cancellationToken);
        await Task.Delay(s_every, Clock, cancellationToken);
    }

    void Judge(ModelDefinition model, List<MonitorDefinition> monitors, CancellationToken cancellationToken)
    {
        var changed = restatements.Take(model.Number);
        if (monitors.Count == 0) return;
        bool isWhole = false;
        try
        {
            using var reader = new EvidenceReader(model, monitors, cells, events, catalog, cancellationToken);
            isWhole = monitors.Aggregate(true, (all, monitor) => Judge(model, monitor, changed, reader, cancellationToken) && all);
        }
        finally
        {
            if (!isWhole) restatements.AddRange(changed.Select(c => new ChangedCell(model.Number, c)));
        }
    }

    // False when rows are still on their way to the store: what changed is looked at again.
    bool Judge(ModelDefinition model, MonitorDefinition monitor, IReadOnlyList<DateTimeOffset> changed, EvidenceReader reader,
        CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        bool isWhole = true;
        foreach (var window in _schedule.Restated(model, monitor, changed, now)) isWhole &= Judge(monitor, window, reader, now);
        foreach (var window in _schedule.Due(model, monitor, now))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!Judge(monitor, window, reader, now)) return false;
            _schedule.Judged(monitor, window);
        }
        return isWhole;
    }

    bool Judge(MonitorDefinition monitor, Window window, EvidenceReader reader, DateTimeOffset now)
    {
        var before = _record.Find(monitor, window);
        bool isHistorical = before?.IsHistorical ?? (TimeWindows.IsHistorical(window, now) || backfills.Covers(monitor.Model, window));
        Evaluation evaluation;
        WindowReport? report = null;
        try
        {
            report = reader.Report(WindowKey.Of(monitor, window), isProvisional: false, isHistorical);
            if (report is null) return false;
            evaluation = MonitorEvaluation.Evaluate(monitor, report, now);
        }
        catch (Exception problem) when (problem is not (OperationCanceledException or OutOfMemoryException or StorageException { IsTransient: true }))
        {
            evaluation = EvaluationRecord.Failed(monitor, window, cells.AppliedSeq, now, problem) with { IsHistorical = isHistorical };
        }
        if (evaluation.Status == EvaluationStatus.Failed)
        {
            Failed++;
            LogFailed(monitor.Number, window.Start);
        }
        if (_record.Keep(monitor, evaluation, before, report?.Evidence.Profile)) Kept++;
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Monitor {Monitor} could not judge the window from {Start}; the evaluation says why")]
    partial void LogFailed(long monitor, DateTimeOffset start);
}
