using Plumbline.Statistics.Bins;

namespace Plumbline.Engine.Reports;

/// <summary>How two sets are compared. Every default gives the report METHODS describes.</summary>
public sealed record ReportOptions
{
    /// <summary>Drift measures to show. They do not change the verdict.</summary>
    public MeasureSelection Measures { get; init; } = MeasureSelection.Default;

    /// <summary>What the model does; null: inferred from target, prediction and score.</summary>
    public ModelTask? Task { get; init; }

    /// <summary>The positive class by its text; null: inferred.</summary>
    public string? Positive { get; init; }

    /// <summary>Score at or above which the answer is positive, in the unit of the score; null: the prediction column, else .5.</summary>
    public double? Threshold { get; init; }

    /// <summary>Chance of a false alarm the whole report may take, in (0, 1): false discovery rate of drift, level of the quality changes
    /// shown first; the integrity checks' own level shrinks in proportion.</summary>
    public double Level { get; init; } = .05;

    /// <summary>Looks for the slices of the current rows where the loss is highest.</summary>
    public bool Slices { get; init; } = true;

    /// <summary>Makes the points that charts are drawn from.</summary>
    public bool Pictures { get; init; } = true;

    /// <summary>Shows no values of categorical and text columns.</summary>
    public bool Redact { get; init; }

    /// <summary>Largest gap between protected groups that passes, in [0, 1].</summary>
    public double FairnessTolerance { get; init; } = .1;

    /// <summary>Least rows of a group or segment for a number to be shown.</summary>
    public int MinimumGroupRows { get; init; } = 30;

    /// <summary>Compares whole rows too (domain classifier, reconstruction, correlations) on samples. Takes most of the time of a small
    /// report.</summary>
    public bool Multivariate { get; init; } = true;

    /// <summary>Seed of samples, folds and bootstraps.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Columns worked on at once; each holds both sides in memory.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <summary>Cells for the count-based measures of numeric columns, to reproduce another tool's numbers; null: the frozen bin set. The
    /// verdict always uses the frozen bin set.</summary>
    public Binning? Binning { get; init; }

    /// <summary>Number of bins for <see cref="Binning"/> quantile and equal_width, 2 to 1 000; null: 10 for psi, 20 for the rest.</summary>
    public int? BinCount { get; init; }
}
