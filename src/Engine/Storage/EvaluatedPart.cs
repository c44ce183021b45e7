using Plumbline.Engine.Monitors;

namespace Plumbline.Engine.Storage;

/// <summary>One part of an evaluation, for a line over time.</summary>
/// <param name="Evaluation">Number of the evaluation.</param>
/// <param name="Window">What was judged.</param>
/// <param name="Baseline">Fingerprint of what it was compared with; 0 where nothing was.</param>
/// <param name="Part">What was found: its status and numbers.</param>
public sealed record EvaluatedPart(long Evaluation, Window Window, ulong Baseline, EvaluationPart Part);

/// <summary>What a part is called by.</summary>
public readonly record struct PartName(string Measure, string Subject);

/// <summary>Which parts: one of every window.</summary>
public sealed record PartQuery
{
    public required long Monitor { get; init; }

    public required string Measure { get; init; }

    public required string Subject { get; init; }

    /// <summary>Windows that end after this.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Windows that start before this.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The newest so many.</summary>
    public int Limit { get; init; } = 10_000;
}
