using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Server.Projections;
using TimeWindows = Plumbline.Engine.Monitors.Windows;

namespace Plumbline.Server.Monitors;

/// <summary>Which windows of which monitor are to be judged next.</summary>
sealed class WindowSchedule(LiveCells cells, IEventStore events, IMonitorCatalog catalog)
{
    /// <summary>Windows of one monitor judged before others have their turn.</summary>
    public const int AtOnce = 100;

    /// <summary>How far back a new monitor looks.</summary>
    static readonly TimeSpan s_history = TimeSpan.FromDays(400);

    readonly Dictionary<(int Model, long Monitor), DateTimeOffset> _judgedTo = [];

    // Monitors without an evaluation, of models without an event: they are asked for again and again, until there is one.
    readonly HashSet<(int Model, long Monitor)> _neverJudged = [];

    /// <summary>Windows that are complete and not yet judged, oldest first.</summary>
    public IReadOnlyList<Window> Due(ModelDefinition model, MonitorDefinition monitor, DateTimeOffset now)
    {
        if (JudgedTo(model, monitor, now) is not { } from) return [];
        var watermark = cells.LastEvent(model.Number);
        return monitor.Window switch
        {
            WindowDefinition.ByTime byTime => [.. TimeWindows.Complete(byTime, from, watermark, now, model.Lateness).Take(AtOnce)],
            WindowDefinition.ByCount byCount => [.. TimeWindows.ByCount(byCount, CompleteCells(model, monitor, from, watermark, now))
                .Take(AtOnce)],
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>Windows that were judged and hold one of the cells.</summary>
    public IReadOnlyList<Window> Restated(ModelDefinition model, MonitorDefinition monitor, IReadOnlyList<DateTimeOffset> changed,
        DateTimeOffset now)
    {
        if (changed.Count == 0 || JudgedTo(model, monitor, now) is not { } judgedTo) return [];
        return [.. changed.Where(c => c < judgedTo).Select(c => Holding(monitor, c)).OfType<Window>().Where(w => w.End <= judgedTo)
            .Distinct().OrderBy(w => w.Start)];
    }

    /// <summary>A window is judged.</summary>
    public void Judged(MonitorDefinition monitor, Window window)
    {
        var key = (monitor.Model, monitor.Number);
        _judgedTo[key] = _judgedTo.TryGetValue(key, out var known) && known > window.End ? known : window.End;
    }

    /// <summary>How far the monitors of a model have come is looked up again.</summary>
    public void Forget(int model)
    {
        foreach (var key in _judgedTo.Keys.Where(k => k.Model == model).ToList()) _judgedTo.Remove(key);
        _neverJudged.RemoveWhere(k => k.Model == model);
    }

    DateTimeOffset? JudgedTo(ModelDefinition model, MonitorDefinition monitor, DateTimeOffset now)
    {
        var key = (monitor.Model, monitor.Number);
        if (_judgedTo.TryGetValue(key, out var known)) return known;
        var newest = _neverJudged.Contains(key) ? [] : catalog.Evaluations(new EvaluationQuery { Monitor = monitor.Number, Limit = 1 });
        var from = newest.Count > 0 ? newest[0].Window.End : Start(model, monitor, now);
        if (from is { } start) _judgedTo[key] = start;
        else _neverJudged.Add(key);
        return from;
    }

    // Silence is judged from when the monitor was made; everything else from the first event.
    DateTimeOffset? Start(ModelDefinition model, MonitorDefinition monitor, DateTimeOffset now)
    {
        bool isOfSilence = monitor.Kind is MonitorKind.Absence or MonitorKind.Freshness;
        var first = cells.LastEvent(model.Number) is null ? null : events.Count(model.Number, CancellationToken.None).FirstEvent;
        if (first is null) return isOfSilence ? WholeWindow(monitor, monitor.CreatedAt) : null;
        return first < now - s_history ? now - s_history : first;
    }

    // A window that had begun before the monitor was made cannot be told to have been silent.
    static DateTimeOffset WholeWindow(MonitorDefinition monitor, DateTimeOffset createdAt) =>
        monitor.Window is WindowDefinition.ByTime byTime ? TimeWindows.At(byTime, createdAt).End : createdAt;

    Window? Holding(MonitorDefinition monitor, DateTimeOffset cell)
    {
        if (monitor.Window is WindowDefinition.ByTime byTime) return TimeWindows.At(byTime, cell);
        var query = new EvaluationQuery { Monitor = monitor.Number, To = cell + CellKey.Smallest, Limit = 1 };
        return catalog.Evaluations(query) is [var newest] && newest.Window.End > cell ? newest.Window : null;
    }

    IEnumerable<(Window Cell, long Rows)> CompleteCells(ModelDefinition model, MonitorDefinition monitor, DateTimeOffset from,
        DateTimeOffset? watermark, DateTimeOffset now)
    {
        var query = RowSelection.Of(monitor).Narrow(new CellQuery { Model = model.Number, From = from, To = now,
            Columns = CellQuery.NoColumns });
        return cells.Read(query, CancellationToken.None).Cells.GroupBy(c => new Window(c.Key.Start, c.Key.End))
            .TakeWhile(g => TimeWindows.IsComplete(g.Key, watermark, now, model.Lateness)).Select(g => (g.Key, g.Sum(c => c.Profile.Rows)));
    }
}
