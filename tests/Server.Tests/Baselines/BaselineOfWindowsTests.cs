using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Plumbline.Engine.Columns;
using Plumbline.Server.Tests.Reads;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Baselines;

/// <summary>Baselines made of past events, and monitors that compare with each kind, over HTTP and on real stores.</summary>
public sealed class BaselineOfWindowsTests
{
    const string Model = "/api/v1/models/churn";

    static readonly DateTimeOffset s_today = new(TimeProvider.System.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);

    [Fact]
    public async Task Windows_rolling_seasonal_and_another_version_are_compared_with()
    {
        await using var server = await StoredServer.StartAsync(Some.Dataset(("x", Some.Normal(10, 1))));
        await FillAsync(server);

        string two = $$"""{"windows":[{{Window(-9, -8)}},{{Window(-8, -7)}},{{Window(-8, -7)}}]}""";
        var (made, baseline) = await server.SendAsync(HttpMethod.Put, $"{Model}/baselines/default", two);
        var (one, single) = await server.SendAsync(HttpMethod.Put, $"{Model}/baselines/one", Window(-9, -8));
        foreach (var (name, choice) in new[] { ("named", "default"), ("rolling", "rolling:3"), ("seasonal", "seasonal:1"),
            ("version", "version:v2") })
        {
            string version = name == "version" ? ""","version":"v1" """ : "";
            var (status, problem) = await server.SendAsync(HttpMethod.Put, $"{Model}/monitors/{name}",
                $$"""{"name":"{{name}}","kind":"drift","window":"1d","baseline":"{{choice}}"{{version}}}""");
            Assert.True(status == HttpStatusCode.Created, problem.ToString());
        }

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (made, one));
        Assert.Equal((2_400, 1_200), (baseline.GetProperty("rows").GetInt64(), single.GetProperty("rows").GetInt64()));
        foreach (string name in (string[])["named", "rolling", "seasonal", "version"])
        {
            var judged = await server.WaitAsync($"{Model}/evaluations?monitor={name}&from={Time(-2)}", e => Newest(e) is not null);
            JsonElement last = Newest(judged)!.Value;
            Assert.True(last.GetProperty("status").GetString() is "warning" or "critical", $"{name}: {last}");
            Assert.Equal("x", last.GetProperty("parts")[0].GetProperty("subject").GetString());
            // Less than a day old, but loaded as history.
            Assert.True(last.GetProperty("is_historical").GetBoolean());
        }
        Assert.Empty((await server.GetAsync("/api/v1/alerts")).GetProperty("alerts").EnumerateArray());
    }

    [Fact]
    public async Task A_baseline_of_several_stretches_has_the_quality_of_all_their_rows_each_counted_once()
    {
        await using var server = await StoredServer.StartAsync(Some.Dataset(("x", Some.Normal(10, 1)),
            ("prediction", Some.Column("prediction", Some.Categories(10, 2, ("yes", 1), ("no", 1)), ColumnRole.Prediction)),
            ("truth", Some.Column("truth", Some.Categories(10, 3, ("yes", 1), ("no", 1)), ColumnRole.Target))));
        await SendLabelledAsync(server);

        await server.SendAsync(HttpMethod.Put, $"{Model}/baselines/whole", Window(-6, -4));
        await server.SendAsync(HttpMethod.Put, $"{Model}/baselines/parts",
            $$"""{"windows":[{{Window(-5, -4)}},{{Window(-6, -5)}},{{Window(-6, -4)}}]}""");
        var (_, apart) = await server.SendAsync(HttpMethod.Put, $"{Model}/baselines/apart",
            $$"""{"windows":[{{Window(-6, -5)}},{{Window(-3, -2)}}]}""");

        var catalog = server.Storage.Catalog;
        var (whole, parts) = (catalog.FindBaseline(server.Model.Number, "whole")!, catalog.FindBaseline(server.Model.Number, "parts")!);
        Assert.Equal(400, whole.Quality!.Reference!.Rows);
        Assert.Equal(whole.Quality.Reference.Measures["accuracy"], parts.Quality!.Reference!.Measures["accuracy"]);
        Assert.Equal(400, catalog.FindBaseline(server.Model.Number, "apart")!.Quality!.Reference!.Rows);
        Assert.Contains("quality", apart.GetProperty("proposals").EnumerateArray()
            .Select(p => p.GetProperty("monitor").GetProperty("name").GetString()));
    }

    // Five days of 200 answers with their truths.
    static async Task SendLabelledAsync(StoredServer server)
    {
        var (events, truths) = (new StringBuilder(), new StringBuilder());
        for (int i = 0; i < 1_000; i++)
        {
            var time = s_today.AddDays((i / 200) - 6).AddSeconds(i % 200 * 400);
            events.Append(CultureInfo.InvariantCulture,
                $"{{\"id\":\"e{i}\",\"time\":\"{time:yyyy-MM-ddTHH:mm:ssZ}\",\"features\":{{\"x\":{i % 7}}},")
                .Append(CultureInfo.InvariantCulture, $"\"prediction\":\"{(i % 3 == 0 ? "yes" : "no")}\"}}\n");
            truths.Append(CultureInfo.InvariantCulture, $"{{\"id\":\"e{i}\",\"truth\":\"{(i % 2 == 0 ? "yes" : "no")}\"}}\n");
        }
        await server.SendAsync(HttpMethod.Post, $"{Model}/events", events.ToString(), "application/x-ndjson");
        await server.SendAsync(HttpMethod.Post, $"{Model}/truths", truths.ToString(), "application/x-ndjson");
        await server.WaitAsync($"{Model}/events?id=e999&limit=1", e => e.GetProperty("events").EnumerateArray()
            .Any(r => r.TryGetProperty("truth", out var truth) && truth.ValueKind == JsonValueKind.String));
    }

    [Theory]
    [InlineData("{}", "from")]
    [InlineData("""{"windows":[]}""", "windows")]
    [InlineData("""{"from":"2026-03-02T00:00:00Z","to":"2026-03-01T00:00:00Z"}""", "to")]
    [InlineData("""{"from":"2026-03-01T00:00:00Z"}""", "from")]
    [InlineData("""{"from":"2026-03-01T00:00:00Z","to":"2026-03-02T00:00:00Z","windows":[]}""", "from")]
    [InlineData("""{"windows":[{"from":"1990-03-01T00:00:00Z","to":"1990-03-02T00:00:00Z"}]}""", "windows")]
    public async Task Windows_that_are_none_are_named(string body, string field)
    {
        await using var server = await StoredServer.StartAsync(Some.Dataset(("x", Some.Normal(10, 1))));

        var (status, problem) = await server.SendAsync(HttpMethod.Put, $"{Model}/baselines/b", body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal(field, problem.GetProperty("field").GetString());
    }

    /// <summary>Ten days of two versions, as a file of history; the last day is shifted in version v1.</summary>
    static async Task FillAsync(StoredServer server)
    {
        var text = new StringBuilder("id,time,version,x\n");
        double[] values = Some.Normal(12_000, 7);
        for (int i = 0; i < 12_000; i++)
        {
            int day = i / 1_200;
            string version = day == 9 && i % 2 == 0 ? "v2" : "v1";
            double x = values[i] + (day == 9 && version == "v1" ? 3 : 0);
            text.Append(CultureInfo.InvariantCulture,
                $"e{i},{s_today.AddDays(day - 10).AddSeconds(i % 1_200 * 70):yyyy-MM-ddTHH:mm:ssZ},{version},{x:R}\n");
        }
        var (status, answer) = await server.SendAsync(HttpMethod.Post, $"{Model}/events?backfill=true", text.ToString(), "text/csv");
        Assert.True(status == HttpStatusCode.Accepted, answer.ToString());
        Assert.Equal(12_000, answer.GetProperty("accepted").GetInt32());
        await server.WaitAsync($"{Model}/profiles?from={Time(-11)}&to={Time(0)}", p => p.GetProperty("rows").GetInt64() == 12_000);
    }

    static JsonElement? Newest(JsonElement list) => list.GetProperty("evaluations").EnumerateArray()
        .Where(e => e.GetProperty("from").GetDateTimeOffset() == s_today.AddDays(-1)).Select(e => (JsonElement?)e).FirstOrDefault();

    static string Window(int from, int to) => $$"""{"from":"{{Time(from)}}","to":"{{Time(to)}}"}""";

    static string Time(int days) => s_today.AddDays(days).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
