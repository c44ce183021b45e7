using System.Text;
using System.Text.RegularExpressions;
using Plumbline.Cli.Suites;
using Plumbline.Engine.Suites;
using Plumbline.Testing;

namespace Plumbline.Cli.Tests.Suites;

/// <summary>docs/suite.md says what the program does. PLUMBLINE_WRITE_DOCS=1 writes the table of measures into it.</summary>
public sealed partial class SuitePageTests
{
    static readonly string s_page = Repository.Path("docs", "suite.md");

    [Fact]
    public void Every_YAML_example_of_the_page_is_a_suite()
    {
        using var folder = new TemporaryFolder();
        string[] examples = [.. YamlBlock().Matches(File.ReadAllText(s_page)).Select(m => m.Groups[1].Value)];

        Suite[] suites = [.. examples.Select((e, i) => SuiteFile.Read(folder.Write($"{i}.yaml", e)))];

        Assert.NotEmpty(suites);
        Assert.All(suites, s => Assert.NotEmpty(s.Conditions));
    }

    [Fact]
    public void The_page_lists_every_measure()
    {
        string table = MeasureTable();
        if (Environment.GetEnvironmentVariable("PLUMBLINE_WRITE_DOCS") is { Length: > 0 })
            File.WriteAllText(s_page, MeasuresSection().Replace(File.ReadAllText(s_page),
                m => $"{m.Groups[1].Value}\n{table}\n{m.Groups[2].Value}"));

        Assert.Contains(table, File.ReadAllText(s_page), StringComparison.Ordinal);
    }

    static string MeasureTable()
    {
        var table = new StringBuilder();
        foreach (IGrouping<SuiteScope, SuiteMeasure> scope in SuiteMeasures.All.GroupBy(m => m.Scope))
        {
            table.Append($"### {scope.Key.ToString().ToLowerInvariant()}\n\n| measure | meaning | better | on the reference |\n|---|---|---|---|\n");
            foreach (SuiteMeasure measure in scope)
                table.Append($"| `{measure.Path}` | {measure.Description} | {Better(measure.Better)} | {(measure.HasReference ? "yes" : "no")} |\n");
            table.Append('\n');
        }
        return table.ToString().TrimEnd() + "\n";
    }

    static string Better(BetterSide side) => side switch
    {
        BetterSide.Neither => "",
        BetterSide.Higher => "higher",
        BetterSide.Lower => "lower",
        BetterSide.NearZero => "near 0",
    };

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex YamlBlock();

    [GeneratedRegex("(## Measures\n).*?(## Results\n)", RegexOptions.Singleline)]
    private static partial Regex MeasuresSection();
}
