using System.Text.Json.Serialization;

namespace Plumbline.Protocol;

/// <summary>Body of <c>PUT /api/v1/models/{model}</c>. What is left out stays as it is, or is inferred from the first events.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ModelRegistration
{
    /// <summary><c>binary</c>, <c>multiclass</c> or <c>regression</c>.</summary>
    public string? Task { get; init; }

    /// <summary>The positive class of a binary task.</summary>
    public string? Positive { get; init; }

    /// <summary>Score at or above which the answer is positive, 0 to 1; null: 0.5.</summary>
    public double? Threshold { get; init; }

    /// <summary>The columns of an event, in the spelling of the answers; null: inferred from the first events.</summary>
    public SchemaRequest? Schema { get; init; }

    /// <summary>Texts by name, for grouping models: at most 20.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>Seconds a window waits for late events after its end, 0 to 604800 (7 days); null: 300.</summary>
    public double? LatenessSeconds { get; init; }

    /// <summary>Days the model's events, truths and metric points are kept after they were received, 1 to 36500; 0: as the server is
    /// set.</summary>
    public int? RetentionDays { get; init; }
}

/// <summary>One column of a model.</summary>
/// <param name="Name">1 to 200 bytes.</param>
/// <param name="Type"><c>numeric</c>, <c>categorical</c>, <c>boolean</c>, <c>timestamp</c>, <c>text</c> or <c>vector</c>.</param>
/// <param name="Role"><c>feature</c> when left out; <c>prediction</c>, <c>score</c>, <c>target</c>, <c>segment</c>, ...</param>
/// <param name="ScoreOf">For a score: the class whose probability it is; null: the positive class.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ColumnContract(string Name, string Type, string? Role = null, string? ScoreOf = null);

/// <summary>A model as it stands.</summary>
public sealed record ModelView
{
    public required string Name { get; init; }

    public string? Task { get; init; }

    public string? Positive { get; init; }

    public double? Threshold { get; init; }

    /// <summary>Seconds a window waits for late events.</summary>
    public required double LatenessSeconds { get; init; }

    /// <summary>Days its rows are kept after they were received; null: as the server is set.</summary>
    public int? RetentionDays { get; init; }

    /// <summary>False while the columns are only inferred.</summary>
    public required bool IsConfirmed { get; init; }

    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>The newest revision of the columns.</summary>
    public required RevisionView Schema { get; init; }

    /// <summary>Names of the versions, by first sight; <c>GET /api/v1/models/{model}/versions</c> says more of each.</summary>
    public required IReadOnlyList<string> Versions { get; init; }

    /// <summary>What is stored of it.</summary>
    public required ModelCounts Counts { get; init; }

    /// <summary>Time of its last event; null when there never was one.</summary>
    public DateTimeOffset? LastEventAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Everything of the log up to here is counted.</summary>
    public long Seq { get; init; }

    /// <summary>When the row of that number was received; null when that is not known.</summary>
    public DateTimeOffset? AsOf { get; init; }
}

/// <summary>How much there is of a model.</summary>
/// <param name="Events">Events stored.</param>
/// <param name="Truths">Truths stored, joined to their event or still waiting for it.</param>
/// <param name="Rejected">Rows refused since the rejected inbox began, kept there or not.</param>
public sealed record ModelCounts(long Events, long Truths, long Rejected);

/// <summary>A page of <c>GET /api/v1/models</c>, by name.</summary>
/// <param name="Models">At most <c>limit</c> of them.</param>
/// <param name="Total">How many there are that the caller may see.</param>
/// <param name="Next">Value of <c>after</c> for the next page; null on the last.</param>
public sealed record ModelList(IReadOnlyList<ModelSummary> Models, int Total, string? Next = null);

/// <summary>A model in a list.</summary>
public sealed record ModelSummary(string Name, bool IsConfirmed, int Columns, int Versions, IReadOnlyDictionary<string, string> Tags,
    DateTimeOffset CreatedAt,
    string? Task = null);
