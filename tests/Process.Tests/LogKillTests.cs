using System.Net;
using System.Text;
using Plumbline.Load.Serving;
using Plumbline.Testing;

namespace Plumbline.Process.Tests;

/// <summary>A line that was acknowledged survives whatever ends the process.</summary>
public sealed class LogKillTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_server_that_is_killed_while_lines_come_has_every_acknowledged_one_and_its_metric_once()
    {
        if (OperatingSystem.IsWindows()) return;
        string data = Path.Combine(_folder.Path, "data");
        int acknowledged = 0;
        for (int round = 0; round < 3; round++)
        {
            using FreshServer server = await FreshServer.StartAsync(Served.Program, data);
            using var http = new HttpClient { BaseAddress = server.Address };
            await http.PutAsync("/api/v1/models/m", new StringContent("{}", Encoding.UTF8, "application/json"));
            for (int i = 0; i < 40; i++, acknowledged++)
            {
                var answer = await http.PostAsync("/api/v1/models/m/logs",
                    new StringContent($"{{\"vh_metadata\": {{\"n\": {acknowledged}}}}}", Encoding.UTF8, "text/plain"));
                Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            }
            await server.Process.KillAsync();
        }

        using FreshServer last = await FreshServer.StartAsync(Served.Program, data);
        using var reader = new HttpClient { BaseAddress = last.Address };
        string lines = await reader.GetStringAsync("/api/v1/models/m/logs?limit=1000");
        double count = 0, sum = 0;
        await Api.WaitAsync(async () =>
        {
            count = await MeasureAsync(reader, "count");
            sum = await MeasureAsync(reader, "sum");
            return count >= acknowledged;
        }, TimeSpan.FromMinutes(2), "every metric of a line");

        Assert.Equal(Enumerable.Range(0, acknowledged), System.Text.Json.JsonElement.Parse(lines).GetProperty("lines").EnumerateArray()
            .Select(l => int.Parse(l.GetProperty("message").GetString()!["{\"vh_metadata\": {\"n\": ".Length..^2])).Order());
        Assert.Equal((acknowledged, acknowledged * (acknowledged - 1) / 2d), ((int)count, sum));
    }

    static async Task<double> MeasureAsync(HttpClient http, string measure)
    {
        string answer = await http.GetStringAsync($"/api/v1/models/m/series?metric=n&measure={measure}");
        return System.Text.Json.JsonElement.Parse(answer).GetProperty("series").EnumerateArray()
            .Sum(p => p.GetProperty("value").GetDouble());
    }
}
