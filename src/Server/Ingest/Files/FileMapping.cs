using Microsoft.AspNetCore.Http;
using Plumbline.Datasets.Files;
using Plumbline.Engine.Storage;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Reads;

namespace Plumbline.Server.Ingest.Files;

/// <summary>What the address says of a file's columns; what it leaves out is told by their names.</summary>
sealed record FileMapping
{
    /// <summary>Stands for every column that is not named.</summary>
    internal const string All = "*";

    static readonly string[] s_ofEvents =
        ["id", "time", "version", "environment", "prediction", "score", "latency", "weight", "error", "segment", "tag", "ignore",
            "timezone", "backfill"];

    static readonly string[] s_ofTruths = ["id", "truth", "time", "ignore", "timezone"];

    /// <summary>Columns by the parameter that names them, where a parameter names one.</summary>
    internal IReadOnlyDictionary<string, string> Single { get; init; } = new Dictionary<string, string>();

    /// <summary>Columns of scores by class; the class "" is the positive one.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Scores { get; init; } = [];

    internal IReadOnlyList<string> Segments { get; init; } = [];

    internal IReadOnlyList<string> Tags { get; init; } = [];

    internal IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>Of times that say no offset.</summary>
    internal TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    internal bool IgnoresTheRest => Ignored.Contains(All);

    /// <summary>Reads the parameters of an address.</summary>
    /// <exception cref="ProblemException">400: a parameter is unknown or holds what it cannot.</exception>
    internal static FileMapping Read(IQueryCollection query, IngestKind kind)
    {
        string[] allowed = kind == IngestKind.Truths ? s_ofTruths : s_ofEvents;
        if (query.Keys.FirstOrDefault(k => !allowed.Contains(k, StringComparer.Ordinal)) is { } unknown)
            throw ProblemException.InvalidQuery(unknown, query[unknown], string.Join(", ", allowed),
                $"There is no parameter '{ProblemException.Shorten(unknown)}' for files of "
                    + $"{Words(kind)}.{NearestName.Hint(unknown, allowed)}");
        string[] lists = ["score", "segment", "tag", "ignore", "timezone", "backfill"];
        return new FileMapping
        {
            Single = allowed.Except(lists).Where(query.ContainsKey).ToDictionary(p => p, p => One(query, p), StringComparer.Ordinal),
            Scores = [.. Many(query, "score").Select(Score)],
            Segments = Many(query, "segment"),
            Tags = Many(query, "tag"),
            Ignored = Many(query, "ignore"),
            Zone = query.ContainsKey("timezone") ? FindZone(One(query, "timezone")) : TimeZoneInfo.Utc,
        };
    }

    internal static string Words(IngestKind kind) => kind == IngestKind.Truths ? "truths" : "events";

    static string One(IQueryCollection query, string name) => query[name] is [{ Length: > 0 } only] ? only
        : throw ProblemException.InvalidQuery(name, query[name], "one value",
            $"'{name}' is given {query[name].Count} times or empty; it takes one value.");

    static string[] Many(IQueryCollection query, string name) => [.. query[name].SelectMany(ReadQuery.Names)];

    static KeyValuePair<string, string> Score(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 ? new(text[..equals], text[(equals + 1)..]) : new("", text);
    }

    static TimeZoneInfo FindZone(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone) ? zone
        : throw ProblemException.InvalidQuery("timezone", name, "a name such as Europe/Berlin, Asia/Shanghai or UTC",
            $"'{ProblemException.Shorten(name)}' is not a time zone this machine knows.");
}
