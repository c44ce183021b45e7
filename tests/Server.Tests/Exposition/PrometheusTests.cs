using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Plumbline.Server.Exposition;
using Plumbline.Server.Tests.Hosting;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Exposition;

/// <summary>A real Prometheus scrapes a real server and is asked what it understood.</summary>
public sealed class PrometheusTests
{
    const string Hostile = "a\"b\\c\nd {x=\"1\"} 7";

    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Prometheus_scrapes_it_with_a_key_and_knows_every_family_and_hostile_label()
    {
        await using RunningServer server = await RunningServer.StartAsync(o => o with { RequireKey = true },
            further: s => s.AddSingleton<IMetricSource, HostileSource>());
        using var folder = new TemporaryFolder();
        int port = FreePort();
        using Process prometheus = Start(folder, server, port);
        try
        {
            using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
            await UntilScrapedAsync(client, prometheus);

            JsonElement ready = await QueryAsync(client, "plumbline_ready"), hostile = await QueryAsync(client, "hostile_label");
            JsonElement answers = await QueryAsync(client, "sum(plumbline_http_answers_total)"),
                build = await QueryAsync(client, "plumbline_build_info");

            Assert.Equal("1", ValueOf(Assert.Single(ready.EnumerateArray())));
            Assert.Equal(Hostile, Assert.Single(hostile.EnumerateArray()).GetProperty("metric").GetProperty("name").GetString());
            Assert.Single(answers.EnumerateArray());
            Assert.Single(build.EnumerateArray());
            Assert.Equal(await SamplesAsync(server), await ScrapedSamplesAsync(client));
        }
        finally
        {
            prometheus.Kill();
            await prometheus.WaitForExitAsync();
        }
    }

    static Process Start(TemporaryFolder folder, RunningServer server, int port)
    {
        string config = folder.Write("prometheus.yml", $$"""
            global:
              scrape_interval: 1s
              scrape_timeout: 1s
            scrape_configs:
              - job_name: plumbline
                authorization:
                  credentials: {{server.AdminKey}}
                static_configs:
                  - targets: ['127.0.0.1:{{server.Address.Port}}']
            """);
        var start = new ProcessStartInfo("prometheus") { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (string argument in new[] { "--config.file=" + config, "--storage.tsdb.path=" + Path.Combine(folder.Path, "tsdb"),
            $"--web.listen-address=127.0.0.1:{port}", "--log.level=error" })
            start.ArgumentList.Add(argument);
        Process process = Process.Start(start)!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return process;
    }

    static async Task UntilScrapedAsync(HttpClient client, Process prometheus)
    {
        long began = Stopwatch.GetTimestamp();
        string last = "it does not answer";
        while (Stopwatch.GetElapsedTime(began) < s_patience)
        {
            Assert.False(prometheus.HasExited, "Prometheus ended by itself.");
            try
            {
                JsonElement up = await QueryAsync(client, "up{job=\"plumbline\"} == 1");
                if (up.GetArrayLength() == 1) return;
                last = await client.GetStringAsync("api/v1/targets");
            }
            catch (HttpRequestException notYet)
            {
                last = notYet.Message;
            }
            await Task.Delay(100);
        }
        Assert.Fail("Prometheus did not scrape: " + last);
    }

    static async Task<JsonElement> QueryAsync(HttpClient client, string query)
    {
        using HttpResponseMessage response =
            await client.GetAsync(new Uri("api/v1/query?query=" + Uri.EscapeDataString(query), UriKind.Relative));
        response.EnsureSuccessStatusCode();
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("data").GetProperty("result");
    }

    static string? ValueOf(JsonElement sample) => sample.GetProperty("value")[1].GetString();

    static async Task<int> SamplesAsync(RunningServer server) =>
        (await server.GetAsync("/metrics", server.AdminKey)).Text.Split('\n').Count(l => l.Length > 0 && l[0] != '#');

    static async Task<int> ScrapedSamplesAsync(HttpClient client) =>
        int.Parse(ValueOf(Assert.Single((await QueryAsync(client, "scrape_samples_scraped{job=\"plumbline\"}")).EnumerateArray()))!);

    [Fact]
    public async Task The_linter_of_Prometheus_finds_nothing_to_complain_about()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string text = (await server.GetAsync("/metrics")).Text;
        using Process promtool = Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

        await promtool.StandardInput.WriteAsync(text);
        promtool.StandardInput.Close();
        string complaints = await promtool.StandardOutput.ReadToEndAsync() + await promtool.StandardError.ReadToEndAsync();
        await promtool.WaitForExitAsync();

        Assert.Equal("", complaints);
        Assert.Equal(0, promtool.ExitCode);
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    sealed class HostileSource : IMetricSource
    {
        public IEnumerable<MetricFamily> Read() =>
            [new("hostile_label", MetricKind.Gauge, "A name\nof \"anybody\"'s \\.", [MetricSample.Of(1, ("name", Hostile))])];
    }
}
