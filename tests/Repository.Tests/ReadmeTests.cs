using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Plumbline.Repository.Tests;

/// <summary>Every command block of the README is run, in order, in one folder, as a newcomer would.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public void Every_command_of_the_tour_does_what_the_README_says()
    {
        string readme = File.ReadAllText(Checkout.Path("README.md"));
        var blocks = CommandBlock().Matches(readme).Select(m => (Exit: int.Parse("0" + m.Groups[1].Value, null), Text: m.Groups[2].Value))
            .ToArray();

        var outcomes = blocks.Select(b => (b.Text, b.Exit, Result: RunBlock(b.Text))).ToArray();

        Assert.True(blocks.Length >= 5, "The tour has at least five blocks.");
        Assert.All(outcomes, o => Assert.True(o.Result.Exit == o.Exit,
            $"Expected exit {o.Exit}, got {o.Result.Exit} from:\n{o.Text}\n{o.Result.Output}"));
    }

    [Fact]
    public void Output_shown_in_the_README_is_what_the_command_prints()
    {
        string readme = File.ReadAllText(Checkout.Path("README.md"));
        var shown = ShownOutput().Matches(readme).Select(m => (Command: m.Groups[1].Value, Output: m.Groups[2].Value)).ToArray();

        var missing = from s in shown
                      let printed = RunBlock(s.Command).Output
                      from line in s.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                      where line != "..." && !printed.Contains(line, StringComparison.Ordinal)
                      select $"'{line}' is not printed by: {s.Command}\n{printed}";

        Assert.NotEmpty(shown);
        Assert.Empty(missing);
    }

    static (int Exit, string Output) RunBlock(string commands)
    {
        var start = new ProcessStartInfo("bash", ["-e", "-c", commands]) { WorkingDirectory = Checkout.Root, RedirectStandardOutput = true,
            RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    // ```sh or ```sh exit=1
    [GeneratedRegex(@"^```sh(?: exit=(\d+))?\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CommandBlock();

    // A command block directly followed by a ```text block shows that command's output; "..." stands for lines left out.
    [GeneratedRegex(@"^```sh(?: exit=\d+)?\n((?:(?!^```).)*?)^```\n\n```text\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ShownOutput();
}
