using Plumbline.Engine.Alerts;
using Plumbline.Engine.Storage;
using Plumbline.Server.Exposition;
using Plumbline.Server.Hosting;
using Plumbline.Server.Monitors;

namespace Plumbline.Server.Projections;

/// <summary>What the monitors say, and how the projections are, for <c>/metrics</c>. The number of samples is bounded.</summary>
sealed class LiveMetrics(ICatalog catalog, IEnumerable<Projection> projections, Recounts recounts, EvaluationProjection evaluating) : IMetricSource
{
    const int MostMonitors = 1_000, MostParts = 5_000;

    public IEnumerable<MetricFamily> Read()
    {
        var models = catalog.Models().ToDictionary(m => m.Number, m => m.Name);
        var newest = catalog.Monitors(null).Take(MostMonitors)
            .Select(m => (Monitor: m, Last: catalog.Evaluations(new EvaluationQuery { Monitor = m.Number, Limit = 1 }) is [var last] ? last : null))
            .Where(m => m.Last is not null && models.ContainsKey(m.Monitor.Model)).ToList();
        yield return Family("plumbline_projection_failures", MetricKind.Counter, "Failures of a projection since the start.",
            projections.Select(p => MetricSample.Of(p.Failures, ("projection", p.Name))));
        yield return MetricFamily.Of("plumbline_cells_recount_pending", MetricKind.Gauge, "Quarters of an hour that wait to be counted anew.", recounts.Pending);
        yield return MetricFamily.Of("plumbline_evaluations", MetricKind.Counter, "Evaluations kept since the start.", evaluating.Kept);
        yield return MetricFamily.Of("plumbline_evaluations_failed", MetricKind.Counter, "Evaluations since the start that could not be computed.", evaluating.Failed);
        yield return Family("plumbline_monitor_status", MetricKind.Gauge, "1 for the status of a monitor's newest window.",
            newest.Select(m => MetricSample.Of(1, ("model", models[m.Monitor.Model]), ("monitor", m.Monitor.Name), ("status", Words.Of(m.Last!.Status)))));
        yield return Family("plumbline_measure", MetricKind.Gauge, "What a monitor found in its newest window.", newest.SelectMany(m => m.Last!.Parts
            .Where(p => double.IsFinite(p.Value)).Select(p => MetricSample.Of(p.Value, ("model", models[m.Monitor.Model]), ("monitor", m.Monitor.Name),
                ("subject", p.Subject), ("measure", p.Measure)))).Take(MostParts));
        yield return Family("plumbline_alerts_firing", MetricKind.Gauge, "Alerts that fire.", Firing(models));
    }

    IEnumerable<MetricSample> Firing(Dictionary<int, string> models) =>
        catalog.Alerts(new AlertQuery { State = AlertState.Firing, Limit = MostParts }).Where(a => models.ContainsKey(a.Model))
            .CountBy(a => (Model: models[a.Model], a.Severity)).Select(c => MetricSample.Of(c.Value, ("model", c.Key.Model), ("severity", Words.Of(c.Key.Severity))));

    static MetricFamily Family(string name, MetricKind kind, string help, IEnumerable<MetricSample> samples) =>
        new(name, kind, help, [.. samples]);
}
