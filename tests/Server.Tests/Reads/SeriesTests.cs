using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Storage;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Reads;

/// <summary>Lines over time and the rows behind a verdict, over HTTP, on real stores.</summary>
public sealed class SeriesTests
{
    const string Model = "/api/v1/models/churn";
    const int Count = 2_000;

    static readonly DateTimeOffset s_day = new(TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(-3), TimeSpan.Zero);
    static readonly string[] s_environments = ["production", "staging"];

    [Fact]
    public async Task A_point_has_its_interval_its_values_and_the_baseline_beside()
    {
        await using var server = await JudgedAsync();

        var mean = await server.GetAsync($"{Model}/series?measure=mean&column=age&step=86400&{Range}");
        var missing = await server.GetAsync($"{Model}/series?measure=missing_share&column=age&step=86400&{Range}");
        var median = await server.GetAsync($"{Model}/series?measure=p50&column=age&step=86400&{Range}");

        var point = Assert.Single(mean.GetProperty("series").EnumerateArray());
        Assert.Equal(Count, mean.GetProperty("seq").GetInt64());
        Assert.True(mean.GetProperty("as_of").GetDateTimeOffset() > s_day.AddDays(2));
        Assert.InRange(point.GetProperty("value").GetDouble(), point.GetProperty("low").GetDouble(), point.GetProperty("high").GetDouble());
        Assert.Equal(Count - (Count / 10), point.GetProperty("n").GetInt64());
        Assert.Equal("default", mean.GetProperty("baseline").GetProperty("name").GetString());
        Assert.InRange(mean.GetProperty("baseline").GetProperty("value").GetDouble(), 39, 41);
        Assert.Equal(.1, missing.GetProperty("series")[0].GetProperty("value").GetDouble(), 12);
        Assert.True(missing.GetProperty("series")[0].GetProperty("high").GetDouble() > .1);
        Assert.InRange(median.GetProperty("series")[0].GetProperty("value").GetDouble(), 39, 41);
    }

    [Fact]
    public async Task A_segment_and_an_environment_that_is_declared_as_one_have_lines_of_their_own()
    {
        await using var server = await JudgedAsync();

        var production = await server.GetAsync($"{Model}/series?measure=rows&step=86400&environment=production&{Range}");
        var south = await server.GetAsync($"{Model}/series?measure=mean&column=age&segment=region%3Dsouth&step=86400&{Range}");
        var (status, quantile) = await server.SendAsync(HttpMethod.Get,
            $"{Model}/series?measure=p95&column=age&segment=region%3Dsouth&{Range}");
        var profile = await server.GetAsync($"{Model}/profiles?environment=staging&columns=age&{Range}");
        var events = await server.GetAsync($"{Model}/events?environment=staging&limit=1000&{Range}");

        Assert.Equal(Count / 2, production.GetProperty("series")[0].GetProperty("value").GetDouble());
        Assert.Equal("region=south", south.GetProperty("segment").GetString());
        Assert.InRange(south.GetProperty("series")[0].GetProperty("n").GetInt64(), 1, Count - 1);
        Assert.Equal((HttpStatusCode.BadRequest, "segment"), (status, quantile.GetProperty("field").GetString()));
        Assert.Equal(Count / 2, profile.GetProperty("rows").GetInt64());
        Assert.Equal(Count / 2, events.GetProperty("events").GetArrayLength());
    }

