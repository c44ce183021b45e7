using Plumbline.Cli.Settings;
using Plumbline.Testing;

namespace Plumbline.Cli.Tests.Settings;

public sealed class ConfigFileTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    [Fact]
    public void Values_lists_and_score_mappings_are_read_as_they_are_spelled()
    {
        string file = _folder.Write("c.yaml",
            "positive: no\nsegment: [region, kind]\nignore:\n  - a\nscore: {yes: p_yes, no: p_no}\nredact: true\n");

        Dictionary<string, SettingValues> read = ConfigFile.Read(file);

        Assert.Equal(["no"], read["positive"].Values);
        Assert.Equal(["region", "kind"], read["segment"].Values);
        Assert.Equal(["a"], read["ignore"].Values);
        Assert.Equal(["yes=p_yes", "no=p_no"], read["score"].Values);
        Assert.Equal($"{file}, line 1: positive", read["positive"].Origin);
    }

    [Theory]
    [InlineData("target: y\nsegmnt: a\n", "line 2: unknown key 'segmnt'. Did you mean 'segment'?")]
    [InlineData("target: [a, b]\n", "line 1: 'target' must be one value.")]
    [InlineData("segment: {a: b}\n", "line 1: 'segment' must be a value or a list of values.")]
    [InlineData("target: a\ntarget: b\n", "line 2")]
    [InlineData("a: [1, 2\n", "not valid YAML")]
    [InlineData("- a\n- b\n", "line 1: the configuration file must be a list of 'key: value' lines.")]
    [InlineData("threshold: half\n", "line 1: threshold: 'half' is not a number")]
    public void What_is_wrong_is_named_with_its_line(string yaml, string expected)
    {
        string file = _folder.Write("c.yaml", yaml);

        Run run = Run.Of("report", "--reference", "a.csv", "--current", "b.csv", "--config", file);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(file, run.Error, StringComparison.Ordinal);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_configuration_file_is_named()
    {
        Run run = Run.Of("report", "--config", "no-such.yaml");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("no-such.yaml: there is no such configuration file.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flag_wins_over_the_file()
    {
        string file = _folder.Write("c.yaml", "task: nonsense\n");

        Run run = Run.Of("report", "--reference", "no-such-a.csv", "--current", "b.csv", "--config", file, "--task", "binary");

        Assert.DoesNotContain("nonsense", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
