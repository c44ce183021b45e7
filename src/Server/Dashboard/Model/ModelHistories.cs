using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Server.Dashboard.Fleet;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Model;

/// <summary>The newest windows of every monitor of a model, read again when something new was concluded of it.</summary>
sealed class ModelHistories(IMonitorCatalog catalog, FleetBook fleet)
{
    const int MostWindows = 60, MostModels = 32;

    readonly RecentlyUsed<int, (long Stamp, IReadOnlyList<MonitorHistory> Histories)> _known = new(MostModels);

    readonly RecentlyUsed<(long Monitor, DateTimeOffset Around), (long Stamp, MonitorHistory History)> _around = new(MostModels);

    readonly RecentlyUsed<long, (long Stamp, WindowSpan? Span)> _spans = new(MostModels);

    /// <summary>How many windows of a monitor were judged.</summary>
    public WindowSpan? SpanOf(ModelDefinition model, MonitorDefinition monitor)
    {
        long stamp = fleet.LastEvaluation(model.Number);
        if (_spans.TryGet(monitor.Number, out var known) && known.Stamp == stamp) return known.Span;
        var windows = catalog.EvaluatedWindows(model.Number).Where(w => w.Monitor == monitor.Number).Select(w => w.Window).ToList();
        var span = windows.Count == 0 ? null : new WindowSpan(windows.Count, windows.Min(w => w.Start), windows.Max(w => w.End));
        _spans.Keep(monitor.Number, (stamp, span));
        return span;
    }

    /// <summary>Every monitor of a model with its windows.</summary>
    /// <param name="around">A moment that must be among the windows; null: the newest windows.</param>
    public IReadOnlyList<MonitorHistory> Of(ModelDefinition model, DateTimeOffset? around)
    {
        var monitors = catalog.Monitors(model.Number);
        long stamp = HashCode.Combine(fleet.LastEvaluation(model.Number),
            monitors.Aggregate(0, (all, m) => HashCode.Combine(all, m.Number, m.Revision)));
        if (!_known.TryGet(model.Number, out var known) || known.Stamp != stamp)
        {
            known = (stamp, [.. monitors.Select(m => Read(m, null))]);
            _known.Keep(model.Number, known);
        }
        return around is { } moment ? [.. known.Histories.Select(h => IsBefore(h, moment) ? Around(h.Monitor, moment, known.Stamp) : h)]
            : known.Histories;
    }

    // Only monitors whose newest windows all lie behind the moment are read again: those of short windows.
    static bool IsBefore(MonitorHistory history, DateTimeOffset moment) => history.Evaluations.Count == MostWindows
        && history.Evaluations[0].Window.Start > moment;

    MonitorHistory Around(MonitorDefinition monitor, DateTimeOffset moment, long stamp)
    {
        if (_around.TryGet((monitor.Number, moment), out var known) && known.Stamp == stamp) return known.History;
        var history = Read(monitor, moment);
        _around.Keep((monitor.Number, moment), (stamp, history));
        return history;
    }

    MonitorHistory Read(MonitorDefinition monitor, DateTimeOffset? around)
    {
        // Some windows behind the wanted one are shown too.
        var to = around is { } moment && monitor.Window is WindowDefinition.ByTime byTime ? moment + (byTime.Length * (MostWindows / 4))
            : (DateTimeOffset?)null;
        var found = catalog.Evaluations(new EvaluationQuery { Monitor = monitor.Number, To = to, Limit = MostWindows });
        return new MonitorHistory(monitor, [.. found.Where(e => !e.IsProvisional).Reverse()]);
    }
}
