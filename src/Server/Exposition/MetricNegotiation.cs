using Microsoft.Net.Http.Headers;

namespace Plumbline.Server.Exposition;

/// <summary>Chooses the format by the Accept header: OpenMetrics where it is preferred, else the format every scraper reads.</summary>
static class MetricNegotiation
{
    public const string PrometheusType = "text/plain; version=0.0.4; charset=utf-8";
    public const string OpenMetricsType = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    static readonly string[] s_openVersions = ["1.0.0", "0.0.1"];

    public static MetricFormat Choose(IList<string?> accept)
    {
        if (!MediaTypeHeaderValue.TryParseList(accept!, out IList<MediaTypeHeaderValue>? wanted)) return MetricFormat.Prometheus;
        double open = wanted.Where(IsOpen).Select(Weight).DefaultIfEmpty(0).Max();
        double plain = wanted.Where(m => IsPlain(m)).Select(Weight).DefaultIfEmpty(0).Max();
        return open > 0 && open >= plain ? MetricFormat.OpenMetrics : MetricFormat.Prometheus;
    }

    static bool IsOpen(MediaTypeHeaderValue type) =>
        type.MediaType.Equals("application/openmetrics-text", StringComparison.OrdinalIgnoreCase)
        && (Version(type) is null || s_openVersions.Contains(Version(type)));

    static bool IsPlain(MediaTypeHeaderValue type) => type.MediaType.Equals("text/plain", StringComparison.OrdinalIgnoreCase)
        && Version(type) is null or "0.0.4";

    static string? Version(MediaTypeHeaderValue type) =>
        type.Parameters.FirstOrDefault(p => p.Name.Equals("version", StringComparison.OrdinalIgnoreCase))?.Value.Value?.Trim('"');

    static double Weight(MediaTypeHeaderValue type) => type.Quality ?? 1;
}
