using Plumbline.Engine.Storage;
using Plumbline.Server.Exposition;
using Plumbline.Server.Reads;

namespace Plumbline.Server.Projections;

/// <summary>How far behind the log each projection is, and whether it works.</summary>
sealed class ProjectionMetrics(IEventLog log, IEnumerable<Projection> projections, LogTimes times, TimeProvider clock) : IMetricSource
{
    public IEnumerable<MetricFamily> Read()
    {
        long last = log.LastSeq;
        var following = projections.Where(p => p.Position is not null).Select(p => (p.Name, Position: Math.Max(p.Position!.Value, 0)))
            .ToList();
        return
        [
            Family("plumbline_projection_lag_rows", "Acknowledged rows a projection has still to take up.", null,
                following.Select(p => MetricSample.Of(Math.Max(0, last - p.Position), ("projection", p.Name)))),
            Family("plumbline_projection_lag_seconds", "For how long the oldest of those rows has waited.", "seconds",
                following.Select(p => MetricSample.Of(Waited(p.Position, last), ("projection", p.Name)))),
            Family("plumbline_projection_failing", "1 while the last step of a projection has failed.", null,
                projections.Select(p => MetricSample.Of(p.Trouble is null ? 0 : 1, ("projection", p.Name)))),
        ];
    }

    double Waited(long position, long last) =>
        position < last && times.Of(position + 1) is { } receivedAt ? Math.Max(0, (clock.GetUtcNow() - receivedAt).TotalSeconds) : 0;

    static MetricFamily Family(string name, string help, string? unit, IEnumerable<MetricSample> samples) =>
        new(name, MetricKind.Gauge, help, [.. samples]) { Unit = unit };
}
