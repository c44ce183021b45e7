using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Suites;

namespace Plumbline.Engine.Tests.Suites;

/// <summary>Reports with just what a condition needs.</summary>
static class Reports
{
    public static Report Of(params ColumnReport[] columns) => new()
    {
        Reference = new DatasetSummary { Path = "reference", Rows = 1000 },
        Current = new DatasetSummary { Path = "current", Rows = 1000 },
        Summary = new ReportSummary { Verdict = Verdict.Stable, Columns = columns.Length, Judged = columns.Length, Drifted = 0,
            DriftedShare = 0 },
        Columns = columns,
    };

    public static ColumnReport Numeric(string name, ColumnSummary reference, ColumnSummary? current, Verdict verdict = Verdict.Stable) =>
        new()
    {
        Name = name,
        Role = ColumnRole.Feature,
        Type = ColumnType.Numeric,
        Reference = reference,
        Current = current,
        Drift = new DriftReport { Verdict = verdict, PValue = .5, QValue = .5,
            Effect = new EffectReport("jensen_shannon", .02, 0, .05, .07) },
        Measures = new Dictionary<string, MeasureValue> { ["psi"] = new(.01), ["kolmogorov_smirnov"] = new(.03) { PValue = .4 } },
    };

    public static ColumnReport Categorical(string name) => new()
    {
        Name = name,
        Role = ColumnRole.Feature,
        Type = ColumnType.Categorical,
        Reference = Summary(),
        Current = Summary(),
        Drift = new DriftReport { Verdict = Verdict.Stable },
    };

    public static ColumnSummary Summary(double? mean = null, double? std = null, long missing = 0, long count = 1000) =>
        new() { Count = count, Missing = missing, Mean = mean, Std = std };

    public static QualityReport Quality(params (string Measure, double Reference, double Current, QualityVerdict Verdict)[] measures) =>
        new()
    {
        Task = ModelTask.Binary,
        Reference = Side(measures.Select(m => (m.Measure, m.Reference))),
        Current = Side(measures.Select(m => (m.Measure, m.Current))),
        Changes = measures.ToDictionary(m => m.Measure, m => new QualityChange { Value = m.Current - m.Reference, Verdict = m.Verdict }),
        Headline = [.. measures.Select(m => m.Measure)],
    };

    public static ConditionOutcome Ask(Report report, SuiteTarget target, string measure, Expectation expected,
        Severity severity = Severity.Error) =>
        Assert.Single(AskAll(report, target, measure, expected, severity));

    public static IReadOnlyList<ConditionOutcome> AskAll(Report report, SuiteTarget target, string measure, Expectation expected,
        Severity severity = Severity.Error) =>
        SuiteEvaluation.Evaluate(new Suite("s", [new SuiteCondition { Target = target, Measure = measure, Expected = expected,
            Severity = severity }]), report).Outcomes;

    /// <summary>Every sentence of an outcome, in both languages: throws when a template is missing.</summary>
    public static string Text(ConditionOutcome outcome) => string.Join('|',
        Enum.GetValues<Language>().SelectMany(l => new[] { outcome.Message,
            outcome.Expected }.Select(m => MessageCatalog.Engine.Format(m, l))));

    static QualitySide Side(IEnumerable<(string Measure, double Value)> values) => new()
    {
        Rows = 1000,
        Measures = values.ToDictionary(v => v.Measure, v => new MeasureValue(v.Value) { N = 1000 }),
    };
}
