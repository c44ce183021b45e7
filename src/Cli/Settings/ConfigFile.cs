using System.Collections.Immutable;
using Plumbline.Cli.CommandLine;
using YamlDotNet.RepresentationModel;

namespace Plumbline.Cli.Settings;

/// <summary>Reads <c>--config F</c>: YAML whose keys are the names of flags.</summary>
static class ConfigFile
{
    /// <summary>The values by flag name.</summary>
    /// <exception cref="UsageException">Unreadable file, unknown key, or a value of the wrong shape; all problems at once.</exception>
    public static Dictionary<string, SettingValues> Read(string path)
    {
        var read = new Dictionary<string, SettingValues>(StringComparer.Ordinal);
        var problems = new List<string>();
        foreach ((YamlNode keyNode, YamlNode valueNode) in YamlText.ReadMapping(path, "configuration file").Children)
        {
            string place = YamlText.Place(path, keyNode);
            string key = (keyNode as YamlScalarNode)?.Value ?? "";
            if (!Flags.ConfigKeys.Contains(key))
            {
                problems.Add($"{place}: unknown key '{key}'.{Suggestions.DidYouMean(key, Flags.ConfigKeys)} The keys are the flags of 'plumbline report' without dashes.");
                continue;
            }
            if (ValuesOf(key, valueNode) is { } values) read[key] = new SettingValues(values, $"{place}: {key}");
            else problems.Add($"{place}: '{key}' must be {(IsMany(key) ? "a value or a list of values" : "one value")}.");
        }
        return problems.Count == 0 ? read : throw new UsageException(problems);
    }

    static bool IsMany(string key) => Flags.Report.Concat(Flags.Check).First(f => f.Name == key).Many;

    // Null when the shape is wrong. A score may be a mapping from label to column.
    static ImmutableArray<string>? ValuesOf(string key, YamlNode node) => node switch
    {
        YamlScalarNode scalar => [scalar.Value ?? ""],
        YamlSequenceNode list when IsMany(key) && list.All(i => i is YamlScalarNode) => [.. list.Select(i => ((YamlScalarNode)i).Value ?? "")],
        YamlMappingNode labels when key == Flags.Score.Name && labels.All(e => e is { Key: YamlScalarNode, Value: YamlScalarNode }) =>
            [.. labels.Select(e => $"{((YamlScalarNode)e.Key).Value}={((YamlScalarNode)e.Value).Value}")],
        _ => null,
    };
}
