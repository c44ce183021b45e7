using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Protocol.Ingest;
using Plumbline.Server.Ingest.Columns;
using Plumbline.Server.Ingest.Events;
using Plumbline.Server.Limits;
using Plumbline.Server.Tests.Hosting;
using Plumbline.Server.Tests.Reads;
using Plumbline.Storage.Ingest;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Ingest;

public sealed class LimitTests
{
    [Fact]
    public async Task The_largest_body_is_the_one_the_option_says_after_decompression_too()
    {
        await using RunningServer server = await RunningServer.StartAsync(o => o with { MostBodyBytes = 1 << 20 });
        byte[] body = Sending.Gzip(Sending.Lines(40_000));

        IngestProblem problem = (await server.RowsAsync("events", body, gzip: true)).Failed(413);

        Assert.InRange(body.Length, 0, 1 << 20);
        Assert.Equal(("body_bytes", "at most 1048576 bytes"), (problem.Field, problem.Allowed));
        LimitRow limit = (await TableAsync(server))["body_bytes"];
        Assert.Equal((1 << 20, 64 << 20, 1L), (limit.Value, limit.Default, limit.Answered));
    }

    [Fact]
    public async Task A_feature_name_per_event_meets_the_limit_of_columns_and_it_is_counted()
    {
        await using RunningServer server = await Sending.StartAsync();

        IngestAnswer answer = (await server.EventsAsync(string.Concat(Enumerable.Range(0, 1_500)
            .Select(i => $"{{\"features\":{{\"n{i}\":1}}}}\n")))).Accepted();

        Assert.InRange(answer.Accepted, 900, IngestLimits.Columns);
        Assert.Equal(answer.RejectedCount, (await TableAsync(server))["columns"].Answered);
        Assert.Contains($"plumbline_limit_answers_total{{limit=\"columns\"}} {answer.RejectedCount}",
            (await server.GetAsync("/metrics")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_segment_value_per_user_meets_the_limit_and_a_restart_does_not_begin_the_counting_anew()
    {
        using var folder = new TemporaryFolder();
        await using (StoredServer first = await StoredServer.StartAsync(folder))
        {
            var (_, body) = await first.SendAsync(HttpMethod.Post, "/api/v1/models/m/events", Users(0, 1_200), "application/x-ndjson");
            Assert.Equal((1_000, 200), (body.GetProperty("accepted").GetInt32(), body.GetProperty("rejected_count").GetInt32()));
        }

        await using StoredServer second = await StoredServer.StartAsync(folder);
        var (_, later) = await second.SendAsync(HttpMethod.Post, "/api/v1/models/m/events", Users(999, 2), "application/x-ndjson");

        Assert.Equal((1, 1), (later.GetProperty("accepted").GetInt32(), later.GetProperty("rejected_count").GetInt32()));
        Assert.Equal("segments.user", later.GetProperty("rejected")[0].GetProperty("field").GetString());
    }

    [Fact]
    public void A_model_has_events_of_so_many_quarters_of_an_hour_and_what_is_stored_or_sealed_counts_as_such()
    {
        var start = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        long first = OpenQuarters.Of(Decoded.Microseconds(start));
        var quarters = new OpenQuarters(() => [start, start.AddMinutes(15)], most: 4);

        quarters.Add(first + 95);
        quarters.Add(first + 96);
        quarters.Add(first + 96);

        Assert.All([0, 1, 95, 96], q => Assert.True(quarters.HasRoomFor(first + q)));
        Assert.False(quarters.HasRoomFor(first + 2));
        Assert.False(quarters.HasRoomFor(0));
        quarters.Release(DayRanges.None.With([start.AddDays(1)]));
        Assert.True(quarters.HasRoomFor(first + 2));
    }

    [Fact]
    public async Task Times_over_more_years_than_profiles_are_kept_meet_the_limit_of_quarters_and_times_that_are_there_go_on()
    {
        var years = new DateTimeOffset(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var profiles = new InMemoryProfileStore { Quarters = [.. Enumerable.Range(0, IngestLimits.OpenQuarters - 2)
            .Select(i => years.AddMinutes(15 * i))] };
        await using RunningServer server = await RunningServer.StartAsync(further: s => s.AddSingleton<IProfileStore>(profiles));
        server.Catalog.AddModel(Model("m", 1));

        IngestAnswer answer = (await server.EventsAsync("""
            {"id":"1","time":"2001-01-01T00:00:00Z"}
            {"id":"2","time":"2001-01-01T00:15:00Z"}
            {"id":"6","time":"2002-01-01T00:00:00Z"}
            {"id":"3","time":"2001-01-01T00:14:59Z"}
            {"id":"4","time":"1991-01-01T00:00:00Z"}
            {"id":"5"}
            """)).Accepted();

        Assert.Equal((5, 1L), (answer.Accepted, answer.RejectedCount));
        Assert.Equal((2, "time"), ((int)answer.Rejected[0].Index, answer.Rejected[0].Field));
        Assert.Equal(1, (await TableAsync(server))["open_quarters"].Answered);
    }

    [Theory]
    [InlineData(IngestLimits.WaitingTruths, 0, "waiting_truths")]
    [InlineData(5, IngestLimits.WaitingTruthsInAll, "waiting_truths_in_all")]
    public async Task Truths_whose_events_do_not_come_are_bounded_and_taken_again_when_there_is_room(long own, long others, string limit)
    {
        var events = new EmptyEventStore();
        await using RunningServer server = await RunningServer.StartAsync(further: s => s.AddSingleton<IEventStore>(events));
        (await server.EventsAsync("""{"id":"1","prediction":"yes"}""")).Accepted();
        events.WaitingTruths = new Dictionary<int, long> { [server.Catalog.FindModel("m")!.Number] = own, [77] = others };

        IngestAnswer full = (await server.RowsAsync("truths", """{"id":"1","truth":"yes"}"""u8.ToArray())).Accepted();
        events.WaitingTruths = new Dictionary<int, long>();
        IngestAnswer free = (await server.RowsAsync("truths", """{"id":"1","truth":"yes"}"""u8.ToArray())).Accepted();

        Assert.Equal((0, 1L, 1), (full.Accepted, full.RejectedCount, free.Accepted));
        Assert.Contains("wait for events that have not come", full.Rejected[0].Reason, StringComparison.Ordinal);
        Assert.Equal(1, (await TableAsync(server))[limit].Answered);
    }

    [Fact]
    public async Task A_model_beyond_ten_thousand_is_rejected_and_those_there_go_on()
    {
        var catalog = new InMemoryCatalog();
        for (int i = 0; i < IngestLimits.Models; i++) catalog.AddModel(Model($"m{i}", 1));
        await using RunningServer server = await RunningServer.StartAsync(catalog: catalog);

        IngestProblem problem = (await server.RowsAsync("events", "{}"u8.ToArray(), model: "one-more")).Failed(422);

        Assert.Equal(("models", "at most 10000 models"), (problem.Field, problem.Allowed));
        (await server.RowsAsync("events", "{}"u8.ToArray(), model: "m77")).Accepted();
        LimitRow limit = (await TableAsync(server))["models"];
        Assert.Equal((10_000d, 1L), (limit.Used, limit.Answered));
    }

    [Fact]
    public void What_is_kept_warm_of_ten_thousand_models_stays_small()
    {
        using var folder = new TemporaryFolder();
        using var store = IngestStore.Create(Path.Combine(folder.Path, "ingest.db"));
        var live = new LiveModels(store, new InMemoryProfileStore());
        long before = GC.GetTotalMemory(forceFullCollection: true);

        for (int i = 1; i <= IngestLimits.Models; i++)
        {
            ModelDefinition model = Model($"m{i}", 20) with { Number = i };
            LiveModel one = live.Get(model.Name, model);
            EventReader reader = one.Rent(model);
            one.Return(reader, model);
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, 0, 150 << 20);
        GC.KeepAlive(live);
    }

    [Fact]
    public async Task Every_limit_says_what_happens_and_shows_its_default()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Dictionary<string, LimitRow> table = await TableAsync(server);

        Assert.All(table.Values, l => Assert.True(l is { Beyond.Length: > 10, Unit.Length: > 1, Default: > 0 }, l.Name));
        foreach (string name in new[] { "earliest_year", "future_seconds", "rejected_rows", "monitors", "baselines", "earlier_evaluations",
            "metric_samples", "series_points" })
            Assert.Contains(name, table.Keys);
        Assert.Equal(0, table["concurrent_requests"].Used);
    }

    static async Task<Dictionary<string, LimitRow>> TableAsync(RunningServer server) =>
        JsonSerializer.Deserialize((await server.GetAsync("/api/v1/limits")).Text,
            ProtocolJson.Default.LimitTable)!.Limits.ToDictionary(l => l.Name);

    static string Users(int first, int count)
    {
        var body = new StringBuilder();
        for (int i = first; i < first + count; i++)
            body.Append("{\"id\":\"e").Append(i + 10_000 * first).Append("\",\"segments\":{\"user\":\"u").Append(i).Append("\"}}\n");
        return body.ToString();
    }

    static ModelDefinition Model(string name, int columns) => SchemaInference.Infer(name,
        [.. Enumerable.Range(0, columns).Select(i => new ObservedColumn($"f{i}", ColumnRole.Feature, ColumnType.Numeric))], [],
            Decoded.Received);
}
