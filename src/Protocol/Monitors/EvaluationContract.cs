namespace Plumbline.Protocol;

/// <summary>One monitor on one window.</summary>
public sealed record EvaluationView
{
    public long Number { get; init; }

    public required string Monitor { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary><c>ok</c>, <c>warning</c>, <c>critical</c>, <c>insufficient_data</c> or <c>failed</c>.</summary>
    public required string Status { get; init; }

    public required long Rows { get; init; }

    public string? Baseline { get; init; }

    /// <summary>In words, English.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    public required IReadOnlyList<PartView> Parts { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Everything up to here was counted.</summary>
    public required long Seq { get; init; }

    public bool IsProvisional { get; init; }

    public bool IsHistorical { get; init; }
}

/// <summary>One column, segment value or check of an evaluation. Numbers that are undefined are left out.</summary>
public sealed record PartView
{
    public required string Subject { get; init; }

    public required string Measure { get; init; }

    public required string Status { get; init; }

    public double? Value { get; init; }

    public double? Low { get; init; }

    public double? High { get; init; }

    public long N { get; init; }

    public double? Expected { get; init; }

    public double? Threshold { get; init; }

    public double? PValue { get; init; }

    public double? QValue { get; init; }

    public required IReadOnlyList<string> Reasons { get; init; }
}

/// <summary>A page of evaluations, newest window first.</summary>
/// <param name="Next">Value of <c>before</c> for the next page; left out on the last.</param>
public sealed record EvaluationList(string Model, IReadOnlyList<EvaluationView> Evaluations, long? Next, long AsOfSeq, DateTimeOffset AsOf);

/// <summary>A breach that fires or did.</summary>
public sealed record AlertView
{
    public required long Number { get; init; }

    public required string Model { get; init; }

    public required string Monitor { get; init; }

    public required string Subject { get; init; }

    public required string Measure { get; init; }

    /// <summary><c>firing</c> or <c>resolved</c>.</summary>
    public required string State { get; init; }

    public required string Severity { get; init; }

    public required DateTimeOffset Since { get; init; }

    public required DateTimeOffset FiredAt { get; init; }

    public DateTimeOffset? ResolvedAt { get; init; }

    public required PartView Observed { get; init; }

    public string? AcknowledgedBy { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }
}

/// <summary>A page of alerts, newest first.</summary>
public sealed record AlertList(IReadOnlyList<AlertView> Alerts, long? Next);

/// <summary>Body of <c>POST /api/v1/models/{model}/alerts/{number}/acknowledge</c>.</summary>
/// <param name="By">Who has seen it, 1 to 100 characters.</param>
public sealed record Acknowledgement(string By);
