using System.Text.Json.Serialization;

namespace Plumbline.Protocol;

/// <summary>One monitor on one window, with all that it was computed from.</summary>
public sealed record EvaluationView
{
    /// <summary>Left out where nothing was kept.</summary>
    public long? Number { get; init; }

    public required string Model { get; init; }

    public required string Monitor { get; init; }

    /// <summary>Revision of the monitor that was asked.</summary>
    public required int MonitorRevision { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary><c>ok</c>, <c>warning</c>, <c>critical</c>, <c>insufficient_data</c> or <c>failed</c>.</summary>
    public required string Status { get; init; }

    public required long Rows { get; init; }

    /// <summary>Name of what it was compared with; left out where nothing was.</summary>
    public string? Baseline { get; init; }

    /// <summary>Hexadecimal; left out where nothing was compared.</summary>
    public string? BaselineFingerprint { get; init; }

    /// <summary>Chance of a false alarm that this window was allowed: .05 divided by the windows of a week that hold rows enough to be
    /// judged.
    /// Left out where nothing is tested.</summary>
    public double? Level { get; init; }

    /// <summary>Hexadecimal; equal profiles give equal evaluations. Left out for a window without rows.</summary>
    public string? ProfileFingerprint { get; init; }

    /// <summary>In words, in the reader's language.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    public required IReadOnlyList<PartView> Parts { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Everything up to here was counted.</summary>
    public required long Seq { get; init; }

    /// <summary>True while its window is open.</summary>
    public bool IsProvisional { get; init; }

    /// <summary>True where its window was older than a day when it was first judged: it paged nobody.</summary>
    public bool IsHistorical { get; init; }
}

/// <summary>One column, segment value or check of an evaluation. Numbers that do not apply are left out.</summary>
public sealed record PartView
{
    public required string Subject { get; init; }

    public required string Measure { get; init; }

    public required string Status { get; init; }

    /// <summary>What was observed; null where it is undefined, and then <see cref="Reason"/> says why.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? Value { get; init; }

    /// <summary>Why the value is undefined.</summary>
    public string? Reason { get; init; }

    /// <summary>Lower end of its 95 % interval.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end of its 95 % interval.</summary>
    public double? High { get; init; }

    /// <summary>Rows it was computed from.</summary>
    public long N { get; init; }

    /// <summary>The value of what it is compared with; left out where the measure compares both by itself.</summary>
    public double? Expected { get; init; }

    /// <summary>Lower end of what was to be expected.</summary>
    public double? ExpectedLow { get; init; }

    /// <summary>Upper end of what was to be expected.</summary>
    public double? ExpectedHigh { get; init; }

    /// <summary>Rows of what it is compared with.</summary>
    public long? ExpectedN { get; init; }

    /// <summary>The bound that decides, in the unit of the value; left out where a test decides alone.</summary>
    public double? Threshold { get; init; }

    public double? PValue { get; init; }

    /// <summary>The p-value corrected for the number of parts.</summary>
    public double? QValue { get; init; }

    /// <summary>In words, in the reader's language.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }
}

/// <summary>A page of evaluations, newest window first.</summary>
public sealed record EvaluationList
{
    public required string Model { get; init; }

    public required IReadOnlyList<EvaluationView> Evaluations { get; init; }

    /// <summary>Value of <c>after</c> for the next page; left out on the last.</summary>
    public long? Next { get; init; }

    /// <summary>Everything of the log up to here was counted.</summary>
    public required long Seq { get; init; }

    /// <summary>When the row of that number was received; left out when that is not known.</summary>
    public DateTimeOffset? AsOf { get; init; }
}
