using Plumbline.Server.Hosting;

namespace Plumbline.Server.Exposition;

/// <summary>How far the log has come, and how far each projection of it.</summary>
sealed class StoreMetrics(Stores stores) : IMetricSource
{
    public IEnumerable<MetricFamily> Read() =>
    [
        MetricFamily.Of("plumbline_models", MetricKind.Gauge, "Models registered.", stores.Catalog.Models().Count),
        MetricFamily.Of("plumbline_log_rows", MetricKind.Counter, "Rows acknowledged since the log began.", stores.Log.LastSeq),
        new MetricFamily("plumbline_projection_lag_rows", MetricKind.Gauge, "Acknowledged rows a projection has still to take up.",
        [
            MetricSample.Of(stores.Log.LastSeq - stores.Events.AppliedSeq, ("projection", "events")),
            MetricSample.Of(stores.Log.LastSeq - stores.Profiles.AppliedSeq, ("projection", "profiles")),
        ]),
    ];
}
