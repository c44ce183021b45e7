using Plumbline.Engine.Columns;
using Plumbline.Engine.Fairness;
using Plumbline.Engine.Integrity;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Multivariate;
using Plumbline.Engine.Quality;
using Plumbline.Engine.Segments;

namespace Plumbline.Engine.Reports;

/// <summary>The stages of a report after its columns: rows, quality, segments, fairness, integrity of the whole.</summary>
sealed class ReportStages(ReportContext context, IProgress<ReportProgress>? progress, CancellationToken cancellationToken)
{
    readonly List<Message> _warnings = [];

    /// <summary>What stages had to say, and those that failed.</summary>
    public IReadOnlyList<Message> Warnings => _warnings;

    /// <summary>Runs the stages and adds what they found to the report.</summary>
    public Report Run(Report report)
    {
        var rows = context.Rows;
        // Without every column a row cannot be told from its neighbours.
        bool whole = report.Columns.All(c => c.Failure is null);
        (long? Reference, long? Current) duplicates = default;
        MultivariateReport? multivariate = null;
        SideBySide(
            () => multivariate = Stage("multivariate", Multivariate),
            // One side after the other: each needs room for a copy.
            () => duplicates = whole ? (rows.ReferenceDuplicates, rows.CurrentDuplicates) : default);
        var outputs = Stage("quality", Outputs);
        var quality = outputs is null ? null : Stage("quality", () => QualityAnalysis.Run(outputs, context.QualityOptions,
            cancellationToken));
        report = report with
        {
            Reference = report.Reference with { DuplicateRows = duplicates.Reference },
            Current = report.Current with { DuplicateRows = duplicates.Current },
            Multivariate = multivariate,
            Quality = quality,
            Segments = Stage("segments", () => Segments(outputs)) ?? [],
            Slices = Stage("segments", () => outputs?.Current is { } current ? rows.Slices?.Find(current, cancellationToken) : null) ?? [],
            Fairness = Stage("fairness", () => Fairness(outputs)) ?? [],
        };
        return report with { Integrity = [.. report.Integrity, .. Stage("integrity", () => Integrity(report, multivariate)) ?? []] };
    }

    void SideBySide(params Action[] work)
    {
        try
        {
            Parallel.Invoke(new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, context.Options.Parallelism) }, work);
        }
        catch (AggregateException) when (cancellationToken.IsCancellationRequested)
        {
            // A parallel loop wraps the cancellation of its bodies.
            throw new OperationCanceledException(cancellationToken);
        }
    }

    MultivariateReport? Multivariate() =>
        context.Options.Multivariate && context.Rows.Samples is { } samples
            ? MultivariateAnalysis.Run(samples.Reference, samples.Current, context.Options.Seed, cancellationToken,
                everything: context.Options.Measures.Measures.Length == MeasureSelection.All.Measures.Length)
            : null;

    ModelOutputsPair? Outputs()
    {
        var outputs = ModelOutputsPair.Build(context.Rows.ReferenceOutputs, context.Rows.CurrentOutputs, context.QualityOptions,
            out var notes);
        if (outputs is null) _warnings.AddRange(notes);
        return outputs;
    }

    IReadOnlyList<SegmentReport> Segments(ModelOutputsPair? outputs)
    {
        var groups = context.Rows.Groups(context.Reference.Schema.Segments);
        return groups.Count == 0 ? [] : SegmentAnalysis.Run(groups, outputs, context.QualityOptions, cancellationToken);
    }

    IReadOnlyList<FairnessReport> Fairness(ModelOutputsPair? outputs)
    {
        var groups = context.Rows.Groups(context.Reference.Schema.Protected);
        return groups.Count == 0 ? [] : FairnessAnalysis.Run(groups, outputs, context.QualityOptions, cancellationToken);
    }

    IReadOnlyList<IntegrityCheck> Integrity(Report report, MultivariateReport? multivariate) => DatasetIntegrity.Check(
        new DatasetSide(report.Reference, Columns(context.Reference), context.Reference.Refused),
        new DatasetSide(report.Current, Columns(context.Current), context.Current.Refused), multivariate, context.IntegrityOptions);

    static List<ColumnDefinition> Columns(ReportSide side) => [.. side.Schema.Columns.Where(c => c.Role != ColumnRole.Ignore)];

    T? Stage<T>(string name, Func<T?> work) where T : class
    {
        cancellationToken.ThrowIfCancellationRequested();
        progress?.Report(new ReportProgress(name, 0, 1));
        try
        {
            return work();
        }
        catch (Exception problem) when (problem is not (OperationCanceledException or OutOfMemoryException))
        {
            // A stage that fails is named in the report; the columns and the other stages stand.
            _warnings.Add(Message.Of("report.stage_failed", ("stage", name), ("problem", problem.Message)));
            return null;
        }
        finally
        {
            progress?.Report(new ReportProgress(name, 1, 1));
        }
    }
}
