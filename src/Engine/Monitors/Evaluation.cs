using System.Collections.Immutable;
using Plumbline.Engine.Messages;

namespace Plumbline.Engine.Monitors;

/// <summary>One monitor on one window, with everything needed to compute it again.</summary>
public sealed record Evaluation
{
    /// <summary>Given by the catalog.</summary>
    public long Number { get; init; }

    public required long Monitor { get; init; }

    public required int MonitorRevision { get; init; }

    public required int Model { get; init; }

    public required Window Window { get; init; }

    public required EvaluationStatus Status { get; init; }

    /// <summary>One per selected column, segment value or check.</summary>
    public ImmutableArray<EvaluationPart> Parts { get; init; } = [];

    /// <summary>Rows in the window.</summary>
    public required long Rows { get; init; }

    /// <summary>What it was compared with; 0 where nothing was.</summary>
    public ulong BaselineFingerprint { get; init; }

    /// <summary>Name of the baseline or of the choice, for showing.</summary>
    public string BaselineName { get; init; } = "";

    /// <summary>Chance of a false alarm that this window was allowed: part of what is needed to compute it again. Null in evaluations
    /// kept before
    /// it was noted, and where none was needed.</summary>
    public double? Level { get; init; }

    /// <summary>Hash of the window's profile; equal profiles give equal evaluations.</summary>
    public ulong ProfileFingerprint { get; init; }

    /// <summary>Everything up to here was counted.</summary>
    public required long Seq { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The window was still open: shown, never an alert.</summary>
    public bool IsProvisional { get; init; }

    /// <summary>The window was older than a day when first evaluated: summed up, pages nobody.</summary>
    public bool IsHistorical { get; init; }

    /// <summary>Why it failed, or what it says as a whole.</summary>
    public ImmutableArray<Message> Reasons { get; init; } = [];
}

public enum EvaluationStatus
{
    Ok,
    Warning,
    Critical,
    InsufficientData,

    /// <summary>It could not be computed: says nothing about the model, resolves nothing.</summary>
    Failed,
}

/// <summary>What was observed and expected of one column, segment value or check.</summary>
public sealed record EvaluationPart
{
    /// <summary>Column, segment value, or the measure itself.</summary>
    public required string Subject { get; init; }

    public required string Measure { get; init; }

    public required EvaluationStatus Status { get; init; }

    /// <summary>Observed; NaN when undefined.</summary>
    public double Value { get; init; } = double.NaN;

    public double? Low { get; init; }

    public double? High { get; init; }

    public long N { get; init; }

    /// <summary>The baseline's value; null where the measure compares both sides by itself.</summary>
    public double? Expected { get; init; }

    public double? ExpectedLow { get; init; }

    public double? ExpectedHigh { get; init; }

    public long? ExpectedN { get; init; }

    /// <summary>The bound that decides, in the unit of the value; null: a test decides alone.</summary>
    public double? Threshold { get; init; }

    public double? PValue { get; init; }

    public double? QValue { get; init; }

    public ImmutableArray<Message> Reasons { get; init; } = [];
}
