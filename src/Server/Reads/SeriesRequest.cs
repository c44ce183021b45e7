using Plumbline.Engine.Models;
using Plumbline.Protocol;

namespace Plumbline.Server.Reads;

/// <summary>Which line over time.</summary>
sealed record SeriesRequest
{
    public required ModelDefinition Model { get; init; }

    public required string Measure { get; init; }

    public string? Column { get; init; }

    /// <summary>Name of the monitor whose findings are wanted; null: what is read from cells, or the only monitor that finds the
    /// measure.</summary>
    public string? Monitor { get; init; }

    public string? Version { get; init; }

    public KeyValuePair<string, string>? Segment { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    public required TimeSpan Step { get; init; }

    public Steps Steps => new(From, To, Step);

    /// <summary>The answer, but for what only its reader knows.</summary>
    public SeriesView Answer(IReadOnlyList<SeriesPoint> points, int of, long seq, DateTimeOffset? asOf) => new()
    {
        Measure = Measure,
        Column = Column,
        Version = Version,
        Segment = Segment is { } segment ? $"{segment.Key}={segment.Value}" : null,
        From = From,
        To = To,
        Points = points.Count,
        Of = of,
        StepSeconds = Steps.Length.TotalSeconds,
        Series = points,
        Seq = seq,
        AsOf = asOf,
    };
}
