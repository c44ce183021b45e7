using Plumbline.Engine.Drift;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Monitors;

/// <summary>The drift verdict of every judged column.</summary>
static class DriftParts
{
    const string Measure = "effect";

    public static IEnumerable<EvaluationPart> Of(MonitorRun run)
    {
        var parts = new List<EvaluationPart>();
        var compared = run.Window.Comparisons(run.Monitor.Segment).Where(c => c.Population.Baseline is not null).ToList();
        foreach (var population in run.Window.Populations(run.Monitor.Segment).Where(p => p.Rows == 0 || p.Baseline is null))
            parts.Add(run.Nothing(population, Measure));
        foreach (var (population, column, report) in Judged(run, compared)) parts.Add(Part(run, population, column, report));
        foreach (var comparison in compared) parts.AddRange(Failed(run, comparison));
        return parts;
    }

    /// <summary>The selected columns with their verdicts. A selection is judged anew: the correction is for what the monitor looks
    /// at.</summary>
    static IEnumerable<(Population, ColumnReport, DriftReport)> Judged(MonitorRun run, IReadOnlyList<Comparison> compared)
    {
        var all = run.Window.Comparisons(run.Monitor.Segment);
        var chosen = new List<(Comparison Comparison, ColumnWork Column)>();
        foreach (var comparison in compared)
        {
            var selected = run.SelectedColumns(comparison.Report.Columns);
            chosen.AddRange(comparison.Work.Columns.Where(c => c is { Evidence: not null, Facts: not null }
                && selected?.Contains(c.Report.Name) != false).Select(c => (comparison, c)));
        }
        bool isWhole = chosen.Count == all.Sum(c => c.Work.Judged.Count);
        var verdicts = isWhole ? [] : DriftJudge.Judge([.. chosen.Select(c => (c.Column.Evidence!, c.Column.Facts!))], run.Window.Level);
        for (int i = 0; i < chosen.Count; i++)
        {
            var (comparison, work) = chosen[i];
            var column = comparison.Report.Columns[work.Pair.Index];
            yield return (comparison.Population, column, isWhole ? column.Drift! : verdicts[i]);
        }
    }

    static EvaluationPart Part(MonitorRun run, Population population, ColumnReport column, DriftReport drift) => new()
    {
        Subject = population.SubjectOf(column.Name),
        Measure = Measure,
        Status = drift.Verdict switch
        {
            Verdict.Drift => run.Breach,
            Verdict.Stable => EvaluationStatus.Ok,
            Verdict.InsufficientData or Verdict.NotComparable => EvaluationStatus.InsufficientData,
        },
        Value = drift.Effect?.Value ?? double.NaN,
        Low = drift.Effect?.Low,
        High = drift.Effect?.High,
        N = column.Current?.Present ?? 0,
        ExpectedN = column.Reference?.Present,
        Threshold = drift.Effect?.Threshold,
        PValue = Known(drift.PValue),
        QValue = Known(drift.QValue),
        Reasons = [.. drift.Reasons],
    };

    static IEnumerable<EvaluationPart> Failed(MonitorRun run, Comparison comparison)
    {
        var selected = run.SelectedColumns(comparison.Report.Columns);
        return comparison.Report.Columns.Where(c => c.Failure is not null && selected?.Contains(c.Name) != false)
            .Select(c => FailedPart(comparison.Population, c, Measure));
    }

    public static EvaluationPart FailedPart(Population population, ColumnReport column, string measure) => new()
    {
        Subject = population.SubjectOf(column.Name),
        Measure = measure,
        Status = EvaluationStatus.Failed,
        Reasons = [column.Failure ?? Message.Of("monitor.undefined")],
    };

    static double? Known(double value) => double.IsNaN(value) ? null : value;
}
