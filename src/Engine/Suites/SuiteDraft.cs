using Plumbline.Engine.Columns;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Suites;

/// <summary>Proposes a suite for a reference: what <c>plumbline check init</c> writes. The reference itself passes it.</summary>
public static class SuiteDraft
{
    const double MissingRoom = .02;
    const double LargestRefusedShare = .01;

    /// <summary>Sensible conditions for data like the reference: few, to be read and changed by hand.</summary>
    /// <param name="report">A report with the reference on the reference side; comparing the reference with itself will do.</param>
    /// <param name="name">The suite's name.</param>
    public static Suite FromReference(Report report, string name)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new Suite(name,
        [
            .. OfDataset(report),
            .. OfEveryColumn(report),
            .. report.Columns.Where(c => c.Reference is not null && c.Role != ColumnRole.Ignore).SelectMany(OfColumn),
            .. OfOutcomes(report),
        ]);
    }

    static IEnumerable<SuiteCondition> OfDataset(Report report)
    {
        yield return SuitePresets.AtMost(SuiteTarget.Dataset, "missing_columns", 0);
        yield return SuitePresets.AtMost(SuiteTarget.Dataset, "extra_columns", 0, Severity.Warning);
        yield return SuitePresets.AtMost(SuiteTarget.Dataset, "refused_share", LargestRefusedShare);
        if (report.Reference.DuplicateRows is not null)
            yield return SuitePresets.AtMost(SuiteTarget.Dataset, "failed_checks.duplicate_rows", 0, Severity.Warning);
        yield return SuitePresets.AtMost(SuiteTarget.Dataset, "failed_checks.volume", 0, Severity.Warning);
    }

    static IEnumerable<SuiteCondition> OfEveryColumn(Report report)
    {
        if (report.Columns.Any(c => c.Drift is not null)) yield return SuitePresets.AtMost(SuiteTarget.EveryColumn, "drifted", 0);
        yield return SuitePresets.AtMost(SuiteTarget.EveryColumn, "check.type", 0);
        if (report.Columns.Any(c => c is { Type: ColumnType.Numeric, Reference.Min: not null }))
            yield return SuitePresets.AtMost(SuiteTarget.EveryColumn, "check.range", 0, Severity.Warning);
        if (report.Columns.Any(c => c.Type is ColumnType.Categorical or ColumnType.Boolean))
            yield return SuitePresets.AtMost(SuiteTarget.EveryColumn, "check.unseen_categories", 0, Severity.Warning);
    }

    static IEnumerable<SuiteCondition> OfColumn(ColumnReport column)
    {
        ColumnSummary reference = column.Reference!;
        var target = SuiteTarget.Column(column.Name);
        if (reference.Count > 0)
        {
            double share = (double)reference.Missing / reference.Count;
            yield return SuitePresets.AtMost(target, "missing_share", Math.Min(1, Math.Ceiling((share + MissingRoom) * 100) / 100));
        }
        if (column.Role == ColumnRole.Id) yield return SuitePresets.AtMost(target, "check.duplicate_ids", 0);
    }

    static IEnumerable<SuiteCondition> OfOutcomes(Report report)
    {
        if (report.Quality is { Headline.Count: > 0 } quality)
            foreach (string measure in quality.Headline)
                yield return new SuiteCondition { Target = SuiteTarget.Quality, Measure = measure, Expected = new Expectation.NoWorse() };
        foreach (var segment in report.Segments.Where(s => s.Measure is not null))
            yield return new SuiteCondition
            {
                Target = SuiteTarget.Segment(segment.Column),
                Measure = segment.Measure!,
                Expected = new Expectation.NoWorse(),
                Severity = Severity.Warning,
            };
        foreach (var fairness in report.Fairness)
            yield return SuitePresets.AtMost(SuiteTarget.Fairness(fairness.Column), "beyond_tolerance", 0, Severity.Warning);
    }
}
