using Plumbline.Engine.Messages;
using Plumbline.Engine.Suites;

namespace Plumbline.Engine.Monitors;

/// <summary>A measure of the suites' catalogue held to a threshold.</summary>
static class MeasureParts
{
    /// <summary>A measure of columns or of all columns together.</summary>
    public static IEnumerable<EvaluationPart> Of(MonitorRun run, string path, Threshold threshold)
    {
        var scope = run.Monitor.Columns.IsEmpty && SuiteMeasures.Find(SuiteScope.Dataset, path) is not null ? SuiteScope.Dataset
            : SuiteScope.Column;
        var measure = MonitorRun.MeasureOf(scope, path);
        var parts = new List<EvaluationPart>();
        foreach (var population in run.Window.Populations(run.Monitor.Segment).Where(p => p.Rows == 0))
            parts.Add(run.Nothing(population, path));
        foreach (var comparison in run.Window.Comparisons(run.Monitor.Segment))
        {
            foreach (var (subject, measured) in Found(run, comparison, scope, path))
            {
                var population = comparison.Population;
                string name = scope == SuiteScope.Dataset ? population.Whole(path) : population.SubjectOf(subject);
                parts.Add(Part(run, Observation.Of(name, path, measured, measure.Better), measured, threshold));
            }
        }
        return parts;
    }

    public static EvaluationPart Part(MonitorRun run, Observation seen, Measured measured, Threshold threshold) => measured.IsLost
        ? seen.Part(run.Breach, Message.Of("suite.said.lost", ("subject", seen.Subject), ("measure", seen.Measure)))
        : ThresholdRule.Judge(seen, threshold, run.Monitor.Severity);

    static IEnumerable<(string Subject, Measured Measured)> Found(MonitorRun run, Comparison comparison, SuiteScope scope, string path)
    {
        var selected = scope == SuiteScope.Column ? run.SelectedColumns(comparison.Report.Columns) : null;
        var search = SubjectSearch.Find(comparison.Report, scope == SuiteScope.Column ? SuiteTarget.EveryColumn : new SuiteTarget(scope));
        foreach (var subject in search.Subjects.Where(s => selected?.Contains(s.Name) != false))
        {
            if (subject.Measure(path) is { } measured) yield return (subject.Name, measured);
            else if (scope == SuiteScope.Dataset) yield return (subject.Name, new Measured { IsInsufficient = true });
            else if (run.Monitor.Columns.Contains(subject.Name))
                throw new Reports.ReportException(Message.Of("suite.error.not_measured", ("subject", subject.Name), ("measure", path)));
        }
    }
}
