using System.Collections.Immutable;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Monitors;

namespace Plumbline.Engine.Alerts;

/// <summary>The life of a breach of one part of one monitor.</summary>
public sealed record Alert
{
    /// <summary>Given by the catalog.</summary>
    public long Number { get; init; }

    public required long Monitor { get; init; }

    /// <summary>As the monitor was called when it fired; the alert outlives the monitor.</summary>
    public string MonitorName { get; init; } = "";

    public required int Model { get; init; }

    /// <summary>The part's subject and measure.</summary>
    public required string Subject { get; init; }

    public required string Measure { get; init; }

    public required AlertState State { get; init; }

    public required MonitorSeverity Severity { get; init; }

    /// <summary>Start of the first window in breach.</summary>
    public required DateTimeOffset Since { get; init; }

    public required DateTimeOffset FiredAt { get; init; }

    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Why it resolved; null while it fires.</summary>
    public Message? Resolution { get; init; }

    /// <summary>The last window in breach.</summary>
    public required Window Window { get; init; }

    /// <summary>What was observed and expected in that window.</summary>
    public required EvaluationPart Observed { get; init; }

    /// <summary>Other subjects in breach in that window, the worst first, at most <see cref="AlertRules.MostBeside"/>.</summary>
    public ImmutableArray<string> Beside { get; init; } = [];

    /// <summary>Who has seen it; null: nobody said so.</summary>
    public string? AcknowledgedBy { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }
}

public enum AlertState
{
    Firing,
    Resolved,
}
