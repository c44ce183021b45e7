using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Plumbline.Server.Tests.Reads;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Baselines;

/// <summary>A frozen baseline, of a file or of past windows, serves monitors that look at each value of a segment.</summary>
public sealed class SegmentBaselineTests
{
    const string Model = "/api/v1/models/churn";
    const int Rows = 2_400;

    static readonly DateTimeOffset s_quiet = new(TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(-5), TimeSpan.Zero);
    static readonly DateTimeOffset s_drifted = s_quiet.AddDays(2);

    [Fact]
    public async Task A_drift_in_one_region_is_found_there_and_nothing_is_said_of_the_others()
    {
        using var folder = new TemporaryFolder();
        await using var server = await StoredServer.StartAsync(folder);
        await PrepareAsync(server);
        await PutAsync(server, """{"name":"drift","kind":"drift","columns":["a","b"],"segment":"region","window":"1d"}""");
        await PutAsync(server, """{"name":"integrity","kind":"integrity","columns":["a","b"],"segment":"region","window":"1d"}""");
        await SendAsync(server, s_quiet, drifted: null);
        await SendAsync(server, s_drifted, drifted: "south");
        string[] parts = ["a (region = north)", "a (region = south)", "b (region = north)", "b (region = south)"];

        var quiet = await PartsAsync(server, "drift", s_quiet);
        var drift = await PartsAsync(server, "drift", s_drifted);
        var integrity = await PartsAsync(server, "integrity", s_drifted);

        Assert.Equal(parts.Select(p => (p + " effect", "ok")), quiet.OrderBy(p => p.Key).Select(p => (p.Key, p.Value)));
        Assert.Equal(["ok", "warning", "ok", "warning"], parts.Select(p => drift[p + " effect"]));
        Assert.Equal(["ok", "ok", "ok", "warning"], parts.Select(p => integrity[p + " check.missing"]));
        Assert.Equal(["ok", "warning", "ok", "ok"], parts.Select(p => integrity[p + " check.range"]));
    }

    [Fact]
    public async Task Past_windows_freeze_their_segment_values_too_and_show_them()
    {
        using var folder = new TemporaryFolder();
        await using var server = await StoredServer.StartAsync(folder);
        await PrepareAsync(server);
        await PutAsync(server, """{"name":"seen","kind":"drift","columns":["a"],"window":"1d"}""");
        await SendAsync(server, s_quiet, drifted: null);
        await PartsAsync(server, "seen", s_quiet);

        var (status, made) = await server.SendAsync(HttpMethod.Put, $"{Model}/baselines/past",
            $$"""{"from":"{{Text(s_quiet)}}","to":"{{Text(s_quiet.AddDays(1))}}"}""");
        Assert.True(status == HttpStatusCode.Created, made.ToString());
        await PutAsync(server, """{"name":"drift","kind":"drift","columns":["a"],"segment":"region","baseline":"past","window":"1d"}""");
        await SendAsync(server, s_drifted, drifted: "south");
        var drift = await PartsAsync(server, "drift", s_drifted);
        var shown = (await server.GetAsync($"{Model}/baselines/past")).GetProperty("segments").EnumerateArray()
            .Select(s => (s.GetProperty("segment").GetString(), s.GetProperty("value").GetString(), s.GetProperty("rows").GetInt64()));

        Assert.Equal(("ok", "warning"), (drift["a (region = north) effect"], drift["a (region = south) effect"]));
        Assert.Equal([("region", "north", Rows / 2), ("region", "south", Rows / 2)], shown);
        Assert.Equal(2, (await server.GetAsync($"{Model}/baselines/default")).GetProperty("segments").GetArrayLength());
    }

    static async Task PrepareAsync(StoredServer server)
    {
        var (status, made) = await server.SendAsync(HttpMethod.Put, Model, """
            {"schema":{"columns":[{"name":"a","type":"numeric"},{"name":"b","type":"numeric"},{"name":"region","type":"categorical","role":"segment"}],
             "segments":["region"]}}
            """);
        Assert.True(status == HttpStatusCode.Created, made.ToString());
        var csv = new StringBuilder("a,b,region\n");
        double[][] columns = [Some.Normal(6_000, 1), Some.Normal(6_000, 2)];
        for (int i = 0; i < 6_000; i++) csv.Append(CultureInfo.InvariantCulture, $"{columns[0][i]:R},{columns[1][i]:R},{Region(i)}\n");
        (status, made) = await server.SendAsync(HttpMethod.Put, $"{Model}/baselines/default", csv.ToString(), "text/csv");
        Assert.True(status == HttpStatusCode.Created, made.ToString());
    }

    static async Task PutAsync(StoredServer server, string monitor)
    {
        string name = JsonElement.Parse(monitor).GetProperty("name").GetString()!;
        var (status, made) = await server.SendAsync(HttpMethod.Put, $"{Model}/monitors/{name}", monitor);
        Assert.True(status == HttpStatusCode.Created, made.ToString());
    }

    // In the drifted region a moves beyond its range, and half of b is missing.
    static async Task SendAsync(StoredServer server, DateTimeOffset day, string? drifted)
    {
        double[][] columns = [Some.Normal(Rows, (ulong)day.DayOfYear), Some.Normal(Rows, 400 + (ulong)day.DayOfYear)];
        var lines = new StringBuilder();
        for (int i = 0; i < Rows; i++)
        {
            bool moves = Region(i) == drifted;
            double a = columns[0][i] + (moves ? 3 : 0);
            string b = moves && i / 2 % 2 == 0 ? "null" : columns[1][i].ToString("R", CultureInfo.InvariantCulture);
            lines.Append(CultureInfo.InvariantCulture, $"{{\"id\":\"{day:dd}-{i}\",\"time\":\"{Text(day.AddSeconds(30 * i))}\",")
                .Append(CultureInfo.InvariantCulture,
                    $"\"features\":{{\"a\":{a:R},\"b\":{b}}},\"segments\":{{\"region\":\"{Region(i)}\"}}}}\n");
        }
        var (_, taken) = await server.SendAsync(HttpMethod.Post, $"{Model}/events", lines.ToString(), "application/x-ndjson");
        Assert.True(taken.GetProperty("accepted").GetInt32() == Rows, taken.ToString());
    }

    // Status by subject and measure, once all rows of the day are judged.
    static async Task<Dictionary<string, string>> PartsAsync(StoredServer server, string monitor, DateTimeOffset day)
    {
        JsonElement found = default;
        await server.WaitAsync($"{Model}/evaluations?monitor={monitor}", list => list.GetProperty("evaluations").EnumerateArray()
            .Any(e => (found = e).GetProperty("rows").GetInt64() == Rows && e.GetProperty("from").GetDateTimeOffset() == day));
        return found.GetProperty("parts").EnumerateArray()
            .ToDictionary(p => $"{p.GetProperty("subject").GetString()} {p.GetProperty("measure").GetString()}",
            p => p.GetProperty("status").GetString()!);
    }

    static string Region(int row) => row % 2 == 0 ? "north" : "south";

    static string Text(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