    [Fact]
    public async Task A_line_of_a_monitor_has_its_threshold_its_status_and_its_evaluation_and_two_monitors_must_be_told_apart()
    {
        await using var server = await JudgedAsync();

        var (_, which) = await server.SendAsync(HttpMethod.Get, $"{Model}/series?measure=effect&{Range}");
        var (unclear, both) = await server.SendAsync(HttpMethod.Get, $"{Model}/series?measure=effect&monitor=drift&{Range}");
        var line = await server.GetAsync($"{Model}/series?measure=effect&monitor=drift&column=age&{Range}");

        Assert.Equal("monitor", which.GetProperty("field").GetString());
        Assert.Equal("drift, drift-age", which.GetProperty("allowed").GetString());
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "column"), (unclear, both.GetProperty("field").GetString()));
        var point = Assert.Single(line.GetProperty("series").EnumerateArray());
        Assert.Equal(("drift", "age"), (line.GetProperty("monitor").GetString(), line.GetProperty("column").GetString()));
        Assert.Equal("warning", point.GetProperty("status").GetString());
        Assert.True(point.GetProperty("threshold").GetDouble() > 0);
        Assert.True(point.GetProperty("evaluation").GetInt64() > 0);
    }

    [Fact]
    public async Task From_a_verdict_to_the_rows_that_made_it_as_a_page_and_as_a_file()
    {
        await using var server = await JudgedAsync();
        var evaluations = await server.GetAsync($"{Model}/evaluations?monitor=drift");
        long number = evaluations.GetProperty("evaluations").EnumerateArray().First(e => e.GetProperty("rows").GetInt64() == Count)
            .GetProperty("number").GetInt64();

        var window = await server.GetAsync($"{Model}/events?evaluation={number}&limit=1");
        var missing = await server.GetAsync($"{Model}/events?evaluation={number}&subject=age&limit=1000");
        var moved = await server.GetAsync($"{Model}/events?evaluation={number}&subject=plan&limit=1000");
        string csv = Encoding.UTF8.GetString(await server.DownloadAsync($"{Model}/export?format=csv&evaluation={number}&subject=age"));
        var same = await server.GetAsync($"{Model}/events{missing.GetProperty("selection").GetProperty("query").GetString()}&limit=1000");
        var (wrong, problem) = await server.SendAsync(HttpMethod.Get, $"{Model}/events?evaluation={number}&subject=nothing");

        Assert.Equal("Every row of the window.", window.GetProperty("selection").GetProperty("rows").GetString());
        Assert.Equal(Count / 10, missing.GetProperty("events").GetArrayLength());
        Assert.All(missing.GetProperty("events").EnumerateArray(), e =>
            Assert.Equal(JsonValueKind.Null, e.GetProperty("values").GetProperty("age").ValueKind));
        Assert.NotEmpty(moved.GetProperty("events").EnumerateArray());
        Assert.All(moved.GetProperty("events").EnumerateArray(), e =>
            Assert.Equal("pro", e.GetProperty("values").GetProperty("plan").GetString()));
        Assert.Contains("whose share grew most: pro", moved.GetProperty("selection").GetProperty("rows").GetString(),
            StringComparison.Ordinal);
        Assert.Equal((Count / 10) + 1, csv.TrimEnd('\n').Split('\n').Length);
        Assert.Equal(Count / 10, same.GetProperty("events").GetArrayLength());
        Assert.Equal((HttpStatusCode.BadRequest, "subject"), (wrong, problem.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task The_metrics_say_what_the_log_took_how_large_the_stores_are_and_that_nothing_lags()
    {
        await using var server = await JudgedAsync();

        string text = await server.TextAsync("/metrics");

        Assert.Contains($"plumbline_log_appended_rows_total {Count}\n", text, StringComparison.Ordinal);
        Assert.Matches(@"plumbline_log_flush_seconds_total 0\.\d+", text);
        Assert.Matches(@"plumbline_store_bytes\{store=""log""\} [1-9]", text);
        Assert.Contains("plumbline_projection_lag_seconds{projection=\"profiles\"} 0\n", text, StringComparison.Ordinal);
        Assert.Contains("plumbline_projection_failing{projection=\"events\"} 0\n", text, StringComparison.Ordinal);
        Assert.Contains("plumbline_ingest_duration_seconds_bucket{kind=\"events\",le=\"0.25\"} 0\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_is_answered_with_304_until_rows_of_its_time_change()
    {
        await using var server = await JudgedAsync();
        string path = $"{Model}/profiles?{Range}&columns=age";

        var first = await server.ConditionalAsync(path, null);
        var second = await server.ConditionalAsync(path, first.Tag);
        await AppendAsync(server, Rows(10, 9, .25), "later");
        await server.WaitAsync(path, p => p.GetProperty("rows").GetInt64() == Count + 10);
        var third = await server.ConditionalAsync(path, first.Tag);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified, HttpStatusCode.OK), (first.Status, second.Status, third.Status));
        Assert.NotEqual(first.Tag, third.Tag);
    }

    static string Range => $"from={Time(s_day)}&to={Time(s_day.AddDays(1))}";

    static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // A day in which ages went missing and plans moved, judged by two monitors.
    static async Task<StoredServer> JudgedAsync()
    {
        var rows = Rows(Count, 2, .6).WithSegments("region", "environment");
        var server = await StoredServer.StartAsync(rows);
        await server.SendAsync(HttpMethod.Put, $"{Model}/baselines/default", Csv(Rows(4_000, 1, .25, missingEvery: 0)), "text/csv");
        foreach (string name in new[] { "drift", "drift-age" })
            Assert.Equal(HttpStatusCode.Created, (await server.SendAsync(HttpMethod.Put, $"{Model}/monitors/{name}",
                $$"""{"name":"{{name}}","kind":"drift","window":"1d"{{(name == "drift" ? "" : ""","columns":["age"]""")}}}""")).Status);
        await AppendAsync(server, rows, "id");
        await server.WaitAsync($"{Model}/events?limit=1", e => e.GetProperty("seq").GetInt64() == Count);
        foreach (string name in new[] { "drift", "drift-age" })
            await server.WaitAsync($"{Model}/evaluations?monitor={name}",
                e => e.GetProperty("evaluations").EnumerateArray().Any(v => v.GetProperty("rows").GetInt64() == Count));
        return server;
    }

    static async Task AppendAsync(StoredServer server, InMemoryDataset rows, string prefix)
    {
        DateTimeOffset[] times = [.. Enumerable.Range(0, rows.RowCount).Select(i => s_day.AddSeconds(i * 86_000.0 / rows.RowCount))];
        var batch = LiveRows.Batch(rows, times, 0, rows.RowCount, server.Model.Number);
        var ids = LiveRows.Texts(Enumerable.Range(0, rows.RowCount).Select(i => $"{prefix}-{i}"));
        await server.Storage.Log.AppendAsync(new LogEntry.Events(batch with { Ids = ids }), CancellationToken.None);
    }

    static string Csv(InMemoryDataset rows)
    {
        var (age, plan) = ((NumericSlice)rows.Read("age", CancellationToken.None),
            (CategoricalSlice)rows.Read("plan", CancellationToken.None));
        var text = new StringBuilder("age,plan,region,environment\n");
        for (int i = 0; i < rows.RowCount; i++)
            text.Append(age.Values.Span[i].ToString("R", CultureInfo.InvariantCulture)).Append(',')
                .Append(plan.Categories[plan.Codes.Span[i]])
                .Append(i % 2 == 0 ? ",north," : ",south,").Append(s_environments[i % 2]).Append('\n');
        return text.ToString();
    }

    static InMemoryDataset Rows(int count, ulong seed, double pro, int missingEvery = 10) => Some.Dataset(
        ("age", Ages(count, seed, missingEvery)),
        ("plan", Some.Categories(count, seed + 1, ("basic", 1 - pro), ("pro", pro))),
        ("region", Some.Categories(count, seed + 2, ("north", 1), ("south", 1))),
        ("environment", Some.Column("environment", Enumerable.Range(0, count).Select(i => s_environments[i % 2]).ToArray(),
            ColumnRole.Environment)));

    static double[] Ages(int count, ulong seed, int missingEvery) =>
        [.. Some.Normal(count, seed, 40, 10).Select((age, i) => missingEvery > 0 && i % missingEvery == 0 ? double.NaN : age)];
}
