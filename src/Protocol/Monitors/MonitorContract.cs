using System.Text.Json.Serialization;

namespace Plumbline.Protocol;

/// <summary>A monitor as it is written: in requests, in answers and in monitors as code.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MonitorDocument
{
    /// <summary>Name of its model; may be left out where the address names it.</summary>
    public string? Model { get; init; }

    /// <summary>Unique within the model.</summary>
    public required string Name { get; init; }

    /// <summary><c>drift</c>, <c>integrity</c>, <c>quality</c>, <c>operations</c>, <c>volume</c>, <c>freshness</c>, <c>absence</c> or
    /// <c>fairness</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Left out: the kind's own verdict.</summary>
    public string? Measure { get; init; }

    /// <summary>Names or patterns with * and ?; left out: all.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Every value of this segment is judged by itself.</summary>
    public string? Segment { get; init; }

    /// <summary>Only events of this version.</summary>
    public string? Version { get; init; }

    /// <summary>Only events of this environment; the model names <c>environment</c> among its segments. Not together with a
    /// segment.</summary>
    public string? Environment { get; init; }

    /// <summary><c>default</c> or another name, <c>rolling:4</c>, <c>seasonal:3</c>, <c>version:2.1</c>, <c>none</c>; left out:
    /// <c>default</c>.</summary>
    public string? Baseline { get; init; }

    /// <summary>A length such as <c>15m</c>, <c>1h</c>, <c>1d</c>, or <c>count:1000</c>.</summary>
    public required string Window { get; init; }

    /// <summary>Where windows by time begin after midnight UTC, such as <c>2h</c>; left out: at midnight.</summary>
    public string? Offset { get; init; }

    public ThresholdDocument? Threshold { get; init; }

    /// <summary><c>warning</c> or <c>critical</c>; left out: <c>warning</c>.</summary>
    public string? Severity { get; init; }

    /// <summary><c>active</c>, <c>paused</c> or <c>disabled</c>; left out: <c>active</c>.</summary>
    public string? State { get; init; }
}

/// <summary>What a value must not pass.</summary>
/// <param name="Low">Least value that is well.</param>
/// <param name="High">Largest value that is well.</param>
/// <param name="Relation"><c>absolute</c>, <c>difference</c> or <c>ratio</c>.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ThresholdDocument(double? Low = null, double? High = null, string Relation = "absolute");

/// <summary>A monitor with what the server adds.</summary>
public sealed record MonitorView(long Number, MonitorDocument Monitor, int Revision, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <summary>Monitors as code: what <c>GET /api/v1/monitors</c> writes and <c>PUT /api/v1/monitors</c> reads.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MonitorFile
{
    /// <summary>In any order; written by model and name.</summary>
    public required IReadOnlyList<MonitorDocument> Monitors { get; init; }
}

/// <summary>What applying a file changes, or would change.</summary>
/// <param name="IsApplied">False for a dry run.</param>
/// <param name="Changes">By model and name; models that the file does not name do not occur.</param>
public sealed record MonitorChanges(bool IsApplied, IReadOnlyList<MonitorChangeView> Changes);

/// <summary>What happens to one monitor.</summary>
/// <param name="Change"><c>created</c>, <c>changed</c>, <c>deleted</c> or <c>unchanged</c>.</param>
/// <param name="Fields">Those that differ; of a monitor that is new, those that are set.</param>
public sealed record MonitorChangeView(string Model, string Monitor, string Change, IReadOnlyList<FieldChangeView> Fields);

/// <summary>A field that differs.</summary>
/// <param name="Name">As in the document, such as <c>threshold.high</c>.</param>
/// <param name="From">As it is written; left out where it was.</param>
/// <param name="To">As it will be written; left out where it will be.</param>
public sealed record FieldChangeView(string Name, string? From = null, string? To = null);

/// <summary>What a monitor would have said of past windows. Nothing is kept.</summary>
public sealed record MonitorPreview
{
    /// <summary>The stretch of time that was looked at.</summary>
    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary>Windows it would have judged, at most the newest 1 000.</summary>
    public required int Windows { get; init; }

    /// <summary>Those in breach.</summary>
    public required int Breaches { get; init; }

    /// <summary>Those it could not judge.</summary>
    public required int Unknown { get; init; }

    /// <summary>Newest first, each with its parts: values, thresholds, what was expected.</summary>
    public required IReadOnlyList<EvaluationView> Evaluations { get; init; }

    /// <summary>Everything of the log up to here was counted.</summary>
    public required long Seq { get; init; }

    /// <summary>When the row of that number was received; left out when that is not known.</summary>
    public DateTimeOffset? AsOf { get; init; }
}
