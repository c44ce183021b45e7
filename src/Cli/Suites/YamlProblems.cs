using System.Globalization;
using Plumbline.Cli.Settings;
using YamlDotNet.RepresentationModel;

namespace Plumbline.Cli.Suites;

/// <summary>Gathers what is wrong with a YAML file, each problem with its line. Reading goes on after a problem, so that all are told at
/// once.</summary>
sealed class YamlProblems(string path)
{
    readonly List<string> _problems = [];

    public bool AreNone => _problems.Count == 0;

    public void Add(YamlNode node, string problem) => _problems.Add($"{YamlText.Place(path, node)}: {problem}");

    public void ThrowIfAny()
    {
        if (_problems.Count > 0) throw new UsageException([.. _problems]);
    }

    /// <summary>The text of a scalar; anything else is a problem and null.</summary>
    public string? Scalar(YamlNode node)
    {
        if (node is YamlScalarNode { Value: { } value }) return value;
        Add(node, "a single value is needed here, found a list or a mapping.");
        return null;
    }

    /// <summary>A finite number; anything else is a problem and null.</summary>
    public double? Number(YamlNode node, string key)
    {
        if (Scalar(node) is not { } text) return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && double.IsFinite(number)) return number;
        Add(node, $"'{key}' must be a number such as 0.05, found '{text}'.");
        return null;
    }

    /// <summary>Two numbers, the first not above the second.</summary>
    public (double Low, double High)? Range(YamlNode node, string key)
    {
        if (node is not YamlSequenceNode { Children: [var first, var second] })
        {
            Add(node, $"'{key}' must be two numbers: {key}: [0.9, 1.1].");
            return null;
        }
        if (Number(first, key) is not { } low || Number(second, key) is not { } high) return null;
        if (low <= high) return (low, high);
        Add(node, $"'{key}' must have the smaller number first, found [{Text(low)}, {Text(high)}].");
        return null;
    }

    static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
