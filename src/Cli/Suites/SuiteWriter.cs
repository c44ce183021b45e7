using System.Globalization;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Suites;
using Plumbline.Server.Monitors;

namespace Plumbline.Cli.Suites;

/// <summary>Writes a suite as YAML with comments, to be read and changed by people.</summary>
static class SuiteWriter
{
    const long UsualMinimumRows = 30;

    public static void Write(Suite suite, string reference, TextWriter output)
    {
        output.Write($"# Checks for data like {Output.Neutral.Line(reference)}, proposed by 'plumbline check init'.\n");
        output.Write("# Run: plumbline check --reference REFERENCE --current CURRENT --suite THIS_FILE\n");
        output.Write("# Every check names where it looks (dataset, column, quality, segment, fairness), a measure, and one expectation:\n");
        output.Write("#   max, min, equals, between            of the current value\n");
        output.Write("#   max_change, max_drop, max_rise       against the reference, in the measure's unit\n");
        output.Write("#   max_relative_change, ratio, no_worse against the reference, relative\n");
        output.Write("# A change for the better never fails. Loosen, tighten or delete what does not matter to you.\n\n");
        output.Write($"name: {YamlScalar.Write(suite.Name)}\n\nchecks:\n");
        (SuiteScope Scope, string? Name)? last = null;
        foreach (SuiteCondition condition in suite.Conditions)
        {
            (SuiteScope Scope, string? Name) place = (condition.Target.Scope, condition.Target.Name);
            if (place != last) output.Write($"{(last is null ? "" : "\n")}  # {Heading(condition.Target)}\n");
            last = place;
            Write(condition, output);
        }
    }

    static string Heading(SuiteTarget target) => target.Scope switch
    {
        SuiteScope.Dataset => "the data set as a whole",
        SuiteScope.Column => target.Name == "*" ? "every column" : $"column {Output.Neutral.Line(target.Name ?? "")}",
        SuiteScope.Quality => "model quality",
        SuiteScope.Segment => $"segments of {Output.Neutral.Line(target.Name ?? "")}",
        SuiteScope.Fairness => $"fairness across {Output.Neutral.Line(target.Name ?? "")}",
    };

    static void Write(SuiteCondition condition, TextWriter output)
    {
        string measure = YamlScalar.Write(condition.Measure);
        output.Write(condition.Target.Scope switch
        {
            SuiteScope.Dataset => $"  - dataset: {measure}\n",
            SuiteScope.Quality => $"  - quality: {measure}\n",
            SuiteScope.Column => $"  - column: {Name(condition)}\n    measure: {measure}\n",
            SuiteScope.Segment =>
                $"  - segment: {Name(condition)}\n    value: {YamlScalar.Write(condition.Target.Part ?? "*")}\n    measure: {measure}\n",
            SuiteScope.Fairness => $"  - fairness: {Name(condition)}\n    measure: {measure}\n",
        });
        output.Write($"    {ExpectationKeys.Write(condition.Expected)}\n");
        if (condition.Name.Length > 0) output.Write($"    name: {YamlScalar.Write(condition.Name)}\n");
        if (condition.Severity == Severity.Warning) output.Write("    severity: warning\n");
        if (condition.MinimumRows != UsualMinimumRows)
            output.Write($"    min_rows: {condition.MinimumRows.ToString(CultureInfo.InvariantCulture)}\n");
    }

    static string Name(SuiteCondition condition) => YamlScalar.Write(condition.Target.Name ?? "*");
}
