using Plumbline.Engine.Reports;

namespace Plumbline.Views.Dashboard;

/// <summary>Versions of a model beside each other, the newest first.</summary>
/// <param name="Length">How long a stretch of each is looked at, up to its last event.</param>
/// <param name="Measures">Measures of quality that stand in the table, at most four.</param>
/// <param name="More">Older versions that are not shown.</param>
public sealed record VersionLineup(IReadOnlyList<VersionColumn> Versions, TimeSpan Length, IReadOnlyList<string> Measures, int More);

/// <summary>One version in its newest days.</summary>
public sealed record VersionColumn
{
    public required string Name { get; init; }

    /// <summary>champion, challenger or none.</summary>
    public required string Role { get; init; }

    public string? Environment { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>End of the last cell that has rows; null: none in the time that is looked at.</summary>
    public DateTimeOffset? LastSeen { get; init; }

    public long Rows { get; init; }

    /// <summary>Latency in milliseconds; NaN when unknown. So are the others.</summary>
    public double P50 { get; init; } = double.NaN;

    public double P95 { get; init; } = double.NaN;

    public double P99 { get; init; } = double.NaN;

    /// <summary>Rows with an error; null when the model sends none.</summary>
    public long? Errors { get; init; }

    /// <summary>Its columns beside the baseline's; null without a baseline.</summary>
    public Report? Drift { get; init; }

    /// <summary>Its quality; null without labels.</summary>
    public QualityReport? Quality { get; init; }

    /// <summary>End of the stretch its quality is of.</summary>
    public DateTimeOffset? LabelsTo { get; init; }

    /// <summary>True when its rows are too many to be looked at.</summary>
    public bool IsTooLarge { get; init; }
}
