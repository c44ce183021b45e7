using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Quality;

/// <summary>What a user may say about model quality, segments and fairness.</summary>
public sealed record QualityOptions
{
    /// <summary>The task; inferred when null.</summary>
    public ModelTask? Task { get; init; }

    /// <summary>The positive class of a binary task, by category text; chosen and said when null.</summary>
    public string? Positive { get; init; }

    /// <summary>A score at least this large decides for the positive class, where no prediction column decides. Default .5.</summary>
    public double? Threshold { get; init; }

    /// <summary>Largest gap between groups that raises no alarm, in (0, 1). Default .1.</summary>
    public double FairnessTolerance { get; init; } = .1;

    /// <summary>Groups with fewer rows are not judged. Default 30.</summary>
    public int MinimumGroupRows { get; init; } = 30;

    /// <summary>Values and groups with fewer rows are never shown. Default 10.</summary>
    public int MinimumShownRows { get; init; } = 10;

    /// <summary>Level at which the changes of the measures shown first hold together, in (0, 1). Default .05.</summary>
    public double Level { get; init; } = QualityChanges.Level;

    /// <summary>Seed of the bootstrap intervals.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Draws of a bootstrap interval, at least 50. Default 400.</summary>
    public int BootstrapDraws { get; init; } = 400;
}
