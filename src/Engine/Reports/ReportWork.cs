using Plumbline.Engine.Drift;

namespace Plumbline.Engine.Reports;

/// <summary>The columns of a report, worked on one by one, before they are judged together.</summary>
sealed class ReportWork(ReportContext context, IReadOnlyList<ColumnWork> columns)
{
    public ReportContext Context { get; } = context;

    public IReadOnlyList<ColumnWork> Columns { get; } = columns;

    /// <summary>The columns that have something to judge, in order.</summary>
    public IReadOnlyList<(ColumnEvidence Evidence, ColumnFacts Facts)> Judged { get; } =
        [.. columns.Where(c => c is { Evidence: not null, Facts: not null }).Select(c => (c.Evidence!, c.Facts!))];

    /// <summary>The columns' reports with their verdicts, one per entry of <see cref="Judged"/>.</summary>
    public IReadOnlyList<ColumnReport> WithVerdicts(IReadOnlyList<DriftReport> verdicts)
    {
        int next = 0;
        return [.. Columns.Select(c => c is { Evidence: not null, Facts: not null } ? c.Report with { Drift = verdicts[next++] }
            : c.Report)];
    }
}
