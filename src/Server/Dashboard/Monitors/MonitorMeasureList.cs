using Plumbline.Engine.Monitors;
using Plumbline.Engine.Operations;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Suites;

namespace Plumbline.Server.Dashboard.Monitors;

/// <summary>The measures each kind of monitor may have, to be chosen from.</summary>
static class MonitorMeasureList
{
    /// <summary>Names, with a line of English about each.</summary>
    /// <param name="kind">Of the monitor.</param>
    /// <param name="task">Of the model; null where it is not known.</param>
    public static IReadOnlyList<(string Name, string About)> Of(MonitorKind kind, ModelTask? task) => kind switch
    {
        MonitorKind.Drift or MonitorKind.Integrity => Of(SuiteScope.Column, SuiteScope.Dataset),
        MonitorKind.Quality => [.. Of(SuiteScope.Quality).Where(m => task is not { } own || SuiteMeasures.FitsTask(m.Name, own))],
        MonitorKind.Fairness => Of(SuiteScope.Fairness),
        MonitorKind.Operations => [.. OperationsMeasures.All.Select(m => (m.Name, m.Description)),
            .. CustomMetric.Statistics.Select(s => ("metric.NAME." + s, s + " of a custom metric"))],
        // They measure one thing only.
        MonitorKind.Volume or MonitorKind.Freshness or MonitorKind.Absence => [],
    };

    static List<(string Name, string About)> Of(params SuiteScope[] scopes) => [.. scopes
        .SelectMany(s => SuiteMeasures.All.Where(m => m.Scope == s && !m.IsWord)).Select(m => (m.Path, m.Description))
        .DistinctBy(m => m.Path)];
}
