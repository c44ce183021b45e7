using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Projections;
using TimeWindows = Plumbline.Engine.Monitors.Windows;

namespace Plumbline.Server.Monitors;

/// <summary>What a monitor would have said of the windows there are; nothing is kept.</summary>
sealed class MonitorPreviews(LiveCells cells, IEventStore events, ICatalog catalog, TimeProvider clock)
{
    /// <summary>Windows that are looked at, the newest ones.</summary>
    public const int MostWindows = 100;

    public MonitorPreview Of(ModelDefinition model, MonitorDefinition monitor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        using var reader = new EvidenceReader(model, [monitor], cells, events, catalog, cancellationToken);
        var evaluations = new List<EvaluationView>();
        int breaches = 0;
        foreach (var window in WindowsOf(model, monitor, now))
        {
            var evaluation = Evaluate(reader, monitor, window, now);
            if (evaluation is null) continue;
            if (evaluation.Status is EvaluationStatus.Warning or EvaluationStatus.Critical) breaches++;
            evaluations.Add(EvaluationViews.Of(evaluation, monitor.Name));
        }
        evaluations.Reverse();
        return new MonitorPreview(evaluations.Count, breaches, evaluations, cells.AppliedSeq, now);
    }

    Evaluation? Evaluate(EvidenceReader reader, MonitorDefinition monitor, Window window, DateTimeOffset now)
    {
        try
        {
            var report = reader.Report(WindowKey.Of(monitor, window), isProvisional: false, isHistorical: true);
            return report is null ? null : MonitorEvaluation.Evaluate(monitor, report, now);
        }
        catch (Engine.Profiles.ProfileException problem)
        {
            return EvaluationRecord.Failed(monitor, window, cells.AppliedSeq, now, problem);
        }
    }

    IReadOnlyList<Window> WindowsOf(ModelDefinition model, MonitorDefinition monitor, DateTimeOffset now)
    {
        if (cells.LastEvent(model.Number) is not { } last || events.Count(model.Number, CancellationToken.None).FirstEvent is not { } first) return [];
        if (monitor.Window is WindowDefinition.ByTime byTime)
        {
            var from = Later(first, last - (MostWindows * byTime.Length));
            return [.. TimeWindows.Complete(byTime, from, last, now, model.Lateness).TakeLast(MostWindows)];
        }
        var query = new CellQuery { Model = model.Number, From = CellKey.StartOf(first), To = now, Version = monitor.Version, Columns = [""] };
        var counted = cells.Read(query, CancellationToken.None).Cells.GroupBy(c => new Window(c.Key.Start, c.Key.End))
            .Select(g => (g.Key, g.Sum(c => c.Profile.Rows)));
        return [.. TimeWindows.ByCount((WindowDefinition.ByCount)monitor.Window, counted).TakeLast(MostWindows)];
    }

    static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
