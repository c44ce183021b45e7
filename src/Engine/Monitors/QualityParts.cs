using Plumbline.Engine.Messages;
using Plumbline.Engine.Quality;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Suites;

namespace Plumbline.Engine.Monitors;

/// <summary>Model quality from the labels that have arrived.</summary>
static class QualityParts
{
    public static IEnumerable<EvaluationPart> Of(MonitorRun run)
    {
        string? path = run.Monitor.Measure is null or SuiteMeasures.Headline ? null : run.Monitor.Measure;
        if (path is not null) MonitorRun.MeasureOf(SuiteScope.Quality, path);
        if (run.Monitor.Segment is not null) return SegmentQualityParts.Of(run, path);
        if (QualityOf(run) is not { Current: { } side } quality) return [WithoutLabels(run, path ?? "quality")];
        var beside = OutcomeReport.Beside(quality, run.Evidence.Baseline?.Quality, run.Window.Level);
        string[] paths = path is null ? [.. quality.Headline] : [path];
        return paths.Select(p => Part(run, beside, side, p, isAlone: path is not null)).ToList();
    }

    /// <summary>The quality of the window's rows; null without a label.</summary>
    /// <exception cref="ReportException">It could not be worked out.</exception>
    public static QualityReport? QualityOf(MonitorRun run)
    {
        var outcomes = run.Window.Outcomes;
        return outcomes?.Warnings.FirstOrDefault(w => w.Key == "report.stage_failed") is { } failed ? throw new ReportException(failed)
            : outcomes?.Quality;
    }

    public static EvaluationPart WithoutLabels(MonitorRun run, string measure) =>
        MonitorRun.Insufficient(measure, measure, FewLabels(0, run.Evidence.Rows?.RowCount ?? run.Evidence.Profile?.Rows ?? 0));

    public static Message FewLabels(long labels, long rows) => Message.Of("monitor.few_labels", ("labels", MessageNumbers.Count(labels)),
        ("needed", MessageNumbers.Count(Observation.LeastRows)), ("rows", MessageNumbers.Count(rows)));

    static EvaluationPart Part(MonitorRun run, QualityReport quality, QualitySide side, string path, bool isAlone)
    {
        if (OutcomeMeasures.OfQuality(quality, path) is not { } measured)
            throw new ReportException(Message.Of("suite.error.not_measured", ("subject", "quality"), ("measure", path)));
        var change = quality.Changes.GetValueOrDefault(path);
        var seen = Seen(path, path, measured, side.Rows < Observation.LeastRows ? FewLabels(side.Rows, side.Rows + side.WithoutLabel)
            : null, change);
        if (run.Monitor.Threshold is { } threshold) return ThresholdRule.Judge(seen, threshold, run.Monitor.Severity);
        if (isAlone && change is not null)
            change = QualityChanges.One(QualityMeasures.Find(path)!, quality.Reference!.Measures[path], side.Measures[path],
                run.Window.Level);
        if (change is not null) return Judged(run, seen, change);
        return quality.Reference is null || seen.Obstacle is not null
            ? seen.Part(EvaluationStatus.InsufficientData, seen.Obstacle ?? Message.Of("monitor.no_baseline_quality"))
            : throw MonitorRun.NeedsThreshold(path);
    }

    public static Observation Seen(string subject, string path, Measured measured, Message? obstacle, QualityChange? change)
    {
        var better = SuiteMeasures.Find(SuiteScope.Quality, path)?.Better ?? BetterSide.Neither;
        var seen = Observation.Of(subject, path, measured, better);
        return seen with
        {
            Obstacle = obstacle ?? seen.Obstacle,
            Needed = obstacle is null ? seen.Needed : 0,
            Change = change is { } c && !double.IsNaN(c.Low) && !double.IsNaN(c.High) ? (c.Low, c.High) : null,
        };
    }

    /// <summary>The kind's own rule: worse than the baseline beyond chance.</summary>
    public static EvaluationPart Judged(MonitorRun run, Observation seen, QualityChange change)
    {
        if (seen.Obstacle is { } obstacle) return seen.Part(EvaluationStatus.InsufficientData, obstacle);
        var (status, key) = change.Verdict switch
        {
            QualityVerdict.Worse => (run.Breach, "monitor.quality_worse"),
            QualityVerdict.Better => (EvaluationStatus.Ok, "monitor.quality_better"),
            QualityVerdict.NoChangeSeen => (EvaluationStatus.Ok, "monitor.quality_same"),
            QualityVerdict.InsufficientData => (EvaluationStatus.InsufficientData, "monitor.quality_unknown"),
        };
        var reason = Message.Of(key, ("measure", seen.Measure), ("value", MessageNumbers.Short(seen.Value)),
            ("expected", MessageNumbers.Short(
            seen.Expected)), ("change", MessageNumbers.Short(change.Value)), ("low", MessageNumbers.Short(change.Low)), ("high",
            MessageNumbers.Short(change.High)), ("smallest", MessageNumbers.Short(change.SmallestDetectable)));
        return seen.Part(status, reason) with { PValue = Known(change.PValue), QValue = Known(change.QValue) };
    }

    static double? Known(double value) => double.IsNaN(value) ? null : value;
}
