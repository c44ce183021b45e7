using Plumbline.Cli.CommandLine;

namespace Plumbline.Cli.Tests.CommandLine;

public class UsageTests
{
    [Fact]
    public void Version_prints_name_and_number()
    {
        Run run = Run.Of("--version");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^plumbline \d+\.\d+\.\d+\s*$", run.Out);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public void Help_lists_every_command_with_an_example(string flag)
    {
        Run run = Run.Of(flag);

        Assert.Equal(0, run.ExitCode);
        Assert.All(Verbs.All, v => Assert.Contains("  " + v.Examples[0], run.Out, StringComparison.Ordinal));
    }

    [Fact]
    public void Help_may_be_said_as_a_word()
    {
        Assert.Equal(Run.Of("--help").Out, Run.Of("help").Out);
        Assert.Equal(Run.Of("monitors", "apply", "--help").Out, Run.Of("help", "monitors", "apply").Out);
    }

    [Fact]
    public void Help_of_a_command_explains_every_flag_and_the_exit_codes()
    {
        foreach (Verb verb in Verbs.All)
        {
            Run run = Run.Of([.. verb.Path.Split(' '), "--help"]);

            Assert.Equal(0, run.ExitCode);
            Assert.All(verb.Flags, f => Assert.Contains(f.Dashed, run.Out, StringComparison.Ordinal));
            Assert.All(verb.Examples, e => Assert.Contains(e, run.Out, StringComparison.Ordinal));
            Assert.Contains("Exit codes:", run.Out, StringComparison.Ordinal);
            Assert.All(run.Out.Split('\n').Where(l => !l.Contains("plumbline ", StringComparison.Ordinal)),
                l => Assert.InRange(l.Length, 0, 100));
        }
    }

    [Theory]
    [InlineData("Unknown flag '--refrence'. Did you mean '--reference'?", "report", "--refrence", "a.csv", "--current", "b.csv")]
    [InlineData("Unknown flag '--protcted'. Did you mean '--protected'?", "report", "--reference", "a.csv", "--current", "b.csv",
        "--protcted=sex")]
    [InlineData("Unknown command 'reprot'. Did you mean 'report'?", "reprot")]
    [InlineData("Unknown flag '--versoin'. Did you mean '--version'?", "--versoin")]
    [InlineData("Give a command: report, check, profile, serve, demo, monitors, pipe, backup, restore, rebuild, doctor.")]
    [InlineData("--reference is missing", "report", "--current", "b.csv")]
    [InlineData("--current is missing", "report", "--reference", "b.csv")]
    [InlineData("--target needs a value: --target COLUMN.", "report", "--reference", "a.csv", "--current", "b.csv", "--target")]
    [InlineData("--target takes one value, but 2 were given: a, b.", "report", "--reference", "a.csv", "--current", "b.csv", "--target",
        "a", "--target", "b")]
    [InlineData("'b' belongs to no flag", "report", "--reference", "a.csv", "--current", "b.csv", "--segment", "a", "b")]
    [InlineData("--format: 'htlm' is not known; allowed: html, json, markdown, text. Did you mean 'html'?", "report", "--reference", "a",
        "--current", "b", "--format", "htlm")]
    [InlineData("--task: 'binray' is not known; allowed: binary, multiclass, regression. Did you mean 'binary'?", "report", "--reference",
        "a", "--current", "b", "--task", "binray")]
    [InlineData("--measures: 'wassertein' is not known", "report", "--reference", "a", "--current", "b", "--measures", "psi,wassertein")]
    [InlineData("Did you mean 'wasserstein'?", "report", "--reference", "a", "--current", "b", "--measures", "psi,wassertein")]
    [InlineData("--binning: 'doan' is not known", "report", "--reference", "a", "--current", "b", "--binning", "doan")]
    [InlineData("--header: 'maybe' is not known; allowed: yes, no.", "report", "--reference", "a", "--current", "b", "--header", "maybe")]
    [InlineData("--language: 'zh' is not known; allowed: en, zh-CN.", "report", "--reference", "a", "--current", "b", "--language", "zh")]
    [InlineData("--threshold: 'half' is not a number; write it like 0.5.", "report", "--reference", "a", "--current", "b", "--threshold",
        "half")]
    [InlineData("--seed: '-1' is not a whole number", "report", "--reference", "a", "--current", "b", "--seed", "-1")]
    [InlineData("--reference-rows: '5' is not a range of rows", "report", "--reference", "a", "--current", "b", "--reference-rows", "5")]
    [InlineData("--current-rows: '9:2' is not a range of rows", "report", "--reference", "a", "--current", "b", "--current-rows", "9:2")]
    [InlineData("--score: 'p' is not LABEL=COLUMN", "report", "--reference", "a", "--current", "b", "--score", "yes=q,p")]
    [InlineData("--score: the label 'yes' has 2 columns", "report", "--reference", "a", "--current", "b", "--score", "yes=q,yes=p")]
    [InlineData("--truths needs --id", "report", "--reference", "a", "--current", "b", "--truths", "t.csv", "--target", "y")]
    [InlineData("--truths needs --target", "report", "--reference", "a", "--current", "b", "--truths", "t.csv", "--id", "i")]
    [InlineData("the ending of 'report.doc' names no format; use .html, .htm, .json, .md, .markdown, .txt", "report", "--reference", "a",
        "--current", "b", "--output", "report.doc")]
    [InlineData("Give --suite suite.yaml or --preset drift", "check", "--reference", "a", "--current", "b")]
    [InlineData("--preset: 'drfit' is not known; allowed: drift, integrity, quality. Did you mean 'drift'?", "check", "--reference", "a",
        "--current", "b", "--preset", "drfit")]
    [InlineData("Give FILE, for example: plumbline profile march.csv", "profile")]
    [InlineData("Unknown flag '--outptu'. Did you mean '--output'?", "profile", "a.csv", "--outptu", "b.json")]
    [InlineData("Give A B ..., for example: plumbline profile merge", "profile", "merge")]
    public void Wrong_usage_ends_with_2_and_says_what_to_do(string expected, params string[] args)
    {
        Run run = Run.Of(args);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Contains("See: plumbline", run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Out);
    }

    [Fact]
    public void All_wrong_values_are_told_at_once()
    {
        Run run = Run.Of("report", "--task", "x", "--format", "y", "--seed", "z");

        Assert.Equal(5, run.Error.Split('\n').Count(l => l.StartsWith("plumbline report: ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_value_that_looks_like_a_response_file_stays_text()
    {
        Run run = Run.Of("report", "--reference", "@no-such-file", "--current", "b.csv");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("@no-such-file", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_control_character_in_an_argument_cannot_reach_the_terminal()
    {
        Run run = Run.Of("report", "--evil\u001b[31m", "x");

        Assert.Equal(2, run.ExitCode);
        Assert.DoesNotContain('\u001b', run.Error);
    }
}
