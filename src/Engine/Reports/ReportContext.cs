using Plumbline.Engine.Baselines;
using Plumbline.Engine.Drift;
using Plumbline.Engine.Integrity;
using Plumbline.Engine.Quality;

namespace Plumbline.Engine.Reports;

/// <summary>What all columns and stages of a report share.</summary>
sealed class ReportContext(ReportSide reference, ReportSide current, ReportOptions options)
{
    public ReportSide Reference { get; } = reference;

    public ReportSide Current { get; } = current;

    public ReportOptions Options { get; } = options;

    public RowCollections Rows { get; } = new(reference, current, options);

    public IntegrityOptions IntegrityOptions { get; } = IntegrityOptions.Default with
    {
        Redact = options.Redact,
        Level = IntegrityOptions.Default.Level * (options.Level / DriftJudge.Level),
    };

    public QualityOptions QualityOptions { get; } = new()
    {
        Task = options.Task,
        Positive = options.Positive,
        Threshold = options.Threshold,
        FairnessTolerance = options.FairnessTolerance,
        MinimumGroupRows = options.MinimumGroupRows,
        Seed = options.Seed,
        Level = options.Level,
    };

    /// <summary>The reference's blocks; null when it is a profile, which carries its own variation.</summary>
    public RowBlocks? Blocks { get; init; }
}
