using System.Diagnostics;
using Plumbline.Engine.Integrity;
using Plumbline.Engine.Messages;

namespace Plumbline.Engine.Suites;

/// <summary>The sentences of a suite's result.</summary>
static class SuiteText
{
    /// <summary>What would pass: <c>suite.expected.KIND</c>.</summary>
    public static Message Expected(Expectation expected, Measured? measured) =>
        Message.Of("suite.expected." + Kind(expected), Arguments(expected, measured));

    /// <summary>What was measured and what was asked: <c>suite.said.KIND</c>.</summary>
    public static Message Said(Expectation expected, Measured measured, string subject, string measure) =>
        Message.Of("suite.said." + Kind(expected), [("subject", subject), ("measure", measure),
            ("observed", measured.Word ?? Text(measured.Current)), .. Arguments(expected, measured)]);

    /// <summary>A name for a condition without one: <c>missing_share max 0.05</c>.</summary>
    public static string Name(SuiteCondition condition)
    {
        var arguments = Arguments(condition.Expected, null);
        string limit = arguments.FirstOrDefault(a => a.Name == "limit").Value
            ?? (arguments.FirstOrDefault(a => a.Name == "low").Value is { } low ? $"{low}..{arguments.First(a => a.Name == "high").Value}"
            : "");
        return $"{condition.Measure} {Kind(condition.Expected)} {limit}".TrimEnd();
    }

    static string Kind(Expectation expected) => expected switch
    {
        Expectation.AtMost => "max",
        Expectation.AtLeast => "min",
        Expectation.EqualTo or Expectation.Named => "equals",
        Expectation.Between => "between",
        Expectation.MaxChange => "max_change",
        Expectation.MaxDrop => "max_drop",
        Expectation.MaxRise => "max_rise",
        Expectation.MaxRelativeChange => "max_relative_change",
        Expectation.Ratio => "ratio",
        Expectation.NoWorse => "no_worse",
        _ => throw new UnreachableException(),
    };

    static (string Name, string Value)[] Arguments(Expectation expected, Measured? measured)
    {
        (string, string)[] of = expected switch
        {
            Expectation.AtMost e => [("limit", Text(e.Limit))],
            Expectation.AtLeast e => [("limit", Text(e.Limit))],
            Expectation.EqualTo e => [("limit", Text(e.Value))],
            Expectation.Named e => [("limit", e.Value)],
            Expectation.Between e => [("low", Text(e.Low)), ("high", Text(e.High))],
            Expectation.MaxChange e => [("limit", Text(e.Limit))],
            Expectation.MaxDrop e => [("limit", Text(e.Limit))],
            Expectation.MaxRise e => [("limit", Text(e.Limit))],
            Expectation.MaxRelativeChange e => [("limit", Figures.Share(e.Limit))],
            Expectation.Ratio e => [("low", Text(e.Low)), ("high", Text(e.High))],
            Expectation.NoWorse => [],
            _ => throw new UnreachableException(),
        };
        return [.. of, ("reference", measured is null ? "" : Text(measured.Reference))];
    }

    static string Text(double value) => double.IsNaN(value) ? "-" : Figures.Number(value);
}
