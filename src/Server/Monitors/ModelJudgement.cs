using System.Runtime.ExceptionServices;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Server.Ingest.Files;
using TimeWindows = Plumbline.Engine.Monitors.Windows;

namespace Plumbline.Server.Monitors;

/// <summary>Judges the windows of one model that are due or changed: windows side by side, so that monitors of one window share the work,
/// and what
/// came of them is kept in the order in which they ended.</summary>
sealed class ModelJudgement(IReadOnlyList<MonitorDefinition> monitors, WindowSchedule schedule, EvaluationRecord record,
    EvidenceSource source, Backfills backfills, TimeProvider clock)
{
    /// <summary>Windows whose reports are in memory at once.</summary>
    const int SideBySide = 16;

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

    public void Run(IReadOnlyList<DateTimeOffset> changed, long seq)
    {
        var now = clock.GetUtcNow();
        var windows = WindowsOf(changed, now).GroupBy(t => t.Window).OrderBy(g => g.Key.End).ThenBy(g => g.Key.Start);
        foreach (var some in windows.Chunk(SideBySide))
        {
            source.CancellationToken.ThrowIfCancellationRequested();
            var judged = source.OfEach([.. some.Select(g => g.Key)], monitors,
                (i, reader) => some[i].Select(task => Judge(reader, task, seq, now)).ToList());
            foreach (var one in judged.SelectMany(j => j)) Keep(one);
        }
        record.Flush();
    }

    List<DueWindow> WindowsOf(IReadOnlyList<DateTimeOffset> changed, DateTimeOffset now)
    {
        var all = new List<DueWindow>();
        foreach (var monitor in monitors)
        {
            all.AddRange(schedule.Restated(source.Model, monitor, changed, now).Select(w => new DueWindow(monitor, w, false)));
            var due = schedule.Due(source.Model, monitor, now);
            HasMore |= due.Count == WindowSchedule.AtOnce;
            all.AddRange(due.Select(w => new DueWindow(monitor, w, true)));
        }
        return all;
    }

    // On any thread: nothing but what is returned is changed.
    Judged Judge(EvidenceReader reader, DueWindow due, long seq, DateTimeOffset now)
    {
        var (monitor, window) = (due.Monitor, due.Window);
        try
        {
            var before = record.Find(monitor, window);
            bool isHistorical = before?.IsHistorical
                ?? (TimeWindows.IsHistorical(window, now) || backfills.Covers(source.Model.Number, window));
            var (evaluation, report) = Evaluate(reader, monitor, window, isHistorical, seq, now);
            return new Judged(due, before, evaluation, report, null);
        }
        catch (Exception problem)
            when (problem is OperationCanceledException or StorageException)
        {
            // Told in its turn: what was judged before it is kept.
            return new Judged(due, null, null, null, ExceptionDispatchInfo.Capture(problem));
        }
    }

    static (Evaluation?, WindowReport?) Evaluate(EvidenceReader reader, MonitorDefinition monitor, Window window, bool isHistorical,
        long seq, DateTimeOffset now)
    {
        try
        {
            var report = reader.Report(WindowKey.Of(monitor, window), isProvisional: false, isHistorical);
            return (report is null ? null : MonitorEvaluation.Evaluate(monitor, report, now), report);
        }
        catch (Exception problem) when (problem is not (OperationCanceledException or OutOfMemoryException or StorageException { IsTransient: true }))
        {
            return (EvaluationRecord.Failed(monitor, window, seq, now, problem) with { IsHistorical = isHistorical }, null);
        }
    }

    void Keep(Judged judged)
    {
        judged.Problem?.Throw();
        var (monitor, window) = (judged.Due.Monitor, judged.Due.Window);
        if (_waiting.Contains(monitor.Number)) return;
        if (judged.Evaluation is not { } evaluation)
        {
            _waiting.Add(monitor.Number);
            return;
        }
        if (evaluation.Status == EvaluationStatus.Failed) Failed.Add((monitor.Number, window));
        if (record.Keep(monitor, evaluation, judged.Before, judged.Report)) Kept++;
        if (judged.Due.IsDue) schedule.Judged(monitor, window);
    }

    /// <summary>A window of a monitor that is to be judged.</summary>
    /// <param name="IsDue">False: it was judged, and what it holds has changed.</param>
    readonly record struct DueWindow(MonitorDefinition Monitor, Window Window, bool IsDue);

    /// <summary>What came of it.</summary>
    /// <param name="Evaluation">Null while its rows are on their way to the store.</param>
    /// <param name="Problem">Why nothing could be said now; it is tried again.</param>
    sealed record Judged(DueWindow Due, Evaluation? Before, Evaluation? Evaluation, WindowReport? Report, ExceptionDispatchInfo? Problem);
}
