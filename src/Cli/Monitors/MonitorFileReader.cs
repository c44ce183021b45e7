using System.Globalization;
using Plumbline.Cli.CommandLine;
using Plumbline.Cli.Settings;
using Plumbline.Cli.Suites;
using Plumbline.Protocol;
using YamlDotNet.RepresentationModel;

namespace Plumbline.Cli.Monitors;

/// <summary>Reads a file of monitors: YAML, of which JSON is a part. Shapes and keys are checked here with their lines, values by the
/// server.</summary>
static class MonitorFileReader
{
    static readonly string[] s_keys =
        ["model", "name", "kind", "measure", "columns", "segment", "version", "environment", "baseline", "window",
        "offset", "threshold", "severity", "state"];

    static readonly string[] s_needed = ["model", "name", "kind", "window"];
    static readonly string[] s_thresholdKeys = ["low", "high", "relation"];

    /// <summary>The monitors of a file.</summary>
    /// <exception cref="UsageException">It cannot be read; all problems at once.</exception>
    public static WrittenMonitors Read(TextReader text, string path)
    {
        YamlMappingNode root = YamlText.ReadMapping(text, path, "file of monitors");
        var problems = new YamlProblems(path);
        var monitors = new List<MonitorDocument>();
        var places = new List<string>();
        foreach ((YamlNode key, YamlNode value) in root.Children)
        {
            if ((key as YamlScalarNode)?.Value != "monitors")
                problems.Add(key, $"unknown key '{key}'; a file of monitors holds 'monitors:', a list.");
            else if (value is not YamlSequenceNode list) problems.Add(value, "'monitors' must be a list: each begins with '- model:'.");
            else
            {
                monitors.AddRange(list.Select(node => Monitor(node, problems)).OfType<MonitorDocument>());
                places.AddRange(list.Select(node => YamlText.Place(path, node)));
            }
        }
        if (root.Children.Count == 0) problems.Add(root, "there are no monitors; 'monitors: []' says that there are none.");
        problems.ThrowIfAny();
        return new WrittenMonitors(new MonitorFile { Monitors = monitors }, places);
    }

    static MonitorDocument? Monitor(YamlNode node, YamlProblems problems)
    {
        if (Known(node, s_keys, problems) is not { } keys) return null;
        string? Text(string key) => keys.TryGetValue(key, out YamlNode? value) ? problems.Scalar(value) : null;
        foreach (string missing in s_needed.Where(k => !keys.ContainsKey(k))) problems.Add(node, $"'{missing}' is missing.");
        return new MonitorDocument
        {
            Model = Text("model"),
            Name = Text("name") ?? "",
            Kind = Text("kind") ?? "",
            Measure = Text("measure"),
            Columns = keys.TryGetValue("columns", out YamlNode? columns) ? Texts(columns, problems) : null,
            Segment = Text("segment"),
            Version = Text("version"),
            Environment = Text("environment"),
            Baseline = Text("baseline"),
            Window = Text("window") ?? "",
            Offset = Text("offset"),
            Threshold = keys.TryGetValue("threshold", out YamlNode? threshold) ? Threshold(threshold, problems) : null,
            Severity = Text("severity"),
            State = Text("state"),
        };
    }

    static ThresholdDocument? Threshold(YamlNode node, YamlProblems problems)
    {
        if (Known(node, s_thresholdKeys, problems) is not { } keys) return null;
        double? Number(string key) => keys.TryGetValue(key, out YamlNode? value) ? problems.Number(value, key) : null;
        string relation = keys.TryGetValue("relation", out YamlNode? word) ? problems.Scalar(word) ?? "" : "absolute";
        return new ThresholdDocument(Number("low"), Number("high"), relation);
    }

    static string[] Texts(YamlNode node, YamlProblems problems) => node is YamlSequenceNode list
        ? [.. list.Select(problems.Scalar).OfType<string>()]
        : problems.Scalar(node) is { } one ? [one] : [];

    static Dictionary<string, YamlNode>? Known(YamlNode node, string[] known, YamlProblems problems)
    {
        if (node is not YamlMappingNode mapping)
        {
            problems.Add(node, $"'key: value' lines are needed here; the keys are {string.Join(", ", known)}.");
            return null;
        }
        var keys = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        foreach ((YamlNode key, YamlNode value) in mapping.Children)
        {
            string name = (key as YamlScalarNode)?.Value ?? "";
            if (known.Contains(name)) keys[name] = value;
            else problems.Add(key, $"unknown key '{name}'.{Suggestions.DidYouMean(name, known)} The keys are {string.Join(", ", known)}.");
        }
        return keys;
    }
}

/// <summary>Monitors as somebody wrote them.</summary>
/// <param name="Places">Where each of them stands, for messages.</param>
sealed record WrittenMonitors(MonitorFile File, IReadOnlyList<string> Places)
{
    /// <summary>What a server said was wrong, each thing with the place of its monitor; none when it did not speak of monitors.</summary>
    public IReadOnlyList<string> Told(Problem refusal) =>
        [.. (refusal.Errors ?? [new ProblemPart(refusal.Field ?? "", refusal.Detail ?? "")]).Select(Told).OfType<string>()];

    // The server counts monitors: "monitors[3].window".
    string? Told(ProblemPart part)
    {
        if (!part.Field.StartsWith("monitors[", StringComparison.Ordinal)
            || part.Field.IndexOf("].", StringComparison.Ordinal) is not (> 0 and var end)
            || !int.TryParse(part.Field[9..end], NumberStyles.None, CultureInfo.InvariantCulture, out int index) || index >= Places.Count)
            return null;
        return $"{Places[index]}: {File.Monitors[index].Name}: {part.Detail.Replace(part.Field[..(end + 2)], "", StringComparison.Ordinal)}";
    }
}
