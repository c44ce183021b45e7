using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Plumbline.Load.Serving;
using Plumbline.Testing;

namespace Plumbline.Process.Tests;

/// <summary>The commands of docs/operations are run as they stand there, against a real server and its folder.</summary>
public sealed partial class OperationsTests : IDisposable
{
    const string Address = "http://127.0.0.1:8000", DataFolder = "/var/lib/plumbline";
    const int Events = 300;

    static readonly string[] s_kinds = ["sh running", "sh stopped", "sh serve", "ini", "yaml", "nginx"];

    readonly TemporaryFolder _folder = new();
    readonly (string Kind, string Text)[] _blocks =
        [.. Block().Matches(File.ReadAllText(Repository.Path("docs", "operations", "README.md")))
        .Select(m => (m.Groups[1].Value, m.Groups[2].Value))];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_block_is_of_a_kind_that_is_tested_or_belongs_to_another_program() =>
        Assert.Empty(_blocks.Select(b => b.Kind).Except(s_kinds));

    [Fact]
    public async Task A_server_is_configured_backed_up_looked_at_counted_anew_and_restored_by_the_commands_shown()
    {
        if (OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()) return;
        string file = Path.Combine(_folder.Path, "plumbline.yaml"), data = Path.Combine(_folder.Path, "plumbline");
        await File.WriteAllTextAsync(file, Assert.Single(Of("yaml"), b => b.StartsWith("data:", StringComparison.Ordinal)));
        string key;
        using (FreshServer server = await FreshServer.StartAsync(Served.Program, data, "--config", file))
        {
            key = server.Key;
            Assert.Equal(90, (await server.Api.GetAsync("api/v1/models/churn")).GetProperty("retention_days").GetInt32());
            await SendAsync(server);
            Assert.Equal(2, Of("sh running").Length);
            foreach (string commands in Of("sh running")) await RunAsync(commands, key, server.Address);
            var keys = await server.Api.GetAsync("api/v1/keys");
            Assert.Contains("churn service", keys.ToString(), StringComparison.Ordinal);
            Assert.Equal(0, await server.Process.StopAsync());
        }

        string printed = await RunAsync(Assert.Single(Of("sh stopped")), key, null);

        Assert.True(File.Exists(Path.Combine(_folder.Path, "tuesday.tar")), printed);
        using FreshServer restored = await FreshServer.StartAsync(Served.Program, Path.Combine(_folder.Path, "again"), "--new-admin-key");
        var page = await restored.Api.GetAsync("api/v1/models/churn/events?limit=1000");
        Assert.Equal(Events, page.GetProperty("events").GetArrayLength());
    }

    [Fact]
    public async Task A_server_behind_a_proxy_answers_to_the_name_it_was_told_and_to_no_other()
    {
        if (OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()) return;
        string command = Assert.Single(Of("sh serve")).Trim();
        Assert.StartsWith("plumbline serve ", command, StringComparison.Ordinal);
        string[] arguments = command["plumbline serve ".Length..].Split(' ');
        using FreshServer server = await FreshServer.StartAsync(Served.Program, Path.Combine(_folder.Path, "data"), arguments);

        Assert.Equal(HttpStatusCode.OK, await AskAsync(server, arguments[^1]));
        Assert.NotEqual(HttpStatusCode.OK, await AskAsync(server, "other.example.org"));
    }

    string[] Of(string kind) => [.. _blocks.Where(b => b.Kind == kind).Select(b => b.Text)];

    static async Task SendAsync(FreshServer server)
    {
        string time = TimeProvider.System.GetUtcNow().AddHours(-1).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        string lines = string.Concat(Enumerable.Range(0, Events)
            .Select(i => $"{{\"id\":\"e{i}\",\"time\":\"{time}\",\"prediction\":\"yes\","
            + $"\"score\":0.8,\"features\":{{\"age\":{20 + (i % 50)},\"region\":\"north\"}}}}\n"));
        await server.Api.PostAsync("api/v1/models/churn/events", lines, "application/x-ndjson");
        await server.StoredAsync();
    }

    static async Task<HttpStatusCode> AskAsync(FreshServer server, string host)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, "healthz"));
        request.Headers.Host = host;
        using HttpResponseMessage answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    async Task<string> RunAsync(string commands, string key, Uri? server)
    {
        string own = commands.Replace(DataFolder, Path.Combine(_folder.Path, "plumbline"), StringComparison.Ordinal)
            .Replace("/var/lib/", _folder.Path + "/", StringComparison.Ordinal);
        if (server is not null) own = own.Replace(Address, server.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal);
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", "plumbline() { dotnet \"$PROGRAM\" \"$@\"; }\n" + own])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PROGRAM"] = Served.Program, ["PLUMBLINE_KEY"] = key },
        };
        using var process = System.Diagnostics.Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"exit {process.ExitCode} of:\n{own}\n{output}\n{await errors}");
        Assert.DoesNotContain("urn:plumbline:problem", output, StringComparison.Ordinal);
        return output;
    }

    [GeneratedRegex(@"^```(.*)\n((?:.*\n)*?)```$", RegexOptions.Multiline)]
    private static partial Regex Block();
}
