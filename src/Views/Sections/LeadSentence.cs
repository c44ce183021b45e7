using Microsoft.AspNetCore.Components;
using Plumbline.Engine.Reports;
using Plumbline.Views.Words;

namespace Plumbline.Views.Sections;

/// <summary>What the page says first: what drifted, what quality did, what moved most and where it hurts. Whole sentences, never glued
/// parts.</summary>
static class LeadSentence
{
    /// <summary>The sentences in order; the strong ones carry the verdict.</summary>
    public static IReadOnlyList<(MarkupString Text, bool Strong)> Of(Report report)
    {
        var sentences = new List<(MarkupString, bool)> { (Columns(report), true) };
        if (Quality(report.Quality) is { } quality) sentences.Add(quality);
        if (MostMoved(report) is { } moved) sentences.Add((moved, false));
        if (WorstSegment(report) is { } segment) sentences.Add((segment, false));
        else if (WorstSlice(report) is { } slice) sentences.Add((slice, false));
        int few = report.Columns.Count(c => c.Drift?.Verdict == Verdict.InsufficientData);
        if (few > 0 && report.Summary.Verdict != Verdict.InsufficientData)
            sentences.Add((Say.It("lead.few", ("n", Figures.Count(few))), false));
        int errors = report.Integrity.Count(c => c is { Passed: false, Severity: Severity.Error });
        if (errors > 0) sentences.Add((Say.It("lead.integrity", ("n", Figures.Count(errors))), false));
        int gaps = report.Fairness.Sum(f => f.Gaps.Count(g => g.Verdict == FairnessVerdict.BeyondTolerance));
        if (gaps > 0) sentences.Add((Say.It("lead.fairness", ("n", Figures.Count(gaps))), false));
        return sentences;
    }

    static MarkupString Columns(Report report)
    {
        ReportSummary s = report.Summary;
        (string, string) drifted = ("drifted", Figures.Count(s.Drifted)), judged = ("judged", Figures.Count(s.Judged));
        return s.Judged == 0 ? Say.It("lead.nothing_judged") : s.Verdict switch
        {
            Verdict.Drift => Say.It("lead.drift", drifted, judged),
            Verdict.Stable => Say.It("lead.stable", judged),
            Verdict.InsufficientData => Say.It("lead.insufficient", judged),
            Verdict.NotComparable => Say.It("lead.nothing_judged"),
        };
    }

    static (MarkupString, bool)? Quality(QualityReport? quality)
    {
        if (quality?.Current is null || quality.Reference is null) return null;
        var worst = quality.Headline.Concat(quality.Changes.Keys).Distinct()
            .Where(m => quality.Changes.TryGetValue(m, out QualityChange? c) && c.Verdict == QualityVerdict.Worse).FirstOrDefault();
        if (worst is not null) return (Change("lead.quality_worse", worst, quality), true);
        string? first = quality.Headline.FirstOrDefault(m => quality.Changes.ContainsKey(m));
        if (first is null) return null;
        return quality.Changes[first].Verdict switch
        {
            QualityVerdict.Better => (Change("lead.quality_better", first, quality), false),
            QualityVerdict.NoChangeSeen => (Change("lead.quality_same", first, quality), false),
            QualityVerdict.InsufficientData => (Say.It("lead.quality_few", ("n", Figures.Count(quality.Current.Rows))), false),
            QualityVerdict.Worse => null,
        };
    }

    static MarkupString Change(string key, string measure, QualityReport quality) => Say.About(measure, key,
        ("from", Value(quality.Reference, measure)), ("to", Value(quality.Current, measure)));

    static string Value(QualitySide? side, string measure) =>
        side?.Measures.TryGetValue(measure, out MeasureValue? value) == true ? QualityFigures.Of(value.Value) : Figures.Two(double.NaN);

    static MarkupString? MostMoved(Report report)
    {
        OrderedColumn most = new ColumnOrder(report).All.FirstOrDefault();
        if (most.Column?.Drift is not { Verdict: Verdict.Drift } drift) return null;
        if (drift.Reasons.Count > 0)
            return Say.Because("lead.most_moved_because", drift.Reasons[0], ("column", most.Column.Name));
        return drift.Effect is { } effect
            ? Say.It("lead.most_moved", ("column", most.Column.Name), ("effect", Figures.Two(effect.Value)),
                ("threshold", Figures.Two(effect.Threshold)))
            : Say.It("lead.most_moved_lost", ("column", most.Column.Name));
    }

    static MarkupString? WorstSegment(Report report)
    {
        var worst = report.Segments.SelectMany(s => s.Rows.Select(r => (Segment: s, Row: r)))
            .Where(p => p.Row.Change?.Verdict == QualityVerdict.Worse && p.Segment.Measure is not null)
            .OrderByDescending(p => Math.Abs(p.Row.Change!.Value)).FirstOrDefault();
        if (worst.Row?.Change is null || worst.Segment.Measure is null) return null;
        return Say.About(worst.Segment.Measure, "lead.worst_segment", ("where", Condition(worst.Segment.Column, worst.Row.Value)),
            ("from", QualityFigures.Of(worst.Row.Reference?.Value ?? double.NaN)),
                ("to", QualityFigures.Of(worst.Row.Current?.Value ?? double.NaN)),
            ("n", Figures.Count(worst.Row.CurrentRows)));
    }

    // A segment's value may be a range that already holds its comparison: "> 37", "(17, 25]".
    static string Condition(string column, string value) =>
        value.StartsWith('>') || value.StartsWith('<') ? $"{column} {value}"
        : value.StartsWith('(') && value.EndsWith(']') ? $"{column} ∈ {value}"
        : $"{column} = {value}";

    static MarkupString? WorstSlice(Report report) => report.Slices.Count == 0 ? null
        : Say.It("lead.worst_slice", ("slice", string.Join(", ", report.Slices[0].Conditions)),
            ("loss", Figures.Number(report.Slices[0].Loss)),
            ("elsewhere", Figures.Number(report.Slices[0].LossElsewhere)), ("n", Figures.Count(report.Slices[0].Rows)));
}
