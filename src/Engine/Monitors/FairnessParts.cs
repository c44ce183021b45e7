using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Suites;

namespace Plumbline.Engine.Monitors;

/// <summary>Gaps between protected groups in the window's rows.</summary>
static class FairnessParts
{
    const string Every = "beyond_tolerance";

    public static IEnumerable<EvaluationPart> Of(MonitorRun run)
    {
        string? path = run.Monitor.Measure is null or Every ? null : run.Monitor.Measure;
        if (path is not null) MonitorRun.MeasureOf(SuiteScope.Fairness, path);
        QualityParts.QualityOf(run);
        var reports = run.Window.Outcomes?.Fairness ?? [];
        var chosen = run.Monitor.Columns.IsEmpty ? reports : [.. run.Monitor.Columns.SelectMany(c =>
            Glob.Pick(reports, c, r => r.Column)).Distinct()];
        if (chosen.Count == 0)
        {
            return [MonitorRun.Insufficient(path ?? "fairness", path ?? "fairness",
                Message.Of(run.Evidence.Rows is null ? "monitor.no_rows" : "monitor.no_groups"))];
        }
        return chosen.SelectMany(r => r.Gaps.Where(g => path is null || g.Measure == path).Select(g => Part(run, r, g))).ToList();
    }

    static EvaluationPart Part(MonitorRun run, FairnessReport report, FairnessGap gap)
    {
        var better = SuiteMeasures.Find(SuiteScope.Fairness, gap.Measure)?.Better ?? BetterSide.Lower;
        var seen = Observation.Of(report.Column, gap.Measure, Measured.Of(gap.Value), better);
        if (gap.Verdict == FairnessVerdict.InsufficientData)
            return seen.Part(EvaluationStatus.InsufficientData, gap.Value.Reason ?? Message.Of("monitor.few_groups"));
        if (run.Monitor.Threshold is { } threshold) return ThresholdRule.Judge(seen with { Needed = 0 }, threshold, run.Monitor.Severity);
        var (status, key) = gap.Verdict switch
        {
            FairnessVerdict.BeyondTolerance => (run.Breach, "monitor.gap_beyond"),
            FairnessVerdict.WithinTolerance => (EvaluationStatus.Ok, "monitor.gap_within"),
            FairnessVerdict.Unclear => (EvaluationStatus.Ok, "monitor.gap_unclear"),
            FairnessVerdict.InsufficientData => (EvaluationStatus.InsufficientData, "monitor.few_groups"),
        };
        return seen.Part(status, Message.Of(key, ("measure", gap.Measure), ("value", MessageNumbers.Short(seen.Value)),
            ("low", MessageNumbers.Short(seen.Low ?? double.NaN)), ("high", MessageNumbers.Short(seen.High ?? double.NaN)),
            ("tolerance", MessageNumbers.Short(gap.Tolerance)), ("most", gap.HighGroup ?? "?"), ("least", gap.LowGroup ?? "?")))
            with { Threshold = gap.Tolerance };
    }
}
