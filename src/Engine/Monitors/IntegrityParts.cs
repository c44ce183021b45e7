using Plumbline.Engine.Integrity;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Monitors;

/// <summary>The integrity checks of the window's side of the report.</summary>
static class IntegrityParts
{
    const string Prefix = "check.";

    /// <summary>Rows per time are the volume monitor's: it knows the hours of the week, a baseline does not.</summary>
    const string Volume = "volume";

    /// <summary>Every check, or one kind of check.</summary>
    /// <param name="run">The monitor.</param>
    /// <param name="path">Null for every check, else <c>check.NAME</c>.</param>
    public static IEnumerable<EvaluationPart> Of(MonitorRun run, string? path)
    {
        string? only = path?[Prefix.Length..];
        var parts = new List<EvaluationPart>();
        foreach (var population in run.Window.Populations(run.Monitor.Segment).Where(p => p.Rows == 0))
            parts.Add(run.Nothing(population, path ?? "checks"));
        foreach (var comparison in run.Window.Comparisons(run.Monitor.Segment)) parts.AddRange(Of(run, comparison, only));
        return parts;
    }

    public static bool IsCheck(string path) => path.StartsWith(Prefix, StringComparison.Ordinal) && path.Length > Prefix.Length;

    static IEnumerable<EvaluationPart> Of(MonitorRun run, Comparison comparison, string? only)
    {
        var (population, report) = (comparison.Population, comparison.Report);
        var selected = run.SelectedColumns(report.Columns);
        var columns = report.Columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
        foreach (var check in report.Integrity.Where(c => c.Set == CheckList.Current
            && (only is null ? c.Check != Volume : c.Check == only)))
        {
            if (selected is not null && (check.Column is null || !selected.Contains(check.Column))) continue;
            yield return Part(run, population, check, check.Column is null ? null : columns.GetValueOrDefault(check.Column));
        }
        foreach (var column in report.Columns.Where(c => c.Failure is not null && selected?.Contains(c.Name) != false))
            yield return DriftParts.FailedPart(population, column, "checks");
    }

    static EvaluationPart Part(MonitorRun run, Population population, IntegrityCheck check, ColumnReport? column) => new()
    {
        Subject = check.Column is null ? population.Whole(check.Check) : population.SubjectOf(check.Column),
        Measure = Prefix + check.Check,
        Status = check.Passed ? EvaluationStatus.Ok : check.Severity == Severity.Error ? run.Breach : EvaluationStatus.Warning,
        Value = check.Observed,
        N = column?.Current?.Count ?? population.Rows,
        ExpectedN = column is null ? population.Baseline?.Profile.Rows : column.Reference?.Count,
        Reasons = [check.Message],
    };
}
