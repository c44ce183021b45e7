using Plumbline.Engine.Alerts;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Server.Dashboard.Fleet;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Model;

/// <summary>Reads what is known of a model into a view.</summary>
sealed class ModelReader(ICatalog catalog, IEventStore events, FleetBook fleet, ModelHistories histories, WindowReports reports,
    ModelMarks marks, VersionLineups versions, BreachRuns runs,
    TimeProvider time)
{
    const int MostAlerts = 500, MetricDays = 28;

    public async Task<ModelView> ReadAsync(ModelDefinition model, ModelQuery query, CancellationToken cancellationToken)
    {
        var snapshot = await fleet.FirstAsync(cancellationToken);
        var own = histories.Of(model, query.Window);
        var main = MainOf(own, query.Window);
        var shown = main is null ? null : reports.Of(model, main);
        var newest = main is null ? catalog.Baselines(model.Number).MaxBy(b => b.CreatedAt) : null;
        var row = snapshot.Find(model.Number);
        // Outcomes belong to the quality of the window, of which truths make a new evaluation.
        var judged = own.FirstOrDefault(h => h.Monitor is { Kind: MonitorKind.Quality, Segment: null })?.Evaluations.LastOrDefault(e =>
            e.Window == main?.Window) ?? main;
        var view = new ModelView
        {
            Model = model,
            Row = row ?? FleetRows.Of(model, [], [], Traffic.None, null, static () => null),
            Query = query,
            Window = main?.Window,
            Report = shown?.Report ?? (main is null && row?.LastEvent is not null
                ? reports.OfLastDay(model, time.GetUtcNow(), cancellationToken) : null),
            Baseline = shown?.Baseline ?? newest,
            Histories = own,
            Firing = catalog.Alerts(new AlertQuery { Model = model.Number, State = AlertState.Firing, Limit = MostAlerts }),
            Outcomes = judged is null ? null : query.More == ModelMore.Outcomes ? reports.OutcomesOf(model, judged, cancellationToken)
                : reports.FindOutcomes(judged),
            Days = fleet.DaysOf(model.Number),
            Metrics = query.More == ModelMore.Metrics ? MetricsOf(model, cancellationToken) : null,
            Marks = marks.Of(model, cancellationToken),
            Versions = query.More == ModelMore.Versions ? versions.Of(model, cancellationToken) : versions.Find(model),
            Judged = own.FirstOrDefault(h => h.Monitor is { Kind: MonitorKind.Drift, Segment: null }) is { } drift
                ? histories.SpanOf(model, drift.Monitor) : null,
        };
        long last = fleet.LastEvaluation(model.Number);
        return view with { Worst = [.. ModelBreaches.Worst(view).Select(b => new Breach(b.Monitor, b.Part,
            runs.Start(b.Monitor.Number, b.Part, view.Window?.End ?? time.GetUtcNow(), last)))] };
    }

    // The window of the columns: of drift, else of whatever keeps a profile.
    static Evaluation? MainOf(IReadOnlyList<MonitorHistory> own, DateTimeOffset? window)
    {
        var history = own.Where(h => h.Monitor.Segment is null && h.Evaluations.Count > 0)
            .OrderBy(h => h.Monitor.Kind switch { MonitorKind.Drift => 0, MonitorKind.Integrity => 1, MonitorKind.Quality => 2, _ => 3 })
                .FirstOrDefault();
        return window is { } start ? history?.Evaluations.LastOrDefault(e => e.Window.Start <= start) ?? history?.Evaluations[^1]
            : history?.Evaluations[^1];
    }

    List<MetricLine> MetricsOf(ModelDefinition model, CancellationToken cancellationToken)
    {
        var day = TimeSpan.FromDays(1);
        var end = new DateTimeOffset(time.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero) + day;
        return [.. events.Metrics(model.Number, end - (day * MetricDays), end, day, cancellationToken).GroupBy(m =>
            m.Name, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new MetricLine(g.Key, [.. g.OrderBy(m => m.Start).Select(m =>
                new MetricStep(m.Start, m.Start + day, m.Summary))]))];
    }
}
