using Plumbline.Protocol;

namespace Plumbline.Demo.Loading;

/// <summary>Monitors somebody would add to those that a baseline proposes: hours instead of days where a failure is plain, and the segments
/// in which it can hide.</summary>
static class FleetMonitors
{
    /// <summary>Columns that always hold a value, but for a row in a thousand.</summary>
    static readonly Dictionary<string, IReadOnlyList<string>> s_complete = new()
    {
        ["churn"] = ["minutes_used_30d", "sessions_30d", "tenure_months", "contract", "region"],
        ["delivery-price"] = ["distance_km", "weight_kg", "vehicle", "zone"],
        ["bottle-camera"] = ["brightness", "contrast", "sharpness", "camera"],
        ["card-fraud"] = ["amount_eur", "merchant", "channel"],
    };

    public static IEnumerable<MonitorDocument> For(DemoModel model)
    {
        yield return new MonitorDocument
        {
            Name = $"missing-by-{model.Segments[0]}",
            Kind = "integrity",
            Measure = "missing_share",
            Columns = s_complete[model.Name],
            Segment = model.Segments[0],
            Baseline = "none",
            Window = model.Name == "churn" ? "1h" : "6h",
            Threshold = new ThresholdDocument(High: .5),
            Severity = "critical",
        };
        yield return new MonitorDocument { Name = "errors", Kind = "operations", Measure = "error_share", Window = "6h" };
        foreach (MonitorDocument own in Own(model.Name)) yield return own;
    }

    static IEnumerable<MonitorDocument> Own(string model) => model switch
    {
        "bottle-camera" =>
        [
            AtMost("gpu-memory", "metric.gpu_memory_mb.max", 3_800),
            new MonitorDocument
            {
                Name = "sharpness-by-camera",
                Kind = "drift",
                Measure = "mean",
                Columns = ["sharpness"],
                Segment = "camera",
                Baseline = "none",
                Window = "3h",
                Threshold = new ThresholdDocument(Low: 118),
                Severity = "critical",
            },
        ],
        "churn" => [AtMost("queue", "metric.queue_depth.mean", 25)],
        "delivery-price" => [AtMost("queue", "metric.queue_depth.mean", 40)],
        "card-fraud" => [AtMost("memory", "metric.memory_mb.max", 1_000)],
        _ => [],
    };

    static MonitorDocument AtMost(string name, string measure, double high) => new()
    {
        Name = name,
        Kind = "operations",
        Measure = measure,
        Window = "6h",
        Baseline = "none",
        Threshold = new ThresholdDocument(High: high),
    };
}
