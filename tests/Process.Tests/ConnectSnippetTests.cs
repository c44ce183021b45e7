using System.Diagnostics;
using System.Text.Json;
using Plumbline.Load.Serving;
using Plumbline.Testing;
using Plumbline.Views.Dashboard;

namespace Plumbline.Process.Tests;

/// <summary>What the page "Connect" shows to be copied does what it says, with a key that only sends.</summary>
public sealed class ConnectSnippetTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_snippet_works_as_it_is_shown()
    {
        if (OperatingSystem.IsWindows()) return;
        using FreshServer server = await FreshServer.StartAsync(Served.Program, Path.Combine(_folder.Path, "data"), "--require-key");
        string origin = server.Address.GetLeftPart(UriPartial.Authority);
        var asAdmin = new Snippets(origin, "churn", server.Key);

        await RunAsync(asAdmin.Curl);
        string key = await KeyAsync(origin, server.Key);
        var code = new Snippets(origin, "churn", key);
        string answer = await RunAsync(code.Curl), truth = await RunAsync(code.CurlTruth);
        string python = await RunAsync($"python3 - <<'EOF'\n{code.Python}\nEOF");
        string printed = await RunAsync($"plumbline() {{ dotnet '{Served.Program}' \"$@\"; }}\n{code.Print}");
        string line = await RunAsync($"python3 - <<'EOF'\n{code.PrintPython}\nEOF");
        await SendAsync(origin, key);

        // The same event again counts once within its quarter of an hour.
        Assert.Matches("\"(accepted|duplicates)\":1", answer);
        Assert.Contains("\"accepted\":1", truth, StringComparison.Ordinal);
        Assert.Contains("'accepted': 1", python, StringComparison.Ordinal);
        Assert.Equal("{\"vh_metadata\": {\"confidence\": 0.92}}", printed.Trim());
        Assert.Equal(printed.Trim(), line.Trim());
        Assert.Contains("\"names\":[\"confidence\"]",
            await RunAsync($"curl -s {origin}/api/v1/models/churn/logs -H 'Authorization: Bearer {server.Key}'"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_code_of_the_client_that_is_shown_is_the_code_that_is_run_here()
    {
        string source = File.ReadAllText(Repository.Path("tests/Process.Tests/ShownClient.cs"));

        foreach (string line in new Snippets("ORIGIN", "churn", "KEY").DotNet.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Assert.Contains(line.Replace("\"ORIGIN\"", "origin", StringComparison.Ordinal)
                .Replace("\"KEY\"", "key", StringComparison.Ordinal).Trim(), source, StringComparison.Ordinal);
    }

    static Task SendAsync(string origin, string key) => ShownClient.RunAsync(origin, key);

    static async Task<string> KeyAsync(string origin, string admin)
    {
        string made =
            await RunAsync($$"""curl -s -X POST {{origin}}/api/v1/keys -H 'Authorization: Bearer {{admin}}' --json '{"name":"t","scope":"ingest","model":"churn"}'""");
        return JsonElement.Parse(made).GetProperty("key").GetString()!;
    }

    static async Task<string> RunAsync(string commands)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", commands]) { RedirectStandardOutput = true,
            RedirectStandardError = true };
        using var process = System.Diagnostics.Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"exit {process.ExitCode} of:\n{commands}\n{await errors}");
        return output;
    }
}
