using System.Collections.Concurrent;
using System.Collections.Immutable;
using Plumbline.Server.Exposition;

namespace Plumbline.Server.Limits;

/// <summary>How often each limit answered since the server started. Thread-safe.</summary>
public sealed class LimitCounts : IMetricSource
{
    readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>Notes that a limit answered.</summary>
    /// <param name="limit">Its name in the table, one of ours.</param>
    /// <param name="times">Rows or requests it answered.</param>
    public void Add(string limit, long times = 1) => _counts.AddOrUpdate(limit, times, (_, before) => before + times);

    public long Of(string limit) => _counts.GetValueOrDefault(limit);

    public IEnumerable<MetricFamily> Read()
    {
        ImmutableArray<MetricSample> samples =
            [.. _counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => MetricSample.Of(c.Value, ("limit", c.Key)))];
        return [new MetricFamily("plumbline_limit_answers", MetricKind.Counter,
            "Rows and requests that a limit answered; GET /api/v1/limits lists the limits.", samples)];
    }
}
