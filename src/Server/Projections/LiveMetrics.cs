using Plumbline.Engine.Alerts;
using Plumbline.Engine.Storage;
using Plumbline.Server.Exposition;
using Plumbline.Server.Hosting;
using Plumbline.Server.Monitors;

namespace Plumbline.Server.Projections;

/// <summary>What the monitors say, and how the projections are, for <c>/metrics</c>. The number of samples is bounded.</summary>
sealed class LiveMetrics(ICatalog catalog, IEnumerable<Projection> projections, Recounts recounts, EvaluationProjection evaluating)
    : IMetricSource
{
    const int MostMonitors = 1_000, MostParts = 5_000;

    public IEnumerable<MetricFamily> Read()
    {
        var models = catalog.Models().ToDictionary(m => m.Number, m => m.Name);
        yield return Family("plumbline_projection_failures", MetricKind.Counter, "Failures of a projection since the start.",
            projections.Select(p => MetricSample.Of(p.Failures, ("projection", p.Name))));
        yield return MetricFamily.Of("plumbline_cells_recount_pending", MetricKind.Gauge,
            "Quarters of an hour that wait to be counted anew.", recounts.Pending);
        yield return MetricFamily.Of("plumbline_evaluations", MetricKind.Counter, "Evaluations kept since the start.", evaluating.Kept);
        yield return MetricFamily.Of("plumbline_evaluations_failed", MetricKind.Counter,
            "Evaluations since the start that could not be computed.", evaluating.Failed);
        foreach (var family in OfMonitors(models)) yield return family;
        yield return Family("plumbline_alerts_firing", MetricKind.Gauge, "Alerts that fire.", Firing(models));
    }

    IEnumerable<MetricFamily> OfMonitors(Dictionary<int, string> models)
    {
        var monitors = catalog.Monitors(null).ToDictionary(m => m.Number);
        var newest = catalog.NewestEvaluations(MostMonitors).Where(e => monitors.ContainsKey(e.Monitor) && models.ContainsKey(e.Model))
            .Select(e => (Model: models[e.Model], Monitor: monitors[e.Monitor].Name, Last: e)).ToList();
        yield return Family("plumbline_monitor_status", MetricKind.Gauge, "1 for the status of a monitor's newest window.",
            newest.Select(m => MetricSample.Of(1, ("model", m.Model), ("monitor", m.Monitor), ("status", Words.Of(m.Last.Status)))));
        var parts = from m in newest
                    from part in m.Last.Parts
                    where double.IsFinite(part.Value)
                    select MetricSample.Of(part.Value, ("model", m.Model), ("monitor", m.Monitor), ("subject", part.Subject),
                        ("measure", part.Measure));
        yield return Family("plumbline_measure", MetricKind.Gauge, "What a monitor found in its newest window.", parts.Take(MostParts));
    }

    IEnumerable<MetricSample> Firing(Dictionary<int, string> models) =>
        catalog.Alerts(new AlertQuery { State = AlertState.Firing, Limit = MostParts }).Where(a => models.ContainsKey(a.Model))
            .CountBy(a => (Model: models[a.Model], a.Severity))
            .Select(c => MetricSample.Of(c.Value, ("model", c.Key.Model), ("severity", Words.Of(c.Key.Severity))));

    static MetricFamily Family(string name, MetricKind kind, string help, IEnumerable<MetricSample> samples) =>
        new(name, kind, help, [.. samples]);
}
