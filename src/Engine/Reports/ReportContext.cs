using Plumbline.Engine.Baselines;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Integrity;

namespace Plumbline.Engine.Reports;

/// <summary>What all columns of a report share.</summary>
sealed class ReportContext(ReportSide reference, ReportSide current, ReportOptions options)
{
    public ReportSide Reference { get; } = reference;

    public ReportSide Current { get; } = current;

    public ReportOptions Options { get; } = options;

    public IntegrityOptions IntegrityOptions { get; } = IntegrityOptions.Default with { Redact = options.Redact };

    /// <summary>The reference's blocks; null when it is a profile, which carries its own variation.</summary>
    public RowBlocks? Blocks { get; init; }

    /// <summary>Hands both slices of a column to everything that looks at rows.</summary>
    public void Visit(ColumnPair pair, ColumnSlice? reference, ColumnSlice? current)
    {
    }
}
