using System.Collections.Concurrent;
using Plumbline.Engine.Baselines;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Drift;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Profiles;

namespace Plumbline.Engine.Reports;

/// <summary>Compares two sets and says everything there is to say.</summary>
public static class ReportBuilder
{
    /// <summary>Builds the report. The same inputs give the same report, whatever the parallelism.</summary>
    /// <param name="reference">What is compared with; its bin set is frozen here, or comes with its profile.</param>
    /// <param name="current">What is compared.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told how far the work is; may be null.</param>
    /// <param name="cancellationToken">Stops the work between columns and stages.</param>
    /// <exception cref="ReportException">The sets have no column in common, or a profile does not fit the reference.</exception>
    public static Report Build(ReportSource reference, ReportSource current, ReportOptions options, IProgress<ReportProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(options);
        var work = Prepare(reference, current, options, progress, cancellationToken);
        return Finish(work, DriftJudge.Judge(work.Judged, options.Level), progress, cancellationToken);
    }

    /// <summary>Everything but what is judged over the columns together.</summary>
    internal static ReportWork Prepare(ReportSource reference, ReportSource current, ReportOptions options,
        IProgress<ReportProgress>? progress, CancellationToken cancellationToken)
    {
        var (left, right) = (ReportSide.Of(reference), ReportSide.Of(current));
        var pairs = ColumnPair.All(left, right);
        var context = new ReportContext(left, right, options) { Blocks = left.Dataset is { } rows ? RowBlocks.Of(rows, cancellationToken)
            : null };
        var columns = RunColumns(context, pairs, progress, cancellationToken);
        RefuseOtherBinSet(columns);
        return new ReportWork(context, columns);
    }

    /// <summary>The report of columns that have been judged.</summary>
    /// <param name="work">The columns.</param>
    /// <param name="verdicts">One per column of <see cref="ReportWork.Judged"/>, in its order.</param>
    /// <param name="progress">Told how far the work is; may be null.</param>
    /// <param name="cancellationToken">Stops the work between stages.</param>
    internal static Report Finish(ReportWork work, IReadOnlyList<DriftReport> verdicts, IProgress<ReportProgress>? progress,
        CancellationToken cancellationToken)
    {
        var (left, right) = (work.Context.Reference, work.Context.Current);
        var columns = work.WithVerdicts(verdicts);
        var stages = new ReportStages(work.Context, progress, cancellationToken);
        var report = stages.Run(new Report
        {
            Reference = Summary(left, work.Columns.Select(w => w.ReferenceTimes).FirstOrDefault(t => t is not null)),
            Current = Summary(right, work.Columns.Select(w => w.CurrentTimes).FirstOrDefault(t => t is not null)),
            Summary = ReportSummaries.Of(columns),
            Columns = columns,
            Integrity = [.. work.Columns.SelectMany(w => w.Checks)],
        });
        return report with { Warnings = [.. left.Warnings.Concat(right.Warnings).Concat(work.Columns.SelectMany(w =>
            w.Warnings)).Concat(stages.Warnings).Concat(FromSketch(left, right)).Distinct()] };
    }

    /// <summary>Quality, segments and fairness of rows alone: the columns themselves are not looked at.</summary>
    /// <param name="rows">Of the rows.</param>
    /// <param name="schema">Says which columns are segments and which are protected.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Stops the work between stages.</param>
    internal static Report Outcomes(IDataset rows, Schema schema, ReportOptions options, CancellationToken cancellationToken)
    {
        var nothing = new DatasetProfile { Path = "", Rows = 0, Schema = schema };
        var (left, right) = (ReportSide.Of(new ReportSource.Stored(nothing, "")), ReportSide.Of(new ReportSource.Rows(rows)));
        var context = new ReportContext(left, right, options);
        foreach (var pair in ColumnPair.All(left, right).Where(p => IsOfOutcomes(p.Column, schema)))
            context.Rows.Add(pair, null, rows.Read(pair.Name, cancellationToken));
        var stages = new ReportStages(context, null, cancellationToken);
        var report = stages.Run(new Report
        {
            Reference = Summary(left, null),
            Current = Summary(right, null),
            Summary = ReportSummaries.Of([]),
            Columns = [],
            Integrity = [],
        });
        return report with { Warnings = stages.Warnings };
    }

    /// <summary>True for the columns that quality, segments and fairness read.</summary>
    internal static bool IsOfOutcomes(ColumnDefinition column, Schema schema) =>
        column.Role is ColumnRole.Target or ColumnRole.Prediction or ColumnRole.Score
        || schema.Segments.Contains(column.Name) || schema.Protected.Contains(column.Name);

    static ColumnWork[] RunColumns(ReportContext context, IReadOnlyList<ColumnPair> pairs, IProgress<ReportProgress>? progress,
        CancellationToken cancellationToken)
    {
        var work = new ColumnWork[pairs.Count];
        var analysis = new ColumnAnalysis(context);
        var workspaces = new ConcurrentBag<ColumnWorkspace>();
        int done = 0;
        progress?.Report(new ReportProgress("columns", 0, pairs.Count));
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, context.Options.Parallelism),
            CancellationToken = cancellationToken };
        Parallel.ForEach(Partitioner.Create(pairs, EnumerablePartitionerOptions.NoBuffering), parallel, pair =>
        {
            if (!workspaces.TryTake(out var workspace)) workspace = new ColumnWorkspace();
            work[pair.Index] = analysis.Run(pair, workspace, cancellationToken);
            workspaces.Add(workspace);
            progress?.Report(new ReportProgress("columns", Interlocked.Increment(ref done), pairs.Count));
        });
        return work;
    }

    static IEnumerable<Message> FromSketch(ReportSide reference, ReportSide current) =>
        reference.Profile is null && current.Profile is null ? [] : [Message.Of("report.from_sketch")];

    // A profile on other bins says nothing about any column; that is a mistake of the call, not of one column.
    static void RefuseOtherBinSet(ColumnWork[] work)
    {
        if (work.Select(w => w.Report.Failure).FirstOrDefault(f =>
            f?.Key == ColumnAnalysis.OtherCellsKey) is { } problem) throw new ReportException(problem);
    }

    static DatasetSummary Summary(ReportSide side, ColumnContent.Times? times) => new()
    {
        Path = side.Path,
        Rows = side.Rows,
        Refused = side.Refused.Count,
        From = side.Profile?.From ?? times?.From,
        To = side.Profile?.To ?? times?.To,
        IsProfile = side.Profile is not null,
    };
}
