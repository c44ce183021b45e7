using Plumbline.Engine.Monitors;
using Plumbline.Engine.Operations;
using Plumbline.Engine.Suites;

namespace Plumbline.Server.Dashboard.Monitors;

/// <summary>The measures each kind of monitor may have, to be chosen from.</summary>
static class MonitorMeasureList
{
    public static IReadOnlyList<(string Name, string About)> Of(MonitorKind kind) => kind switch
    {
        MonitorKind.Drift or MonitorKind.Integrity => Of(SuiteScope.Column, SuiteScope.Dataset),
        MonitorKind.Quality => Of(SuiteScope.Quality),
        MonitorKind.Fairness => Of(SuiteScope.Fairness),
        MonitorKind.Operations => [.. OperationsMeasures.All.Select(m => (m.Name, m.Description)),
            .. CustomMetric.Statistics.Select(s => ("metric.NAME." + s, s + " of a custom metric"))],
        // They measure one thing only.
        MonitorKind.Volume or MonitorKind.Freshness or MonitorKind.Absence => [],
    };

    static List<(string, string)> Of(params SuiteScope[] scopes) => [.. scopes
        .SelectMany(s => SuiteMeasures.All.Where(m => m.Scope == s && !m.IsWord)).Select(m => (m.Path, m.Description))
        .DistinctBy(m => m.Path)];
}
