using Plumbline.Engine.Messages;

namespace Plumbline.Engine.Reports;

/// <summary>One protected column (or an intersection, names joined by " x ").</summary>
public sealed record FairnessReport
{
    public required string Column { get; init; }

    /// <summary>Largest groups first; ranges of a numeric column ascending.</summary>
    public required IReadOnlyList<GroupQuality> Groups { get; init; }

    /// <summary>Gaps between the groups of the current set.</summary>
    public required IReadOnlyList<FairnessGap> Gaps { get; init; }

    public IReadOnlyList<Message> Notes { get; init; } = [];
}

/// <summary>A group on both sides: selection_rate, true_positive_rate, false_positive_rate, false_negative_rate, precision (PPV), accuracy,
/// mean_score; regression: mean_error, mean_absolute_error.</summary>
public sealed record GroupQuality
{
    public required string Group { get; init; }

    public required long ReferenceRows { get; init; }

    public required long CurrentRows { get; init; }

    /// <summary>True when the group is too small to be shown.</summary>
    public bool Suppressed { get; init; }

    public IReadOnlyDictionary<string, MeasureValue> Reference { get; init; } = new Dictionary<string, MeasureValue>();

    public IReadOnlyDictionary<string, MeasureValue> Current { get; init; } = new Dictionary<string, MeasureValue>();
}

/// <summary>A gap between groups with its interval; beyond the tolerance only when the interval's near end is.</summary>
public sealed record FairnessGap
{
    /// <summary>demographic_parity_difference, demographic_parity_ratio, equal_opportunity_difference, equalised_odds_max,
    /// equalised_odds_mean, predictive_parity_difference, accuracy_difference, calibration_gap; regression: mean_error_difference,
    /// mean_absolute_error_difference (tolerance in the target's unit).</summary>
    public required string Measure { get; init; }

    public required MeasureValue Value { get; init; }

    /// <summary>The same gap in the reference.</summary>
    public MeasureValue? Reference { get; init; }

    public required double Tolerance { get; init; }

    public required FairnessVerdict Verdict { get; init; }

    /// <summary>The groups at the two ends.</summary>
    public string? HighGroup { get; init; }

    public string? LowGroup { get; init; }
}

/// <summary>What is said of a gap.</summary>
public enum FairnessVerdict
{
    WithinTolerance,
    BeyondTolerance,

    /// <summary>The interval straddles the tolerance.</summary>
    Unclear,
    InsufficientData,
}
