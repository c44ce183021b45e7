namespace Plumbline.Protocol;

/// <summary>What was found in windows that were older than a day when they were first judged, in one page instead of alerts: history
/// pages nobody.</summary>
public sealed record HistorySummary
{
    public required string Model { get; init; }

    /// <summary>Monitors that judged history: those in breach first, by the number of windows in breach, then by name.</summary>
    public required IReadOnlyList<MonitorHistory> Monitors { get; init; }

    /// <summary>Everything up to here was counted.</summary>
    public required long AsOfSeq { get; init; }

    public required DateTimeOffset AsOf { get; init; }
}

/// <summary>One monitor on the windows of the past.</summary>
public sealed record MonitorHistory
{
    public required string Monitor { get; init; }

    /// <summary>Start of the first window that was judged as history.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>End of the last one.</summary>
    public required DateTimeOffset To { get; init; }

    public required int Windows { get; init; }

    /// <summary>Those in breach.</summary>
    public required int Breaches { get; init; }

    /// <summary>Start of the first window in breach; left out where none was.</summary>
    public DateTimeOffset? FirstBreach { get; init; }

    /// <summary>End of the last window in breach.</summary>
    public DateTimeOffset? LastBreach { get; init; }

    /// <summary>Windows in breach, oldest first, at most the newest 100.</summary>
    public required IReadOnlyList<BreachedWindow> InBreach { get; init; }
}

/// <summary>A window of the past in breach.</summary>
/// <param name="Evaluation">Number of the evaluation.</param>
/// <param name="Status"><c>warning</c> or <c>critical</c>.</param>
/// <param name="Subjects">What was in breach: columns, segment values or measures; at most ten.</param>
public sealed record BreachedWindow(long Evaluation, DateTimeOffset From, DateTimeOffset To, string Status, IReadOnlyList<string> Subjects);
