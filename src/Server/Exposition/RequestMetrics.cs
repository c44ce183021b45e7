using System.Collections.Immutable;
using Plumbline.Server.Hosting;

namespace Plumbline.Server.Exposition;

/// <summary>Requests in and answers out.</summary>
sealed class RequestMetrics(RequestCounts counts) : IMetricSource
{
    public IEnumerable<MetricFamily> Read()
    {
        ImmutableArray<long> byClass = counts.ByClass;
        return
        [
            MetricFamily.Of("plumbline_http_requests_in_flight", MetricKind.Gauge, "Requests being answered.", counts.InFlight),
            new MetricFamily("plumbline_http_answers", MetricKind.Counter, "Answers by the class of their status.",
                [.. byClass.Select((count, i) => MetricSample.Of(count, ("class", $"{i + 1}xx")))]),
        ];
    }
}
