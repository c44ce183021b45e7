using Plumbline.Cli.CommandLine;
using Plumbline.Cli.Settings;
using Plumbline.Engine.Suites;
using YamlDotNet.RepresentationModel;

namespace Plumbline.Cli.Suites;

/// <summary>Reads a suite written as YAML; docs/suite.md describes it.</summary>
static class SuiteFile
{
    static readonly string[] s_keys = ["name", "preset", "checks"];

    /// <summary>The suite of a file, the conditions of its presets first.</summary>
    /// <exception cref="UsageException">The file cannot be read or asks for what does not exist; all problems at once, each with its
    /// line.</exception>
    public static Suite Read(string path)
    {
        var problems = new YamlProblems(path);
        string name = Path.GetFileNameWithoutExtension(path);
        var conditions = new List<SuiteCondition>();
        YamlMappingNode root = YamlText.ReadMapping(path, "suite");
        foreach ((YamlNode key, YamlNode value) in root.Children)
        {
            switch (problems.Scalar(key))
            {
                case "name":
                    name = problems.Scalar(value) ?? name;
                    break;
                case "preset":
                    conditions.InsertRange(0, Presets(value, problems));
                    break;
                case "checks" when value is YamlSequenceNode checks:
                    foreach (YamlNode check in checks) conditions.AddRange(CheckNode.Read(check, problems));
                    break;
                case "checks":
                    problems.Add(value, "'checks' must be a list; each check starts with '- '.");
                    break;
                case { } unknown:
                    problems.Add(key, $"unknown key '{unknown}'.{Suggestions.DidYouMean(unknown, s_keys)} A suite has: "
                        + $"{string.Join(", ", s_keys)}.");
                    break;
            }
        }
        if (problems.AreNone && conditions.Count == 0) problems.Add(root, "the suite has no checks; add 'checks:' or 'preset: drift'.");
        problems.ThrowIfAny();
        return new Suite(name, conditions);
    }

    static IEnumerable<SuiteCondition> Presets(YamlNode node, YamlProblems problems)
    {
        foreach (YamlNode item in node is YamlSequenceNode list ? list.Children : [node])
        {
            string? name = problems.Scalar(item);
            if (name is null) continue;
            Suite? preset = SuitePresets.Find(name);
            if (preset is null)
                problems.Add(item, $"unknown preset '{name}'.{Suggestions.DidYouMean(name, SuitePresets.Names)} The presets are: "
                    + $"{string.Join(", ", SuitePresets.Names)}.");
            foreach (SuiteCondition condition in preset?.Conditions ?? []) yield return condition;
        }
    }
}
