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
        var problems = new List<string>();
        var read = Read(path, "report", Flags.ConfigKeys, [.. Flags.Report, .. Flags.Check], problems.Add);
        return problems.Count == 0 ? read : throw new UsageException(problems);
    }

    /// <summary>The values of a file whose keys are the flags of one command; an unreadable file, unknown keys and values of the wrong
    /// shape are told.</summary>
    public static Dictionary<string, SettingValues> Read(string path, string command, ImmutableArray<string> keys,
        ImmutableArray<Flag> flags, Action<string> tell)
    {
        var read = new Dictionary<string, SettingValues>(StringComparer.Ordinal);
        foreach ((YamlNode keyNode, YamlNode valueNode) in Mapping(path, tell))
        {
            string place = YamlText.Place(path, keyNode);
            string key = (keyNode as YamlScalarNode)?.Value ?? "";
            // Not options but models; read where they are registered.
            if (key == ModelsSection.Key && command == Verbs.Serve.Name) continue;
            if (!keys.Contains(key))
            {
                tell($"{place}: unknown key '{key}'.{Suggestions.DidYouMean(key, keys)} "
                    + $"The keys are the flags of 'plumbline {command}' without dashes.");
                continue;
            }
            bool isMany = flags.First(f => f.Name == key).Many;
            if (ValuesOf(key, valueNode, isMany) is { } values) read[key] = new SettingValues(values, $"{place}: {key}");
            else tell($"{place}: '{key}' must be {(isMany ? "a value or a list of values" : "one value")}.");
        }
        return read;
    }

    static IEnumerable<KeyValuePair<YamlNode, YamlNode>> Mapping(string path, Action<string> tell)
    {
        try
        {
            return YamlText.ReadMapping(path, "configuration file").Children;
        }
        catch (UsageException unreadable)
        {
            foreach (string problem in unreadable.Problems) tell(problem);
            return [];
        }
    }

    // Null when the shape is wrong. A score may be a mapping from label to column.
    static ImmutableArray<string>? ValuesOf(string key, YamlNode node, bool isMany) => node switch
    {
        YamlScalarNode scalar => [scalar.Value ?? ""],
        YamlSequenceNode list when isMany && list.All(i => i is YamlScalarNode) => [.. list.Select(i => ((YamlScalarNode)i).Value ?? "")],
        YamlMappingNode labels when key == Flags.Score.Name && labels.All(e => e is { Key: YamlScalarNode, Value: YamlScalarNode }) =>
            [.. labels.Select(e => $"{((YamlScalarNode)e.Key).Value}={((YamlScalarNode)e.Value).Value}")],
        _ => null,
    };
}
