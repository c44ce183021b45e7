using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Suites;

/// <summary>Suites that need no writing.</summary>
public static class SuitePresets
{
    /// <summary><c>drift</c>, <c>integrity</c>, <c>quality</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["drift", "integrity", "quality"];

    /// <summary>The preset of a name, or null.</summary>
    public static Suite? Find(string name) => name switch
    {
        "drift" => new Suite(name, Drift()),
        "integrity" => new Suite(name, Integrity()),
        "quality" => new Suite(name, Quality()),
        _ => null,
    };

    /// <summary>No column drifts, none is lost.</summary>
    static IReadOnlyList<SuiteCondition> Drift() =>
    [
        AtMost(SuiteTarget.Dataset, "missing_columns", 0),
        AtMost(SuiteTarget.EveryColumn, "drifted", 0),
    ];

    /// <summary>What would harm fails, the rest warns.</summary>
    static IReadOnlyList<SuiteCondition> Integrity() =>
    [
        new() { Target = SuiteTarget.Dataset, Measure = "rows", Expected = new Expectation.AtLeast(1) },
        AtMost(SuiteTarget.Dataset, "missing_columns", 0),
        AtMost(SuiteTarget.Dataset, "extra_columns", 0, Severity.Warning),
        AtMost(SuiteTarget.Dataset, "refused_share", .01),
        AtMost(SuiteTarget.Dataset, "failed_checks.duplicate_rows", 0, Severity.Warning),
        AtMost(SuiteTarget.Dataset, "failed_checks.volume", 0, Severity.Warning),
        AtMost(SuiteTarget.Dataset, "failed_errors", 0),
        AtMost(SuiteTarget.EveryColumn, "check.missing", 0),
        AtMost(SuiteTarget.EveryColumn, "check.type", 0),
        AtMost(SuiteTarget.EveryColumn, "failed_checks", 0, Severity.Warning),
    ];

    /// <summary>No headline measure is worse beyond chance.</summary>
    static IReadOnlyList<SuiteCondition> Quality() =>
        [new() { Target = SuiteTarget.Quality, Measure = SuiteMeasures.Headline, Expected = new Expectation.NoWorse() }];

    internal static SuiteCondition AtMost(SuiteTarget target, string measure, double limit, Severity severity = Severity.Error) =>
        new() { Target = target, Measure = measure, Expected = new Expectation.AtMost(limit), Severity = severity };
}
