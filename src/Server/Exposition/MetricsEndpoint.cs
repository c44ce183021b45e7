using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Protocol;
using Plumbline.Server.Security;

namespace Plumbline.Server.Exposition;

/// <summary><c>/metrics</c>, for Prometheus and everything that reads its formats.</summary>
static class MetricsEndpoint
{
    /// <summary>Samples of one scrape; a family that would pass it is left out whole and counted.</summary>
    public const int MostSamples = 50_000;

    const string LeftOut = "plumbline_exposition_families_left_out";

    public static void Map(IEndpointRouteBuilder app) => app.MapGet(RoutePatterns.Metrics, Scrape)
        .Needs(Permission.Read).WithName("Metrics").WithTags("operations")
        .WithSummary("Shows measures, statuses and the server's own health to Prometheus.")
        .WithDescription("Answers OpenMetrics 1.0 where the Accept header prefers it, else the Prometheus text format 0.0.4.")
        .Produces<string>(StatusCodes.Status200OK, "text/plain", "application/openmetrics-text");

    static IResult Scrape(HttpRequest request, IEnumerable<IMetricSource> sources)
    {
        MetricFormat format = MetricNegotiation.Choose(request.Headers.Accept);
        request.HttpContext.Response.Headers.Vary = "Accept";
        return Results.Text(MetricText.Write(Bounded(sources.SelectMany(s => s.Read())), format),
            format == MetricFormat.OpenMetrics ? MetricNegotiation.OpenMetricsType : MetricNegotiation.PrometheusType, Encoding.UTF8);
    }

    static IEnumerable<MetricFamily> Bounded(IEnumerable<MetricFamily> families)
    {
        int samples = 0, leftOut = 0;
        foreach (MetricFamily family in families)
        {
            if (samples + family.Samples.Length > MostSamples)
            {
                leftOut++;
                continue;
            }
            samples += family.Samples.Length;
            yield return family;
        }
        yield return MetricFamily.Of(LeftOut, MetricKind.Gauge, "Families left out of this answer because it would have grown too large.",
            leftOut);
    }
}
