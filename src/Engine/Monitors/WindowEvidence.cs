using Plumbline.Engine.Baselines;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Profiles;

namespace Plumbline.Engine.Monitors;

/// <summary>All that is known of a window when it is judged. Two equal evidences give equal evaluations.</summary>
public sealed record WindowEvidence
{
    public required ModelDefinition Model { get; init; }

    public required Window Window { get; init; }

    /// <summary>The merged cells of the window; null when no event fell into it.</summary>
    public required DatasetProfile? Profile { get; init; }

    /// <summary>What it is compared with, on the same bin set; null where the choice is nothing or there is none yet.</summary>
    public Baseline? Baseline { get; init; }

    /// <summary>The window's rows (outputs, truths, segments), for quality and fairness; null where no monitor needs them.</summary>
    public IDataset? Rows { get; init; }

    /// <summary>What is known of the rows of each segment value, by the segment's name and the value; for monitors with a segment. Values
    /// that the baseline has and the window lacks stand here too.</summary>
    public IReadOnlyDictionary<KeyValuePair<string, string>, SegmentEvidence> Segments { get; init; } =
        new Dictionary<KeyValuePair<string, string>, SegmentEvidence>();

    /// <summary>Rows of earlier windows of the same length, oldest first, for volume.</summary>
    public EarlierRows EarlierRows { get; init; } = EarlierRows.None;

    /// <summary>Windows a week that can be judged and so share the level (<see cref="FalseAlarms.JudgeableAWeek"/>); null: as many as fit
    /// into one.</summary>
    public int? WindowsAWeek { get; init; }

    /// <summary>Time of the last accepted event of the model, for history the last before the window's end; null when there never was
    /// one.</summary>
    public DateTimeOffset? LastEvent { get; init; }

    /// <summary>Custom metrics of the window by name: count, sum, least, largest.</summary>
    public IReadOnlyDictionary<string, MetricSummary> Metrics { get; init; } = new Dictionary<string, MetricSummary>();

    /// <summary>Last sequence number that was counted.</summary>
    public required long Seq { get; init; }

    public bool IsProvisional { get; init; }

    public bool IsHistorical { get; init; }
}

/// <summary>What is known of one segment value in a window.</summary>
public sealed record SegmentEvidence
{
    /// <summary>The merged cells of the value; null when no event fell into them.</summary>
    public required DatasetProfile? Profile { get; init; }

    /// <summary>The same value's rows in what is compared with; null where they are not known.</summary>
    public Baseline? Baseline { get; init; }

    /// <summary>As <see cref="WindowEvidence.EarlierRows"/>, of this value.</summary>
    public EarlierRows EarlierRows { get; init; } = EarlierRows.None;

    /// <summary>As <see cref="WindowEvidence.LastEvent"/>, of this value.</summary>
    public DateTimeOffset? LastEvent { get; init; }
}

/// <summary>A custom metric over a window.</summary>
public readonly record struct MetricSummary(long Count, double Sum, double Min, double Max)
{
    public double Mean => Count == 0 ? double.NaN : Sum / Count;
}
