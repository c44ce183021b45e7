using Plumbline.Engine.Messages;
using Plumbline.Engine.Quality;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Suites;
using Plumbline.Statistics.Multiplicity;

namespace Plumbline.Engine.Monitors;

/// <summary>Model quality of every value of a segment, judged together.</summary>
static class SegmentQualityParts
{
    public static IEnumerable<EvaluationPart> Of(MonitorRun run, string? path)
    {
        var quality = QualityParts.QualityOf(run);
        if (quality is null || run.Window.Outcomes?.Segments.FirstOrDefault(s => s.Column == run.Monitor.Segment) is not { } segment)
            return [QualityParts.WithoutLabels(run, path ?? "quality")];
        string measure = path ?? segment.Measure ?? quality.Headline[0];
        var populations = run.Window.Populations(run.Monitor.Segment).ToDictionary(p => p.Value ?? "", StringComparer.Ordinal);
        var values = segment.Rows.Where(r => r.CurrentRows > 0).Select(r => ValueOf(r, segment, populations.GetValueOrDefault(r.Value),
            measure)).ToList();
        var absent = populations.Values.Where(p => values.All(v => v.Row.Value != p.Value))
            .Select(p => MonitorRun.Insufficient(p.Whole(measure), measure, Message.Of("monitor.no_events")));
        return [.. run.Monitor.Threshold is { } threshold ? values.Select(v => ThresholdRule.Judge(v.Seen, threshold, run.Monitor.Severity))
            : Judged(run, values, measure), .. absent];
    }

    static IEnumerable<EvaluationPart> Judged(MonitorRun run, List<SegmentValue> values, string path)
    {
        if (QualityMeasures.Find(path) is not { IsJudged: true } measure || measure.Direction == MeasureDirection.Neutral)
            throw MonitorRun.NeedsThreshold(path);
        var compared = values.Select(v => v.Now is { } now && v.Before is { } before
            ? new QualityChanges.Compared(measure, before, now) : null).ToList();
        double[] q = BenjaminiHochberg.Adjust([.. compared.Select(c => c is { IsJudged: true } ? c.Change.PValue : double.NaN)]);
        for (int i = 0; i < values.Count; i++)
        {
            var seen = values[i].Seen;
            yield return compared[i] is { } c ? QualityParts.Judged(run, seen, c.Judge(q[i], run.Window.Level, run.Window.Level))
                : seen.Part(EvaluationStatus.InsufficientData, seen.Obstacle ?? Message.Of("monitor.no_baseline_quality"));
        }
    }

    static SegmentValue ValueOf(SegmentRow row, SegmentReport segment, Population? population, string path)
    {
        var now = row.Measures.GetValueOrDefault(path) ?? (path == segment.Measure ? row.Current : null);
        var before = OutcomeReport.SideOf(population?.Baseline?.Quality)?.Measures.GetValueOrDefault(path);
        var measured = now is null ? new Measured() : Measured.Of(now, before);
        long labels = now?.N ?? 0;
        return new SegmentValue(row, now, before, QualityParts.Seen($"{segment.Column} = {row.Value}", path, measured,
            labels < Observation.LeastRows ? QualityParts.FewLabels(labels, row.CurrentRows) : null, null));
    }

    sealed record SegmentValue(SegmentRow Row, MeasureValue? Now, MeasureValue? Before, Observation Seen);
}
