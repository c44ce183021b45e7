namespace Plumbline.Protocol;

/// <summary>A breach that fires or did.</summary>
public sealed record AlertView
{
    public required long Number { get; init; }

    public required string Model { get; init; }

    /// <summary>Name of the monitor; it may be gone.</summary>
    public required string Monitor { get; init; }

    /// <summary>Column, segment value, or the measure itself.</summary>
    public required string Subject { get; init; }

    public required string Measure { get; init; }

    /// <summary><c>firing</c> or <c>resolved</c>.</summary>
    public required string State { get; init; }

    /// <summary><c>warning</c> or <c>critical</c>.</summary>
    public required string Severity { get; init; }

    /// <summary>Start of the first window in breach.</summary>
    public required DateTimeOffset Since { get; init; }

    public required DateTimeOffset FiredAt { get; init; }

    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Why it resolved, in the reader's language; left out while it fires.</summary>
    public string? Resolution { get; init; }

    /// <summary>The last window in breach.</summary>
    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary>What was observed and expected in that window.</summary>
    public required PartView Observed { get; init; }

    /// <summary>Other subjects in breach in that window, the worst first, at most five.</summary>
    public required IReadOnlyList<string> Beside { get; init; }

    /// <summary>Name of the key that said so.</summary>
    public string? AcknowledgedBy { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }
}

/// <summary>A page of alerts, newest first.</summary>
/// <param name="Next">Value of <c>after</c> for the next page; left out on the last.</param>
public sealed record AlertList(IReadOnlyList<AlertView> Alerts, long? Next = null);
