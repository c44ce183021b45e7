using Plumbline.Engine.Monitors;

namespace Plumbline.Engine.Operations;

/// <summary>A statistic of a custom metric, <c>metric.NAME.STATISTIC</c>; the name may contain dots.</summary>
/// <param name="Name">The metric, as it was sent.</param>
/// <param name="Statistic">count, min, max, mean or sum.</param>
public readonly record struct CustomMetric(string Name, string Statistic)
{
    const string Prefix = "metric.";

    /// <summary>The statistics a metric has.</summary>
    public static IReadOnlyList<string> Statistics { get; } = ["count", "min", "max", "mean", "sum"];

    public static bool TryParse(string path, out CustomMetric metric)
    {
        ArgumentNullException.ThrowIfNull(path);
        metric = default;
        int dot = path.LastIndexOf('.');
        if (!path.StartsWith(Prefix, StringComparison.Ordinal) || dot <= Prefix.Length
            || !Statistics.Contains(path[(dot + 1)..])) return false;
        metric = new CustomMetric(path[Prefix.Length..dot], path[(dot + 1)..]);
        return true;
    }

    /// <summary>The value in a window; NaN where the metric has no point (its count is 0).</summary>
    public double Of(MetricSummary summary) => Statistic switch
    {
        "count" => summary.Count,
        _ when summary.Count == 0 => double.NaN,
        "min" => summary.Min,
        "max" => summary.Max,
        "mean" => summary.Mean,
        "sum" => summary.Sum,
        _ => throw new InvalidOperationException($"There is no statistic '{Statistic}'."),
    };
}
