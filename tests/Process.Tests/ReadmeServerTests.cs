using System.Diagnostics;
using System.Text.RegularExpressions;
using Plumbline.Load.Serving;
using Plumbline.Testing;

namespace Plumbline.Process.Tests;

/// <summary>The README's way from nothing to a verdict is walked with its own commands, against a real server.</summary>
public sealed partial class ReadmeServerTests : IDisposable
{
    const string Address = "localhost:8000";

    static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Every_command_works_and_prints_what_is_shown()
    {
        if (OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()) return;
        string readme = await File.ReadAllTextAsync(Repository.Path("README.md"));
        var blocks = Block().Matches(readme).Select(m => (Command: m.Groups[1].Value, Shown: m.Groups[2].Value)).ToArray();
        Assert.Single(ServerBlock().Matches(readme));
        Assert.InRange(blocks.Length, 7, 12);
        using FreshServer server = await FreshServer.StartAsync(Served.Program, Path.Combine(_folder.Path, "data"));

        foreach (var (command, shown) in blocks)
        {
            Assert.Contains(Address, command, StringComparison.Ordinal);
            string own = command.Replace(Address, server.Address.Authority, StringComparison.Ordinal);
            (string printed, string? missing) = ("", null);
            bool isQuestion = !Sends().IsMatch(command);
            await WaitAsync(async () =>
            {
                printed = await RunAsync(own);
                missing = FirstMissing(shown, printed);
                return missing is null || !isQuestion;
            });
            Assert.True(missing is null, $"'{missing}' is not printed by:\n{command}\nbut:\n{printed}");
            Assert.DoesNotContain("urn:plumbline:problem", printed, StringComparison.Ordinal);
        }
    }

    public void Dispose() => _folder.Dispose();

    // What is asked for may take some seconds to be there; the last answer is judged.
    static async Task WaitAsync(Func<Task<bool>> isGood)
    {
        try
        {
            await Api.WaitAsync(isGood, s_patience, "an answer as the README shows it");
        }
        catch (TimeoutException)
        {
            await isGood();
        }
    }

    /// <summary>The first piece between "..." that is not printed after the ones before it.</summary>
    static string? FirstMissing(string shown, string printed)
    {
        int at = 0;
        foreach (string piece in shown.Split(["...", "\n"], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int found = printed.IndexOf(piece, at, StringComparison.Ordinal);
            if (found < 0) return piece;
            at = found + piece.Length;
        }
        return null;
    }

    static async Task<string> RunAsync(string commands)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", commands]) { WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = System.Diagnostics.Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"exit {process.ExitCode} of:\n{commands}\n{await errors}");
        return output;
    }

    [GeneratedRegex(@"^```sh curl\n(.*?)^```\n(?:\n```json\n(.*?)^```)?", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^```sh server\n\./plumbline serve .*\n```", RegexOptions.Multiline)]
    private static partial Regex ServerBlock();

    [GeneratedRegex(@" -(d|T|X|-data-binary)\b")]
    private static partial Regex Sends();
}
