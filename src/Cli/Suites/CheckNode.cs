using System.Globalization;
using Plumbline.Cli.CommandLine;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Suites;
using YamlDotNet.RepresentationModel;

namespace Plumbline.Cli.Suites;

/// <summary>Reads one check of a suite: where, which measure, what is expected.</summary>
sealed class CheckNode
{
    static readonly string[] s_scopes = ["dataset", "column", "quality", "segment", "fairness"];
    static readonly string[] s_others = ["measure", "value", "name", "severity", "min_rows"];

    readonly YamlMappingNode _node;
    readonly YamlProblems _problems;
    readonly Dictionary<string, YamlNode> _entries = new(StringComparer.Ordinal);

    CheckNode(YamlMappingNode node, YamlProblems problems) => (_node, _problems) = (node, problems);

    /// <summary>The conditions of a check: one, or one per column of a list. None when something is wrong.</summary>
    public static IReadOnlyList<SuiteCondition> Read(YamlNode node, YamlProblems problems)
    {
        if (node is YamlMappingNode mapping) return new CheckNode(mapping, problems).Read();
        problems.Add(node, "a check must be 'key: value' lines, such as: - column: age");
        return [];
    }

    IReadOnlyList<SuiteCondition> Read()
    {
        foreach ((YamlNode keyNode, YamlNode value) in _node.Children)
        {
            if (_problems.Scalar(keyNode) is not { } key) continue;
            if (s_scopes.Contains(key) || s_others.Contains(key) || ExpectationKeys.All.Contains(key)) _entries[key] = value;
            else Unknown(keyNode, key, [.. s_scopes, .. s_others, .. ExpectationKeys.All]);
        }
        string[] scopes = [.. s_scopes.Where(_entries.ContainsKey)];
        if (scopes.Length != 1)
        {
            _problems.Add(_node, $"a check needs exactly one of: {string.Join(", ", s_scopes)}; found "
                + $"{(scopes.Length == 0 ? "none" : string.Join(" and ", scopes))}.");
            return [];
        }
        return ReadScope(scopes[0]);
    }

    IReadOnlyList<SuiteCondition> ReadScope(string word)
    {
        SuiteScope scope = ScopeOf(word);
        bool namesMeasure = scope is SuiteScope.Dataset or SuiteScope.Quality;
        if (_entries.TryGetValue("value", out YamlNode? part) && scope != SuiteScope.Segment)
            _problems.Add(part, "'value' belongs to 'segment' only.");
        if (_entries.TryGetValue("measure", out YamlNode? spare) && namesMeasure)
            _problems.Add(spare, $"'measure' is not needed: write '{word}: MEASURE'.");
        YamlNode? measureNode = namesMeasure ? _entries[word] : _entries.GetValueOrDefault("measure");
        if (measureNode is null)
        {
            _problems.Add(_node, $"the check of '{word}' needs a 'measure', such as: measure: "
                + (scope == SuiteScope.Column ? "missing_share" : scope == SuiteScope.Segment ? "accuracy"
                : "demographic_parity_difference"));
            return [];
        }
        if (FindMeasure(scope, measureNode) is not { } measure || ReadExpectation(measure) is not { } expected) return [];
        return [.. Targets(scope, word).Select(t => Condition(t, _problems.Scalar(measureNode)!, expected))];
    }

    SuiteCondition Condition(SuiteTarget target, string measure, Expectation expected) => new()
    {
        Target = target,
        Measure = measure,
        Expected = expected,
        Name = _entries.TryGetValue("name", out YamlNode? name) ? _problems.Scalar(name) ?? "" : "",
        Severity = ReadSeverity(),
        MinimumRows = ReadMinimumRows() ?? new SuiteCondition { Target = target, Measure = measure, Expected = expected }.MinimumRows,
    };

    IEnumerable<SuiteTarget> Targets(SuiteScope scope, string word)
    {
        if (scope == SuiteScope.Dataset) return [SuiteTarget.Dataset];
        if (scope == SuiteScope.Quality) return [SuiteTarget.Quality];
        string? part = scope != SuiteScope.Segment ? null : _entries.TryGetValue("value", out YamlNode? value)
            ? _problems.Scalar(value) : "*";
        IEnumerable<YamlNode> names = _entries[word] is YamlSequenceNode list ? list.Children : [_entries[word]];
        return [.. names.Select(_problems.Scalar).OfType<string>().Select(n => new SuiteTarget(scope, n, part))];
    }

    SuiteMeasure? FindMeasure(SuiteScope scope, YamlNode node)
    {
        if (_problems.Scalar(node) is not { } path) return null;
        if (SuiteMeasures.Find(scope, path) is { } found) return found;
        string near = SuiteMeasures.Nearest(scope, path) is { } nearest ? $" Did you mean '{nearest}'?" : "";
        _problems.Add(node, $"unknown {scope.ToString().ToLowerInvariant()} measure '{path}'.{near} Some of them: "
            + $"{string.Join(", ", SuiteMeasures.All.Where(m => m.Scope == scope).Take(12).Select(m => m.Path))}.");
        return null;
    }

    Expectation? ReadExpectation(SuiteMeasure measure)
    {
        string[] given = [.. ExpectationKeys.All.Where(_entries.ContainsKey)];
        if (given is ["max", "min"] && _problems.Number(_entries["min"], "min") is { } low
            && _problems.Number(_entries["max"], "max") is { } high)
            return new Expectation.Between(low, high);
        if (given.Length == 1) return ExpectationKeys.Read(given[0], _entries[given[0]], measure, _problems);
        if (given is not ["max", "min"])
            _problems.Add(_node, $"a check needs exactly one expectation ({string.Join(", ", ExpectationKeys.All)}; min and max may stand "
                + $"together); found {(given.Length == 0 ? "none" : string.Join(" and ", given))}.");
        return null;
    }

    Severity ReadSeverity()
    {
        if (!_entries.TryGetValue("severity", out YamlNode? node) || _problems.Scalar(node) is not { } text) return Severity.Error;
        if (text is "warning") return Severity.Warning;
        if (text is not "error") _problems.Add(node, $"'severity' must be error or warning, found '{text}'.");
        return Severity.Error;
    }

    long? ReadMinimumRows()
    {
        if (!_entries.TryGetValue("min_rows", out YamlNode? node) || _problems.Scalar(node) is not { } text) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long rows)) return rows;
        _problems.Add(node, $"'min_rows' must be a whole number from 0 up, found '{text}'.");
        return null;
    }

    void Unknown(YamlNode node, string key, string[] known) =>
        _problems.Add(node, $"unknown key '{key}'.{Suggestions.DidYouMean(key, known)} A check has: {string.Join(", ", known)}.");

    static SuiteScope ScopeOf(string word) => word switch
    {
        "dataset" => SuiteScope.Dataset,
        "column" => SuiteScope.Column,
        "quality" => SuiteScope.Quality,
        "segment" => SuiteScope.Segment,
        _ => SuiteScope.Fairness,
    };
}
