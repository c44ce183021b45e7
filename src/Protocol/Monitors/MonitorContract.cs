using System.Text.Json.Serialization;

namespace Plumbline.Protocol;

/// <summary>A monitor as it is written: in requests, in answers and in monitors as code.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MonitorDocument
{
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

    public string? Version { get; init; }

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

/// <summary>Answer of <c>GET /api/v1/models/{model}/monitors</c>.</summary>
public sealed record MonitorList(string Model, IReadOnlyList<MonitorView> Monitors);

/// <summary>Monitors as code: every monitor of a model.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MonitorFile
{
    public required IReadOnlyList<MonitorDocument> Monitors { get; init; }
}

/// <summary>What applying a file changes, or would change, by the monitors' names.</summary>
/// <param name="IsApplied">False for a diff.</param>
public sealed record MonitorChanges(bool IsApplied, IReadOnlyList<string> Added, IReadOnlyList<string> Changed, IReadOnlyList<string> Removed,
    IReadOnlyList<string> Same);

/// <summary>What a monitor would have said.</summary>
/// <param name="Windows">Windows it would have judged.</param>
/// <param name="Breaches">Those in breach.</param>
/// <param name="Evaluations">Newest first.</param>
public sealed record MonitorPreview(int Windows, int Breaches, IReadOnlyList<EvaluationView> Evaluations, long AsOfSeq, DateTimeOffset AsOf);
