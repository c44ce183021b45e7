using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Plumbline.Testing;

namespace Plumbline.Cli.Tests;

/// <summary>The server as a process: real files, real signals.</summary>
public sealed partial class ServeProcessTests : IDisposable
{
    const int TerminationSignal = 15;

    readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task It_starts_on_a_new_folder_serves_drains_on_a_signal_and_knows_everything_after()
    {
        if (OperatingSystem.IsWindows()) return;
        string data = Path.Combine(_folder.Path, "data");
        using (Process first = Start(data))
        {
            using HttpClient client = await ReadyAsync(first);
            using var body = new StringContent("{}", MediaTypeHeaderValue.Parse("application/json"));
            using HttpResponseMessage put = await client.PutAsync(new Uri("api/v1/models/churn", UriKind.Relative), body);
            Assert.Equal(HttpStatusCode.Created, put.StatusCode);
            await StopAsync(first);
        }

        using Process second = Start(data);
        using HttpClient again = await ReadyAsync(second);

        Assert.Contains("\"churn\"", await again.GetStringAsync(new Uri("api/v1/models", UriKind.Relative)), StringComparison.Ordinal);
        await StopAsync(second);
    }

    [Fact]
    public async Task The_first_key_goes_into_a_file_of_the_owner_where_there_is_no_terminal()
    {
        if (OperatingSystem.IsWindows()) return;
        string data = Path.Combine(_folder.Path, "data"), file = Path.Combine(data, "first-admin-key");
        using Process process = Start(data);
        using HttpClient client = await ReadyAsync(process);

        string key = (await File.ReadAllTextAsync(file)).Trim();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using HttpResponseMessage keys = await client.GetAsync(new Uri("api/v1/keys", UriKind.Relative));
        await StopAsync(process);
        string written = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(HttpStatusCode.OK, keys.StatusCode);
        Assert.DoesNotContain(key, written, StringComparison.Ordinal);
        Assert.DoesNotContain("login?code", written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Models_of_the_configuration_file_are_registered_before_it_is_ready()
    {
        if (OperatingSystem.IsWindows()) return;
        string config = _folder.Write("p.yaml",
            "models:\n  churn:\n    task: binary\n    columns: { age: numeric, region: categorical }\n    segments: [region]\n    tags: { team: growth }\n");
        using Process process = Start(Path.Combine(_folder.Path, "data"), "--config", config);
        using HttpClient client = await ReadyAsync(process);

        string churn = await client.GetStringAsync(new Uri("api/v1/models/churn", UriKind.Relative));
        await StopAsync(process);

        Assert.Contains("\"segments\":[\"region\"]", churn, StringComparison.Ordinal);
        Assert.Contains("\"team\":\"growth\"", churn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_goes_to_standard_error_as_lines_for_a_person_or_as_json()
    {
        if (OperatingSystem.IsWindows()) return;
        async Task<(string Out, string Error)> WrittenAsync(string format)
        {
            using Process process = Start(Path.Combine(_folder.Path, format), "--log-format", format);
            using HttpClient client = await ReadyAsync(process);
            await StopAsync(process);
            return (await process.StandardOutput.ReadToEndAsync(), await process.StandardError.ReadToEndAsync());
        }

        (string greeting, string lines) = await WrittenAsync("text");
        (_, string json) = await WrittenAsync("json");

        Assert.Matches(@"(?m)^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z listening on http://127\.0\.0\.1:\d+, data in ", lines);
        Assert.DoesNotContain("\e[", lines, StringComparison.Ordinal);
        Assert.DoesNotContain("listening on", greeting, StringComparison.Ordinal);
        Assert.All(json.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            l => Assert.StartsWith("{\"Timestamp\":", l, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_server_on_the_same_folder_refuses_to_start()
    {
        if (OperatingSystem.IsWindows()) return;
        string data = Path.Combine(_folder.Path, "data");
        using Process first = Start(data);
        using HttpClient client = await ReadyAsync(first);

        using Process second = Start(data);
        string error = await second.StandardError.ReadToEndAsync();
        await second.WaitForExitAsync();

        Assert.Equal(2, second.ExitCode);
        Assert.Contains("in use by another process", error, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("readyz", UriKind.Relative))).StatusCode);
        await StopAsync(first);
    }

    public void Dispose() => _folder.Dispose();

    static Process Start(string data, params string[] further)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] own = [typeof(Program).Assembly.Location, "serve", "--data", data, "--urls", "http://127.0.0.1:0", "--drain-notice", "0"];
        foreach (string argument in own.Concat(further)) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    static async Task<HttpClient> ReadyAsync(Process process)
    {
        string line = await process.StandardOutput.ReadLineAsync() ?? "";
        Match url = Address().Match(line);
        Assert.True(url.Success, line.Length > 0 ? line : await process.StandardError.ReadToEndAsync());
        return new HttpClient { BaseAddress = new Uri(url.Value + "/") };
    }

    static async Task StopAsync(Process process)
    {
        Assert.Equal(0, Kill(process.Id, TerminationSignal));
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
