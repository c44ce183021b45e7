using System.Text.Json;
using Plumbline.Cli.Tests.Rendering;
using Plumbline.Testing;

namespace Plumbline.Cli.Tests.Commands;

public sealed class ReportCommandTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly string _reference;
    readonly string _current;

    public ReportCommandTests()
    {
        _reference = _folder.Write("reference.csv", Rows.Csv(600));
        _current = _folder.Write("current.csv", Rows.Csv(600, seed: 2, shift: 2));
    }

    [Fact]
    public void Drift_is_exit_code_0_and_the_first_word()
    {
        Run run = Report();

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("DRIFT: 1 of 3", run.Out, StringComparison.Ordinal);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public void Equal_sets_are_stable()
    {
        Run run = Run.Of("report", "--reference", _reference, "--current", _reference);

        Assert.StartsWith("STABLE: ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_what_the_published_schema_says()
    {
        Run run = Report("--format", "json");

        Assert.Empty(await ReportSchemaTests.Errors(run.Out));
    }

    [Theory]
    [InlineData("r.html", "<!doctype html>")]
    [InlineData("r.json", "{")]
    [InlineData("r.md", "**DRIFT**")]
    [InlineData("r.txt", "DRIFT")]
    public void The_ending_of_the_output_chooses_the_format(string name, string start)
    {
        string output = Path.Combine(_folder.Path, name);

        Run run = Report("--output", output);

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith(start, File.ReadAllText(output), StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"Written to {output} in ", run.Out, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.part"));
    }

    [Fact]
    public void The_format_flag_wins_over_the_ending_and_quiet_says_nothing()
    {
        string output = Path.Combine(_folder.Path, "r.html");

        Run run = Report("--output", output, "--format", "json", "--quiet");

        Assert.StartsWith("{", File.ReadAllText(output), StringComparison.Ordinal);
        Assert.Equal("", run.Out + run.Error);
    }

    [Fact]
    public void Unwritable_output_is_refused_before_anything_is_read()
    {
        Run run = Run.Of("report", "--reference", "no-such.csv", "--current", "no-such.csv", "--output",
            Path.Combine(_folder.Path, "nowhere", "r.html"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("there is no folder", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("no-such.csv", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Row_ranges_choose_rows_of_each_side()
    {
        JsonElement report = Json("--reference-rows", "100:300", "--current-rows", ":50");

        Assert.Equal(200, report.GetProperty("reference").GetProperty("rows").GetInt64());
        Assert.Equal(50, report.GetProperty("current").GetProperty("rows").GetInt64());
    }

    [Fact]
    public void Ignored_columns_are_left_out_and_categories_can_be_numbers()
    {
        JsonElement report = Json("--ignore", "kind", "--categorical", "amount");

        Assert.DoesNotContain(report.GetProperty("columns").EnumerateArray(), c => c.GetProperty("name").GetString() == "kind");
        Assert.Equal("categorical", Column(report, "amount").GetProperty("type").GetString());
    }

    [Fact]
    public void Measures_named_one_by_one_are_those_shown()
    {
        JsonElement report = Json("--measures", "hellinger,kuiper", "--measures", "csi");
        Run text = Report("--measures", "hellinger");

        Assert.Equal(["hellinger", "kuiper", "psi"], Column(report, "amount").GetProperty("measures").EnumerateObject().Select(m => m.Name)
            .Order());
        Assert.Contains("hellinger", text.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Binning_changes_distances_and_never_the_verdict()
    {
        JsonElement usual = Json(), other = Json("--binning", "equal_width:7");

        Assert.NotEqual(Psi(usual), Psi(other));
        Assert.Equal(Column(usual, "amount").GetProperty("drift").GetRawText(), Column(other, "amount").GetProperty("drift").GetRawText());
    }

    [Fact]
    public void A_configuration_file_holds_what_flags_would()
    {
        string config = _folder.Write("c.yaml", $"reference: {_reference}\ncurrent: {_current}\nignore: [kind]\nformat: json\n");

        Run run = Run.Of("report", "--config", config);

        Assert.Equal(2, JsonDocument.Parse(run.Out).RootElement.GetProperty("columns").GetArrayLength());
    }

    [Fact]
    public void Header_no_names_the_columns_by_position()
    {
        string bare = _folder.Write("bare.csv", string.Join('\n', Rows.Csv(300).Split('\n').Skip(1)));

        Run run = Run.Of("report", "--reference", bare, "--current", bare, "--header", "no", "--format", "json");

        Assert.Equal(3, JsonDocument.Parse(run.Out).RootElement.GetProperty("columns").GetArrayLength());
    }

    [Fact]
    public void Quality_segments_and_fairness_appear_when_asked_for()
    {
        string scored = _folder.Write("s.csv", Rows.Scored(800)), later = _folder.Write("l.csv", Rows.Scored(800, seed: 3));

        Run run = Run.Of("report", "--reference", scored, "--current", later, "--target", "label", "--score", "yes=p", "--prediction",
            "answer",
            "--segment", "region", "--protected", "region", "--positive", "yes", "--task", "binary");

        Assert.Equal(0, run.ExitCode);
        foreach (string heading in (string[])["Quality", "Segments of region", "Fairness by region"])
            Assert.Contains($"\n{heading}\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("ROC AUC", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Truths_in_a_file_of_their_own_are_joined_by_id()
    {
        string reference = _folder.Write("s.csv", Rows.Scored(500));
        string[] lines = Rows.Scored(500, seed: 2).TrimEnd('\n').Split('\n');
        string current = _folder.Write("c.csv", string.Concat(lines.Select(l => l[..l.LastIndexOf(',')] + "\n")));
        string truths = _folder.Write("t.csv", string.Concat(lines.Reverse().SkipLast(1).Prepend(lines[0])
            .Select(l => $"{l[..l.IndexOf(',')]},{l[(l.LastIndexOf(',') + 1)..]}\n")));

        Run run = Run.Of("report", "--reference", reference, "--current", current, "--truths", truths, "--id", "id", "--target", "label",
            "--score", "p", "--format", "json");
        JsonElement quality = JsonDocument.Parse(run.Out).RootElement.GetProperty("quality");

        Assert.Equal(500, quality.GetProperty("current").GetProperty("rows").GetInt64());
    }

    [Fact]
    public void Redact_shows_no_value_of_the_data()
    {
        string secret = _folder.Write("secret.csv", Rows.CsvWith("owner", i => i % 2 == 0 ? "Zebulon" : "Quirina"));
        string other = _folder.Write("other.csv", Rows.CsvWith("owner", _ => "Zebulon", seed: 2));

        foreach (string format in (string[])["text", "markdown", "html", "json"])
        {
            Run run = Run.Of("report", "--reference", secret, "--current", other, "--segment", "owner", "--redact", "--format", format);

            Assert.Equal(0, run.ExitCode);
            Assert.DoesNotContain("Zebulon", run.Out, StringComparison.Ordinal);
            Assert.DoesNotContain("Quirina", run.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_terminal_gets_colours_and_no_color_takes_them_away()
    {
        var terminal = new Surroundings { IsTerminal = true };
        string[] line = ["report", "--reference", _reference, "--current", _current];

        Assert.Contains('\u001b', Run.Of(terminal, line).Out);
        Assert.DoesNotContain('\u001b', Run.Of(terminal, [.. line, "--no-color"]).Out);
    }

    [Fact]
    public void Progress_is_shown_on_a_terminal_only()
    {
        string[] line = ["report", "--reference", _reference, "--current", _current];

        Assert.Contains("columns", Run.Of(new Surroundings { IsTerminal = true }, line).Error, StringComparison.Ordinal);
        Assert.Equal("", Run.Of(new Surroundings { IsTerminal = true }, [.. line, "--quiet"]).Error);
        Assert.Equal("", Run.Of(line).Error);
    }

    [Fact]
    public void An_interruption_ends_with_130_and_leaves_nothing()
    {
        string output = Path.Combine(_folder.Path, "r.html");
        var interrupted = new Surroundings { CancellationToken = new CancellationToken(canceled: true) };

        Run run = Run.Of(interrupted, "report", "--reference", _reference, "--current", _current, "--output", output);

        Assert.Equal(130, run.ExitCode);
        Assert.False(File.Exists(output));
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.part"));
    }

    public void Dispose() => _folder.Dispose();

    Run Report(params string[] more) => Run.Of(["report", "--reference", _reference, "--current", _current, .. more]);

    JsonElement Json(params string[] more)
    {
        Run run = Report([.. more, "--format", "json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Out).RootElement;
    }

    static JsonElement Column(JsonElement report, string name) =>
        report.GetProperty("columns").EnumerateArray().First(c => c.GetProperty("name").GetString() == name);

    static double Psi(JsonElement report) =>
        Column(report, "amount").GetProperty("measures").GetProperty("psi").GetProperty("value").GetDouble();
}
