using System.Text.Json;
using System.Xml.Linq;
using Plumbline.Testing;

namespace Plumbline.Cli.Tests.Commands;

public sealed class CheckCommandTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly string _reference;
    readonly string _moved;

    public CheckCommandTests()
    {
        _reference = _folder.Write("reference.csv", Rows.Csv(600));
        _moved = _folder.Write("moved.csv", Rows.Csv(600, seed: 2, shift: 2));
    }

    [Theory]
    [InlineData("drift")]
    [InlineData("integrity")]
    [InlineData("quality")]
    public void A_preset_passes_on_equal_sets(string preset)
    {
        string scored = _folder.Write("scored.csv", Rows.Scored(800));

        Run run = Run.Of("check", "--reference", scored, "--current", scored, "--target", "label", "--score", "p", "--preset", preset);

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("PASSED: ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_moved_column_fails_the_drift_preset_with_exit_code_1()
    {
        Run run = Check(_moved, "--preset", "drift");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("FAILED: ", run.Out, StringComparison.Ordinal);
        Assert.Contains("amount", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_suite_is_answered_check_by_check()
    {
        string suite = _folder.Write("suite.yaml", """
            name: mine
            checks:
              - column: amount
                measure: mean
                max: 1
              - column: amount
                measure: g_test
                max: 1
                severity: warning
              - dataset: rows
                min: 100
            """);

        Run run = Check(_moved, "--suite", suite, "--format", "json");
        JsonElement[] checks = [.. JsonDocument.Parse(run.Out).RootElement.GetProperty("checks").EnumerateArray()];

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["failed", "warning", "passed"], checks.Select(c => c.GetProperty("status").GetString()));
        Assert.InRange(checks[0].GetProperty("observed").GetDouble(), 1.8, 2.2);
    }

    [Fact]
    public void Too_little_data_passes_and_fails_strictly()
    {
        string suite = _folder.Write("suite.yaml", "checks:\n  - column: amount\n    measure: mean\n    max: 100\n    min_rows: 5000\n");

        Assert.Equal(0, Check(_reference, "--suite", suite).ExitCode);
        Assert.Equal(1, Check(_reference, "--suite", suite, "--strict").ExitCode);
    }

    [Fact]
    public void A_misspelt_column_is_an_error_that_names_its_neighbour()
    {
        string suite = _folder.Write("suite.yaml", "checks:\n  - column: amuont\n    measure: mean\n    max: 100\n");

        Run run = Check(_reference, "--suite", suite);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("amount", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Segments_and_groups_named_by_the_suite_need_no_flags()
    {
        string scored = _folder.Write("s.csv", Rows.Scored(800));
        string suite = _folder.Write("suite.yaml",
            "checks:\n  - segment: region\n    measure: accuracy\n    min: 0.1\n  - fairness: region\n    measure: demographic_parity_difference\n    max: 0.9\n");

        Run run = Run.Of("check", "--reference", scored, "--current", scored, "--suite", suite, "--target", "label", "--score", "p",
            "--format", "json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(3, JsonDocument.Parse(run.Out).RootElement.GetProperty("counts").GetProperty("passed").GetInt32());
    }

    [Fact]
    public void Output_with_the_ending_xml_is_JUnit()
    {
        string output = Path.Combine(_folder.Path, "checks.xml");

        Run run = Check(_moved, "--preset", "drift", "--output", output);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("testsuites", XDocument.Load(output).Root!.Name.LocalName);
    }

    [Fact]
    public void A_drafted_suite_passes_on_its_own_reference_and_fails_on_moved_rows()
    {
        string suite = Path.Combine(_folder.Path, "suite.yaml");

        Run init = Run.Of("check", "init", "--reference", _reference, "--output", suite);

        Assert.Equal(0, init.ExitCode);
        Assert.Contains("# ", File.ReadAllText(suite), StringComparison.Ordinal);
        Assert.Equal(0, Check(_reference, "--suite", suite).ExitCode);
        Assert.Equal(1, Check(_moved, "--suite", suite).ExitCode);
    }

    [Fact]
    public void A_suite_that_is_not_there_is_named()
    {
        Run run = Check(_reference, "--suite", "no-such.yaml");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("no-such.yaml: there is no such suite.", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    Run Check(string current, params string[] more) => Run.Of(["check", "--reference", _reference, "--current", current, .. more]);
}
