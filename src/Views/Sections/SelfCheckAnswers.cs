using Microsoft.AspNetCore.Components;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Reports;
using Plumbline.Views.Words;

namespace Plumbline.Views.Sections;

/// <summary>One of the six answers.</summary>
/// <param name="Question">Message key of the question.</param>
/// <param name="Target">The section that shows the proof.</param>
readonly record struct SelfCheckAnswer(string Question, string Target, Status Status, MarkupString Word, MarkupString Line);

/// <summary>Distribution, performance, health, integrity, segments, fairness: how each stands.</summary>
static class SelfCheckAnswers
{
    public static IReadOnlyList<SelfCheckAnswer> Of(Report report) =>
        [Distribution(report), Performance(report.Quality), Health(report), Integrity(report.Integrity), Segments(report),
            Fairness(report.Fairness)];

    static SelfCheckAnswer Distribution(Report report)
    {
        ReportSummary s = report.Summary;
        MarkupString line = Say.It("check6.of_columns", ("n", Figures.Count(s.Judged)));
        return new("check6.distribution", "columns", s.Judged == 0 ? Status.None : Wording.StatusOf(s.Verdict),
            s.Judged == 0 ? Say.It("check6.not_judged") : s.Verdict switch
        {
            Verdict.Drift => Say.It("check6.drifted", ("n", Figures.Count(s.Drifted))),
            Verdict.Stable => Say.It("verdict.stable"),
            Verdict.InsufficientData => Say.It("verdict.few"),
            Verdict.NotComparable => Say.It("verdict.not_comparable"),
        }, line);
    }

    static SelfCheckAnswer Performance(QualityReport? quality)
    {
        const string question = "check6.performance", target = "quality";
        if (quality?.Current is null) return Absent(question, target, "check6.no_truth");
        var judged = quality.Headline.Where(quality.Changes.ContainsKey).Select(m => (Measure: m, Change: quality.Changes[m])).ToArray();
        if (judged.Length == 0) return Absent(question, target, "check6.no_comparison");
        var worst = judged.FirstOrDefault(j => j.Change.Verdict == QualityVerdict.Worse, judged[0]);
        MarkupString line =
            new($"{Wording.Measure(worst.Measure)} <span class=\"nowrap\">{PlainText.Encode(Difference(worst.Change))}</span>");
        return worst.Change.Verdict switch
        {
            QualityVerdict.Worse => new(question, target, Status.Bad, Say.It("quality.worse"), line),
            QualityVerdict.Better => new(question, target, Status.Ok, Say.It("quality.better"), line),
            QualityVerdict.NoChangeSeen => new(question, target, Status.Ok, Say.It("quality.no_change"), line),
            QualityVerdict.InsufficientData => new(question, target, Status.Few, Say.It("verdict.few"), line),
        };
    }

    static string Difference(QualityChange change) =>
        $"{Figures.Signed(change.Value, QualityFigures.Of)} {Figures.Interval(change.Low, change.High, QualityFigures.Of)}";

    static SelfCheckAnswer Health(Report report)
    {
        const string question = "check6.health", target = "columns";
        ColumnReport? latency = report.Columns.FirstOrDefault(c => c.Role == ColumnRole.Latency);
        if (latency is null) return Absent(question, target, "check6.no_latency");
        string now = Median(latency.Current), before = Median(latency.Reference);
        MarkupString line = Say.It("check6.latency", ("now", now), ("before", before));
        return latency.Drift is { } drift ? new(question, target, Wording.StatusOf(drift.Verdict), Wording.Of(drift.Verdict), line)
            : new(question, target, Status.None, Say.It("check6.not_judged"), line);
    }

    static string Median(ColumnSummary? side) =>
        Figures.Number(side is not null && side.Quantiles.TryGetValue("0.5", out double median) ? median : double.NaN);

    static SelfCheckAnswer Integrity(IReadOnlyList<IntegrityCheck> checks)
    {
        const string question = "check6.integrity", target = "integrity";
        if (checks.Count == 0) return Absent(question, target, "check6.no_checks");
        int errors = checks.Count(c => c is { Passed: false, Severity: Severity.Error }),
            warnings = checks.Count(c => c is { Passed: false, Severity: Severity.Warning });
        MarkupString line = Say.It("check6.of_checks", ("n", Figures.Count(checks.Count)));
        return errors > 0 ? new(question, target, Status.Bad, Say.It("check6.fail", ("n", Figures.Count(errors))), line)
            : warnings > 0 ? new(question, target, Status.Warn, Say.It("check6.look", ("n", Figures.Count(warnings))), line)
            : new(question, target, Status.Ok, Say.It("check6.pass"), line);
    }

    static SelfCheckAnswer Segments(Report report)
    {
        const string question = "check6.segments", target = "segments";
        if (report.Segments.Count == 0 && report.Slices.Count == 0) return Absent(question, target, "check6.no_segments");
        QualityChange[] changes = [.. report.Segments.SelectMany(s => s.Rows).Select(r => r.Change).OfType<QualityChange>()];
        int worse = changes.Count(c => c.Verdict == QualityVerdict.Worse);
        MarkupString line = Say.It("check6.of_segments", ("n", Figures.Count(report.Segments.Sum(s => s.Rows.Count))));
        if (worse > 0) return new(question, target, Status.Warn, Say.It("check6.worse", ("n", Figures.Count(worse))), line);
        if (changes.Length == 0) return new(question, target, Status.None, Say.It("check6.not_judged"), line);
        return changes.All(c => c.Verdict == QualityVerdict.InsufficientData)
            ? new(question, target, Status.Few, Say.It("verdict.few"), line)
            : new(question, target, Status.Ok, Say.It("check6.none_worse"), line);
    }

    static SelfCheckAnswer Fairness(IReadOnlyList<FairnessReport> columns)
    {
        const string question = "check6.fairness", target = "fairness";
        FairnessGap[] gaps = [.. columns.SelectMany(c => c.Gaps)];
        if (gaps.Length == 0) return Absent(question, target, "check6.no_protected");
        FairnessGap shown = gaps.FirstOrDefault(g => g.Verdict == FairnessVerdict.BeyondTolerance)
            ?? gaps.FirstOrDefault(g => g.Verdict == FairnessVerdict.Unclear)
            ?? gaps.FirstOrDefault(g => g.Verdict == FairnessVerdict.WithinTolerance) ?? gaps[0];
        MarkupString line =
            new($"{Wording.Measure(shown.Measure)} {PlainText.Encode($"{QualityFigures.Of(shown.Value.Value)} {QualityFigures.Interval(shown.Value)}")}");
        return new(question, target, Wording.StatusOf(shown.Verdict), Wording.Of(shown.Verdict), line);
    }

    static SelfCheckAnswer Absent(string question, string target, string why) =>
        new(question, target, Status.None, Say.It("check6.absent"), Say.It(why));
}
