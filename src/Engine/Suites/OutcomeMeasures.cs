using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Suites;

/// <summary>Measures of quality, segments and fairness.</summary>
static class OutcomeMeasures
{
    public static Measured? OfQuality(QualityReport quality, string path)
    {
        if (path == "rows") return Measured.Count(quality.Current?.Rows ?? 0, quality.Reference?.Rows);
        if (SuiteMeasures.LabelMeasure(path) is var (label, measure))
            return Of(Find(quality.Current, label), Find(quality.Reference, label), measure, null);
        return Of(quality.Current?.Measures, quality.Reference?.Measures, path, quality.Changes.GetValueOrDefault(path));
    }

    public static Measured? OfSegment(SegmentReport segment, SegmentRow row, string path) => path switch
    {
        "rows" => Measured.Count(row.CurrentRows, row.ReferenceRows),
        "rows_share" => Measured.Share(RowsShare(segment, row, r => r.CurrentRows), RowsShare(segment, row, r => r.ReferenceRows),
            row.CurrentRows),
        _ when path == segment.Measure && row.Current is { } now => Measured.Of(now, row.Reference) with { Change = row.Change?.Verdict },
        _ => row.Measures.TryGetValue(path, out var value) ? Measured.Of(value) : null,
    };

    public static Measured? OfFairness(FairnessReport fairness, string path)
    {
        if (path == "beyond_tolerance")
            return new Measured
            {
                Current = fairness.Gaps.Count(g => g.Verdict == FairnessVerdict.BeyondTolerance),
                IsInsufficient = fairness.Gaps.All(g => g.Verdict == FairnessVerdict.InsufficientData),
            };
        return fairness.Gaps.FirstOrDefault(g => g.Measure == path) is { } gap
            ? Measured.Of(gap.Value, gap.Reference) with { IsInsufficient = gap.Verdict == FairnessVerdict.InsufficientData } : null;
    }

    static Measured? Of(IReadOnlyDictionary<string, MeasureValue>? current, IReadOnlyDictionary<string, MeasureValue>? reference,
        string measure,
        QualityChange? change) =>
        current is not null && current.TryGetValue(measure, out var now)
            ? Measured.Of(now, reference?.GetValueOrDefault(measure)) with { Change = change?.Verdict } : null;

    static IReadOnlyDictionary<string, MeasureValue>? Find(QualitySide? side, string label) =>
        side?.Labels.FirstOrDefault(l => l.Label == label)?.Measures;

    static double RowsShare(SegmentReport segment, SegmentRow row, Func<SegmentRow, long> rows) =>
        segment.Rows.Sum(rows) is > 0 and var total ? (double)rows(row) / total : double.NaN;
}
