using System.Globalization;
using System.Net;
using System.Text;
using Plumbline.Engine.Storage;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Reads;

/// <summary>From rows and a baseline to verdicts over HTTP, on real stores.</summary>
public sealed class LiveHttpTests
{
    const string Model = "/api/v1/models/churn";
    const int Count = 1_200;
    const string Drift = """{"name":"drift","kind":"drift","window":"1d"}""";

    static readonly DateTimeOffset s_day = new(TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(-3), TimeSpan.Zero);
    static readonly InMemoryDataset s_rows = Rows(Count, 2, shift: 1);

    [Fact]
    public async Task From_a_file_and_live_rows_to_a_verdict_its_rows_and_a_rebuild()
    {
        await using var server = await StoredServer.StartAsync(s_rows);
        var (made, baseline) = await server.SendAsync(HttpMethod.Put, $"{Model}/baselines/default", Csv(Rows(3_000, 1, shift: 0)),
            "text/csv");
        Assert.Equal(HttpStatusCode.Created, made);
        Assert.Equal(3_000, baseline.GetProperty("rows").GetInt64());
        Assert.Contains("drift", baseline.GetProperty("proposals").EnumerateArray()
            .Select(p => p.GetProperty("monitor").GetProperty("name").GetString()));
        Assert.Equal(HttpStatusCode.Created, (await server.SendAsync(HttpMethod.Put, $"{Model}/monitors/drift", Drift)).Status);
        await AppendAsync(server, s_rows);

        var judged = await server.WaitAsync($"{Model}/evaluations",
            e => e.GetProperty("evaluations").EnumerateArray().Any(v => v.GetProperty("rows").GetInt64() == Count));
        var first = judged.GetProperty("evaluations").EnumerateArray().Single(v => v.GetProperty("rows").GetInt64() == Count);
        Assert.Equal("warning", first.GetProperty("status").GetString());
        Assert.True(first.GetProperty("is_historical").GetBoolean());
        Assert.Equal("age", first.GetProperty("parts")[0].GetProperty("subject").GetString());
        Assert.Empty((await server.GetAsync("/api/v1/alerts?model=churn")).GetProperty("alerts").EnumerateArray());

        var profile = await server.GetAsync($"{Model}/profiles?{Range}&columns=age");
        Assert.Equal(Count, profile.GetProperty("rows").GetInt64());
        Assert.Equal(Count, profile.GetProperty("seq").GetInt64());
        Assert.Equal(baseline.GetProperty("fingerprint").ValueKind, profile.GetProperty("bin_set").ValueKind);

        var events = await server.WaitAsync($"{Model}/events?limit=5&where=plan%3Dpro", e => e.GetProperty("seq").GetInt64() == Count);
        Assert.All(events.GetProperty("events").EnumerateArray(),
            e => Assert.Equal("pro", e.GetProperty("values").GetProperty("plan").GetString()));
        var second = await server.GetAsync($"{Model}/events?limit=5&where=plan%3Dpro&after={events.GetProperty("next").GetString()}");
        Assert.NotEqual(events.GetProperty("events")[0].GetProperty("seq").GetInt64(),
            second.GetProperty("events")[0].GetProperty("seq").GetInt64());
        Assert.Equal("PAR1", Encoding.ASCII.GetString(await server.DownloadAsync($"{Model}/export"), 0, 4));

        var history = (await server.GetAsync($"{Model}/history")).GetProperty("monitors")[0];
        Assert.Equal(("drift", 1), (history.GetProperty("monitor").GetString(), history.GetProperty("breaches").GetInt32()));
        Assert.Equal(s_day, history.GetProperty("first_breach").GetDateTimeOffset());
        Assert.Equal("age", history.GetProperty("in_breach")[0].GetProperty("subjects")[0].GetString());
        string kept = $"{Model}/evaluations/{first.GetProperty("number").GetInt64()}";
        Assert.Equal(first.GetRawText(), (await server.GetAsync(kept)).GetRawText());
        Assert.Equal("plumbline/profile/1", (await server.GetAsync(kept + "/profile")).GetProperty("schema").GetString());
        Assert.Matches("^[0-9a-f]{16}$", first.GetProperty("profile_fingerprint").GetString());

        var proposals = await server.GetAsync($"{Model}/baselines/default/proposals");
        Assert.Contains("20 weeks", proposals.GetProperty("promise").GetString(), StringComparison.Ordinal);
        var drift = proposals.GetProperty("proposals").EnumerateArray()
            .Single(p => p.GetProperty("monitor").GetProperty("name").GetString() == "drift");
        Assert.Equal(drift.GetProperty("windows").GetInt32(),
            drift.GetProperty("fired").GetInt32() + drift.GetProperty("unknown").GetInt32());

        var (_, rebuilt) = await server.SendAsync(HttpMethod.Post, "/api/v1/rebuild");
        Assert.Equal(0, rebuilt.GetProperty("changed").GetInt32());
        Assert.True(rebuilt.GetProperty("cells").GetInt32() > 50);
        Assert.Contains("""plumbline_monitor_status{model="churn",monitor="drift",status=""", await server.TextAsync("/metrics"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_series_says_when_it_is_down_sampled_and_holds_every_row()
    {
        await using var server = await StoredServer.StartAsync(s_rows);
        await AppendAsync(server, s_rows);
        await server.WaitAsync($"{Model}/profiles?{Range}", p => p.GetProperty("rows").GetInt64() == Count);

        var fine = await server.GetAsync($"{Model}/series?measure=rows&step=3600&{Range}");
        var coarse =
            await server.GetAsync($"{Model}/series?measure=mean&column=age&step=900&from={Time(s_day.AddDays(-30))}&to={Time(s_day.AddDays(1))}");

        Assert.Equal(Count, fine.GetProperty("series").EnumerateArray().Sum(p => p.GetProperty("value").GetDouble()));
        Assert.Equal(fine.GetProperty("points").GetInt32(), fine.GetProperty("of").GetInt32());
        Assert.Equal(3_600, coarse.GetProperty("step_seconds").GetDouble());
        Assert.Equal((24, 96), (coarse.GetProperty("points").GetInt32(), coarse.GetProperty("of").GetInt32()));
        Assert.Equal(Count, coarse.GetProperty("series").EnumerateArray().Sum(p => p.GetProperty("n").GetInt64()));
    }

    [Fact]
    public async Task A_preview_says_how_often_a_monitor_would_have_fired_and_keeps_nothing()
    {
        await using var server = await StoredServer.StartAsync(s_rows);
        await server.SendAsync(HttpMethod.Put, $"{Model}/baselines/default", Csv(Rows(3_000, 1, shift: 0)), "text/csv");
        await AppendAsync(server, s_rows);
        await server.WaitAsync($"{Model}/events?limit=1", e => e.GetProperty("seq").GetInt64() == Count);

        var (status, preview) = await server.SendAsync(HttpMethod.Post, $"{Model}/monitors/preview", Drift);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(1, preview.GetProperty("breaches").GetInt32());
        Assert.Empty((await server.GetAsync("/api/v1/monitors?model=churn")).GetProperty("monitors").EnumerateArray());
        Assert.Empty((await server.GetAsync($"{Model}/evaluations")).GetProperty("evaluations").EnumerateArray());
    }

    [Theory]
    [InlineData("GET", "/api/v1/models/nobody/series?measure=rows", null, 404, "model")]
    [InlineData("GET", Model + "/series", null, 400, "measure")]
    [InlineData("GET", Model + "/series?measure=mean", null, 400, "column")]
    [InlineData("GET", Model + "/series?measure=rows&step=1", null, 400, "step")]
    [InlineData("GET", Model + "/series?measure=mean&column=nothing", null, 400, "column")]
    [InlineData("GET", Model + "/series?measure=loudness", null, 400, "measure")]
    [InlineData("GET", Model + "/series?measure=effect&monitor=none", null, 404, "monitor")]
    [InlineData("GET", Model + "/series?metric=gpu&measure=p95", null, 400, "measure")]
    [InlineData("GET", Model + "/series?metric=gpu&column=age", null, 400, "metric")]
    [InlineData("GET", Model + "/series?measure=rows&segment=plan%3Dpro", null, 400, "segment")]
    [InlineData("GET", Model + "/series?measure=rows&environment=production", null, 400, "environment")]
    [InlineData("GET", Model + "/events?evaluation=7", null, 404, "evaluation")]
    [InlineData("GET", Model + "/events?subject=age", null, 400, "subject")]
    [InlineData("GET", Model + "/events?between=age%3Dlow..high", null, 400, "between")]
    [InlineData("GET", Model + "/export?format=xlsx", null, 400, "format")]
    [InlineData("GET", Model + "/export?columns=nothing", null, 400, "columns")]
    [InlineData("GET", Model + "/profiles?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z", null, 400, "to")]
    [InlineData("GET", Model + "/events?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z", null, 400, "to")]
    [InlineData("GET", Model + "/profiles?from=yesterday", null, 400, "from")]
    [InlineData("GET", Model + "/profiles?segment=north", null, 400, "segment")]
    [InlineData("GET", Model + "/events?after=1", null, 400, "after")]
    [InlineData("GET", Model + "/events?limit=5000", null, 400, "limit")]
    [InlineData("GET", Model + "/evaluations?monitor=none", null, 404, "monitor")]
    [InlineData("GET", "/api/v1/alerts?state=loud", null, 400, "state")]
    [InlineData("GET", "/api/v1/alerts?severity=loud", null, 400, "severity")]
    [InlineData("GET", "/api/v1/alerts?model=nobody", null, 404, "model")]
    [InlineData("GET", "/api/v1/alerts?language=fr", null, 400, "language")]
    [InlineData("GET", "/api/v1/monitors?kind=drft", null, 400, "kind")]
    [InlineData("PUT", "/api/v1/monitors?dry_run=yes", """{"monitors":[]}""", 400, "dry_run")]
    [InlineData("GET", Model + "/baselines/none", null, 404, "baseline")]
    [InlineData("PUT", Model + "/baselines/b", """{"from":"2026-03-01T00:00:00Z","to":"2026-03-02T00:00:00Z"}""", 422, "from")]
    [InlineData("PUT", Model + "/monitors/m", """{"name":"m","kind":"drift","window":"10m"}""", 422, "window")]
    [InlineData("PUT", Model + "/monitors/m", """{"name":"m","kind":"drft","window":"1d"}""", 422, "kind")]
    [InlineData("PUT", Model + "/monitors/m", """{"name":"other","kind":"drift","window":"1d"}""", 422, "name")]
    [InlineData("PUT", Model + "/monitors/m", """{"name":"m","kind":"drift","window":"1d","baseline":"rolling:0"}""", 422, "baseline")]
    [InlineData("PUT", Model + "/monitors/m",
        """{"name":"m","kind":"drift","window":"1d","measure":"psi","threshold":{"low":2,"high":1}}""", 422, "threshold")]
    [InlineData("PUT", Model + "/monitors/m/state/asleep", null, 422, "state")]
    [InlineData("POST", "/api/v1/alerts/7/acknowledge", null, 404, "alert")]
    public async Task What_is_wrong_with_a_request_is_told_with_the_field(string method, string path, string? body, int status,
        string field)
    {
        await using var server = await StoredServer.StartAsync(s_rows);

        var (found, problem) = await server.SendAsync(new HttpMethod(method), path, body);

        Assert.Equal(status, (int)found);
        Assert.Equal(field, problem.GetProperty("field").GetString());
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
    }

    [Fact]
    public async Task A_file_that_is_no_baseline_is_refused_without_a_word_of_this_machine()
    {
        await using var server = await StoredServer.StartAsync(s_rows);

        var (empty, problem) = await server.SendAsync(HttpMethod.Put, $"{Model}/baselines/b", "", "text/csv");
        var (damaged, other) = await server.SendAsync(HttpMethod.Put, $"{Model}/baselines/b", "not parquet",
            "application/vnd.apache.parquet");
        var (type, _) = await server.SendAsync(HttpMethod.Put, $"{Model}/baselines/b", "x", "text/html");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnsupportedMediaType),
            (empty, damaged, type));
        Assert.DoesNotContain(Path.GetTempPath(), problem.GetRawText() + other.GetRawText(), StringComparison.Ordinal);
    }

    static string Range => $"from={Time(s_day)}&to={Time(s_day.AddDays(1))}";

    static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    static async Task AppendAsync(StoredServer server, InMemoryDataset rows)
    {
        DateTimeOffset[] times = [.. Enumerable.Range(0, Count).Select(i => s_day.AddSeconds(i * 86_000.0 / Count))];
        foreach (var frame in LiveRows.Frames(rows, times, 300))
            await server.Storage.Log.AppendAsync(((LogEntry.Events)frame.Entry) with { Batch = ((LogEntry.Events)frame.Entry).Batch with { Model = server.Model.Number } }, CancellationToken.None);
    }

    static string Csv(InMemoryDataset rows)
    {
        var (age, plan) = ((Engine.Columns.NumericSlice)rows.Read("age", CancellationToken.None),
            (Engine.Columns.CategoricalSlice)rows.Read("plan", CancellationToken.None));
        var text = new StringBuilder("age,plan\n");
        for (int i = 0; i < rows.RowCount; i++)
            text.Append(age.Values.Span[i].ToString("R", CultureInfo.InvariantCulture)).Append(',')
                .Append(plan.Categories[plan.Codes.Span[i]]).Append('\n');
        return text.ToString();
    }

    static InMemoryDataset Rows(int count, ulong seed, double shift) =>
        Some.Dataset(("age", Some.Normal(count, seed, 40 + (5 * shift), 10)),
            ("plan", Some.Categories(count, seed + 1, ("basic", 3), ("pro", 1))));
}
