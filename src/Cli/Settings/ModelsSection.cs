using System.Globalization;
using Plumbline.Cli.CommandLine;
using Plumbline.Cli.Suites;
using Plumbline.Protocol;
using YamlDotNet.RepresentationModel;

namespace Plumbline.Cli.Settings;

/// <summary>Reads <c>models:</c> of the server's configuration file: models that are registered, or changed, at start. Shapes and keys are
/// checked here with their lines, values where models are registered.</summary>
static class ModelsSection
{
    public const string Key = "models";

    static readonly string[] s_keys =
        ["task", "positive", "threshold", "lateness-seconds", "retention-days", "columns", "segments", "protected", "tags"];
    static readonly string[] s_columnKeys = ["type", "role", "score-of"];
    static readonly string s_known = string.Join(", ", s_keys);

    /// <summary>The models of a file, by name; none where it says nothing of models.</summary>
    /// <exception cref="UsageException">It cannot be read; all problems at once.</exception>
    public static IReadOnlyList<ModelEntry> Read(string path)
    {
        YamlNode? section = YamlText.ReadMapping(path, "configuration file").Children
            .FirstOrDefault(c => (c.Key as YamlScalarNode)?.Value == Key).Value;
        if (section is null) return [];
        var problems = new YamlProblems(path);
        var models = new List<ModelEntry>();
        foreach ((string name, YamlNode node) in Mapping(section, problems, "the name of each model with its registration below"))
            models.Add(new ModelEntry(name, Registration(node, problems), YamlText.Place(path, node)));
        problems.ThrowIfAny();
        return models;
    }

    static ModelRegistration Registration(YamlNode node, YamlProblems problems)
    {
        var given = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        foreach ((string key, YamlNode value) in Mapping(node, problems, $"the keys {s_known}"))
        {
            if (s_keys.Contains(key)) given[key] = value;
            else problems.Add(value, $"unknown key '{key}'.{Suggestions.DidYouMean(key, s_keys)} The keys are {s_known}.");
        }
        string? Text(string key) => given.TryGetValue(key, out YamlNode? value) ? problems.Scalar(value) : null;
        double? Number(string key) => given.TryGetValue(key, out YamlNode? value) ? problems.Number(value, key) : null;
        var schema = new SchemaRequest
        {
            Columns = given.TryGetValue("columns", out YamlNode? columns) ? [.. Columns(columns, problems)] : null,
            Segments = Names(given, "segments", problems),
            Protected = Names(given, "protected", problems),
        };
        return new ModelRegistration
        {
            Task = Text("task"),
            Positive = Text("positive"),
            Threshold = Number("threshold"),
            LatenessSeconds = Number("lateness-seconds"),
            RetentionDays = given.TryGetValue("retention-days", out YamlNode? days) ? Days(days, problems) : null,
            Schema = schema is { Columns: null, Segments: null, Protected: null } ? null : schema,
            Tags = given.TryGetValue("tags", out YamlNode? tags)
                ? Mapping(tags, problems, "texts by name")
                    .ToDictionary(t => t.Key, t => problems.Scalar(t.Value) ?? "", StringComparer.Ordinal)
                : null,
        };
    }

    static int? Days(YamlNode node, YamlProblems problems)
    {
        if (problems.Scalar(node) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int days)) return days;
        problems.Add(node, $"'retention-days' must be a whole number of days such as 90, found '{text}'.");
        return null;
    }

    // A column is its type, or a mapping where it has a role.
    static IEnumerable<ColumnContract> Columns(YamlNode node, YamlProblems problems)
    {
        foreach ((string name, YamlNode value) in Mapping(node, problems, "the type of each column by its name"))
        {
            if (value is not YamlMappingNode)
            {
                yield return new ColumnContract(name, problems.Scalar(value) ?? "");
                continue;
            }
            var keys = Mapping(value, problems, "type and role")
                .ToDictionary(k => k.Key, k => problems.Scalar(k.Value), StringComparer.Ordinal);
            foreach (string unknown in keys.Keys.Except(s_columnKeys))
            {
                string near = Suggestions.DidYouMean(unknown, s_columnKeys);
                problems.Add(value, $"unknown key '{unknown}'.{near} A column has type, role and score-of.");
            }
            yield return new ColumnContract(name, keys.GetValueOrDefault("type") ?? "", keys.GetValueOrDefault("role"),
                keys.GetValueOrDefault("score-of"));
        }
    }

    static string[]? Names(Dictionary<string, YamlNode> given, string key, YamlProblems problems)
    {
        if (!given.TryGetValue(key, out YamlNode? node)) return null;
        return node is YamlSequenceNode list ? [.. list.Select(problems.Scalar).OfType<string>()]
            : problems.Scalar(node) is { } one ? [one] : [];
    }

    static List<KeyValuePair<string, YamlNode>> Mapping(YamlNode node, YamlProblems problems, string what)
    {
        if (node is YamlMappingNode mapping)
            return [.. mapping.Children.Select(c => new KeyValuePair<string, YamlNode>((c.Key as YamlScalarNode)?.Value ?? "", c.Value))];
        problems.Add(node, $"'key: value' lines are needed here: {what}.");
        return [];
    }
}

/// <summary>A model of the configuration file.</summary>
/// <param name="Place">Where it stands, for messages.</param>
sealed record ModelEntry(string Name, ModelRegistration Registration, string Place);
