using System.Diagnostics;
using System.Globalization;
using Plumbline.Engine.Suites;
using Plumbline.Server.Monitors;
using YamlDotNet.RepresentationModel;

namespace Plumbline.Cli.Suites;

/// <summary>The keys that say what is expected, both ways: from YAML and to YAML.</summary>
static class ExpectationKeys
{
    /// <summary>Every key, <c>max</c> before <c>min</c>.</summary>
    public static IReadOnlyList<string> All { get; } =
        ["max", "min", "equals", "between", "max_change", "max_drop", "max_rise", "max_relative_change", "ratio", "no_worse"];

    /// <summary>The expectation of a key, or null when it does not fit the measure or its value is wrong.</summary>
    public static Expectation? Read(string key, YamlNode value, SuiteMeasure measure, YamlProblems problems)
    {
        Expectation? read = key switch
        {
            "equals" when measure.IsWord => problems.Scalar(value) is { } word ? new Expectation.Named(word) : null,
            "equals" => problems.Number(value, key) is { } number ? new Expectation.EqualTo(number) : null,
            "between" => problems.Range(value, key) is { } range ? new Expectation.Between(range.Low, range.High) : null,
            "ratio" => problems.Range(value, key) is { } range ? new Expectation.Ratio(range.Low, range.High) : null,
            "no_worse" => NoWorse(value, problems),
            _ => Limit(key, value, measure, problems),
        };
        return read is not null && Fits(key, read, value, measure, problems) ? read : null;
    }

    /// <summary><c>key: value</c> as YAML.</summary>
    public static string Write(Expectation expected) => expected switch
    {
        Expectation.AtMost e => $"max: {Text(e.Limit)}",
        Expectation.AtLeast e => $"min: {Text(e.Limit)}",
        Expectation.EqualTo e => $"equals: {Text(e.Value)}",
        Expectation.Named e => $"equals: {YamlScalar.Write(e.Value)}",
        Expectation.Between e => $"between: [{Text(e.Low)}, {Text(e.High)}]",
        Expectation.MaxChange e => $"max_change: {Text(e.Limit)}",
        Expectation.MaxDrop e => $"max_drop: {Text(e.Limit)}",
        Expectation.MaxRise e => $"max_rise: {Text(e.Limit)}",
        Expectation.MaxRelativeChange e => $"max_relative_change: {Text(e.Limit)}",
        Expectation.Ratio e => $"ratio: [{Text(e.Low)}, {Text(e.High)}]",
        Expectation.NoWorse => "no_worse: true",
        _ => throw new UnreachableException(),
    };

    static Expectation? Limit(string key, YamlNode value, SuiteMeasure measure, YamlProblems problems)
    {
        if (measure.IsWord)
        {
            problems.Add(value, $"'{measure.Path}' is a word; only 'equals' fits it.");
            return null;
        }
        if (problems.Number(value, key) is not { } limit) return null;
        if (limit < 0 && key is not ("max" or "min"))
        {
            problems.Add(value, $"'{key}' must not be negative, found {Text(limit)}.");
            return null;
        }
        return key switch
        {
            "max" => new Expectation.AtMost(limit),
            "min" => new Expectation.AtLeast(limit),
            "max_change" => new Expectation.MaxChange(limit),
            "max_drop" => new Expectation.MaxDrop(limit),
            "max_rise" => new Expectation.MaxRise(limit),
            "max_relative_change" => new Expectation.MaxRelativeChange(limit),
            _ => throw new UnreachableException(),
        };
    }

    static Expectation.NoWorse? NoWorse(YamlNode value, YamlProblems problems)
    {
        if (problems.Scalar(value) is "true" or "yes") return new Expectation.NoWorse();
        problems.Add(value, "'no_worse' takes only: no_worse: true");
        return null;
    }

    static bool Fits(string key, Expectation expected, YamlNode value, SuiteMeasure measure, YamlProblems problems)
    {
        string? problem = measure.IsWord && expected is not Expectation.Named ? $"'{measure.Path}' is a word; only 'equals' fits it."
            : expected.IsRelative && !measure.HasReference ? $"'{measure.Path}' compares the two sets already and has no value on the "
            + $"reference; use max, min, equals or between instead of '{key}'."
            : expected is Expectation.NoWorse && measure.Scope is not (SuiteScope.Quality or SuiteScope.Segment)
                ? "'no_worse' is for quality and segment measures only."
            : null;
        if (problem is not null) problems.Add(value, problem);
        return problem is null;
    }

    static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
