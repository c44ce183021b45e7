using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Server.Ingest.Files;
using TimeWindows = Plumbline.Engine.Monitors.Windows;

namespace Plumbline.Server.Monitors;

/// <summary>Judges the windows of one model that are due or changed, in the order in which they ended, so that monitors of one window share the work.</summary>
sealed class ModelJudgement(ModelDefinition model, IReadOnlyList<MonitorDefinition> monitors, WindowSchedule schedule, EvaluationRecord record,
    EvidenceReader reader, Backfills backfills, TimeProvider clock)
{
    // Monitors whose rows are still on their way to the store.
    readonly HashSet<long> _waiting = [];

    /// <summary>Evaluations kept.</summary>
    public int Kept { get; private set; }

    /// <summary>Monitors and windows that could not be judged.</summary>
    public List<(long Monitor, Window Window)> Failed { get; } = [];

    /// <summary>True when windows are left that can be judged at once.</summary>
    public bool HasMore { get; private set; }

    /// <summary>False when rows are still on their way to the store: what changed is looked at again.</summary>
    public bool IsWhole => _waiting.Count == 0;

    public void Run(IReadOnlyList<DateTimeOffset> changed, long seq, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var (monitor, window, isDue) in WindowsOf(changed, now).OrderBy(w => w.Window.End).ThenBy(w => w.Window.Start))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_waiting.Contains(monitor.Number)) continue;
            if (!Judge(monitor, window, seq, now)) _waiting.Add(monitor.Number);
            else if (isDue) schedule.Judged(monitor, window);
        }
        record.Flush();
    }

    List<(MonitorDefinition Monitor, Window Window, bool IsDue)> WindowsOf(IReadOnlyList<DateTimeOffset> changed, DateTimeOffset now)
    {
        var all = new List<(MonitorDefinition, Window, bool)>();
        foreach (var monitor in monitors)
        {
            all.AddRange(schedule.Restated(model, monitor, changed, now).Select(w => (monitor, w, false)));
            var due = schedule.Due(model, monitor, now);
            HasMore |= due.Count == WindowSchedule.AtOnce;
            all.AddRange(due.Select(w => (monitor, w, true)));
        }
        return all;
    }

    bool Judge(MonitorDefinition monitor, Window window, long seq, DateTimeOffset now)
    {
        var before = record.Find(monitor, window);
        bool isHistorical = before?.IsHistorical ?? (TimeWindows.IsHistorical(window, now) || backfills.Covers(model.Number, window));
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
            evaluation = EvaluationRecord.Failed(monitor, window, seq, now, problem) with { IsHistorical = isHistorical };
        }
        if (evaluation.Status == EvaluationStatus.Failed) Failed.Add((monitor.Number, window));
        if (record.Keep(monitor, evaluation, before, report)) Kept++;
        return true;
    }
}
