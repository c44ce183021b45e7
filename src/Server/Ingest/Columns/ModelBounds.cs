using System.Collections.Concurrent;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest.Columns;

/// <summary>What all requests to a model share in counting: versions and the values of its segments since the server started.</summary>
sealed class ModelBounds
{
    readonly ConcurrentDictionary<string, BoundedTexts> _segments = new(StringComparer.Ordinal);

    internal BoundedTexts Versions { get; } = new(IngestLimits.Versions);

    internal BoundedTexts Environments { get; } = new(IngestLimits.SegmentValues);

    internal BoundedTexts MetricNames { get; } = new(IngestLimits.MetricNames);

    internal BoundedTexts Segment(string name) => _segments.GetOrAdd(name, _ => new BoundedTexts(IngestLimits.SegmentValues));
}
