using Plumbline.Client;

namespace Plumbline.Demo;

/// <summary>A simulated prediction, with what will turn out to be right.</summary>
public sealed record DemoEvent
{
    public required string Id { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>The build that answered.</summary>
    public required string Version { get; init; }

    public required IReadOnlyList<(string Name, FeatureValue Value)> Features { get; init; }

    /// <summary>Missing: the model failed, and <see cref="Error"/> says how.</summary>
    public FeatureValue Prediction { get; init; }

    public double? Score { get; init; }

    public double LatencyMs { get; init; }

    /// <summary>What went wrong instead of an answer; null: nothing.</summary>
    public string? Error { get; init; }

    /// <summary>Missing: nobody will ever know.</summary>
    public FeatureValue Truth { get; init; }

    /// <summary>When the truth becomes known.</summary>
    public DateTimeOffset TruthKnownAt { get; init; }

    /// <summary>The same call without an answer: it waited for something until its time was up.</summary>
    internal DemoEvent Failed(string error, double afterMs) =>
        this with { Error = error, LatencyMs = afterMs, Prediction = FeatureValue.Missing, Score = null };
}

/// <summary>A point of a metric of a model's own.</summary>
/// <param name="Name">Such as <c>gpu_memory_mb</c>.</param>
public readonly record struct DemoPoint(string Name, DateTimeOffset Time, double Value);

/// <summary>A line that a model's program prints.</summary>
/// <param name="Stream"><c>stdout</c> or <c>stderr</c>.</param>
/// <param name="Source">The part of the program.</param>
/// <param name="Level">Null: the line itself shows it, or it has none.</param>
/// <param name="EventId">The event it speaks of; null: none.</param>
public readonly record struct DemoLine(
    DateTimeOffset Time, string Stream, string Source, string Message, string? Level = null, string? EventId = null);

/// <summary>A build of a model.</summary>
/// <param name="Name">As its events carry it.</param>
/// <param name="FromDay">When it takes over, with the day's fraction: 12.5 is noon of day 12.</param>
/// <param name="Role"><c>champion</c>, <c>challenger</c> or <c>none</c>, as of now.</param>
public sealed record DemoVersion(string Name, double FromDay, string Role);

/// <summary>A feature of a model.</summary>
/// <param name="Type"><c>numeric</c>, <c>categorical</c> or <c>boolean</c>.</param>
public sealed record DemoColumn(string Name, string Type);
