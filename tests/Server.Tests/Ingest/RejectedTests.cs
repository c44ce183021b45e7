using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Plumbline.Engine.Storage;
using Plumbline.Protocol.Ingest;
using Plumbline.Server.Tests.Hosting;
using Plumbline.Server.Tests.Reads;
using Plumbline.Storage.Ingest;

namespace Plumbline.Server.Tests.Ingest;

public sealed class RejectedTests
{
    const string Path = "/api/v1/models/m/rejected";

    [Fact]
    public async Task The_inbox_tells_rows_causes_and_the_shape_of_values_but_no_values()
    {
        await using RunningServer server = await Sending.StartAsync();
        (await server.EventsAsync("{\"id\":\"1\"}\n{\"score\":\"Ada-1815\"}\n{\"id\":true}\nbroken\n")).Accepted();

        RejectedList list = await ListAsync(server, 3);

        Assert.Equal([("", 3L), ("id", 2L), ("score", 1L)], list.Rows.Select(r => (r.Field, r.Index)));
        Assert.Equal("\"aaa-9999\"", list.Rows[2].Value);
        Assert.Equal([1L, 1, 1], list.Causes.Select(c => c.Count));
        Assert.Equal((3L, 3L, 0L, null), (list.Count, list.All, list.Forgotten, list.Next));
        Assert.DoesNotContain("Ada", JsonSerializer.Serialize(list, IngestJson.Default.RejectedList), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_rejected_row_is_counted_though_only_the_first_hundred_are_kept_one_by_one()
    {
        await using RunningServer server = await Sending.StartAsync();
        string body = "{\"id\":\"1\"}\n" + string.Concat(Enumerable.Repeat("{\"score\":\"x\"}\n",
            4_000)) + string.Concat(Enumerable.Repeat("[]\n", 50));

        Assert.Equal(4_050, (await server.EventsAsync(body)).Accepted().RejectedCount);
        RejectedList list = await ListAsync(server, 4_050, "?limit=1000");

        Assert.Equal(101, list.Rows.Count);
        Assert.Equal([("score", 4_000L), ("", 50L)], list.Causes.Select(c => (c.Field, c.Count)));
    }

    [Fact]
    public async Task Pages_and_filters_choose_and_wrong_ones_are_named()
    {
        await using RunningServer server = await Sending.StartAsync();
        await server.EventsAsync("{\"id\":\"1\"}\n" + string.Concat(Enumerable.Repeat("{\"score\":\"x\"}\n", 5)) + "{\"id\":true}\n");
        await ListAsync(server, 6);

        RejectedList first = await ListAsync(server, 5, "?field=score&limit=2"),
            next = await ListAsync(server, 5, $"?field=score&limit=2&after={first.Next}");

        Assert.Equal([5L, 4], first.Rows.Select(r => r.Index));
        Assert.Equal([3L, 2], next.Rows.Select(r => r.Index));
        Assert.Equal(1, (await ListAsync(server, 1, "?reason=whole%20number")).Count);
        Assert.Equal(0, (await ListAsync(server, 0, "?to=2020-01-01T00:00:00Z")).Count);
        Answer wrong = await server.GetAsync(Path + "?limit=0");
        Assert.Equal((HttpStatusCode.BadRequest, "limit", "0"), (wrong.Status, wrong.Problem.Field, wrong.Problem.Value));
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync("/api/v1/models/none/rejected")).Status);
    }

    [Fact]
    public async Task The_inbox_is_emptied_and_goes_with_its_model()
    {
        await using RunningServer server = await Sending.StartAsync();
        await server.EventsAsync("{\"id\":\"1\"}\nbroken\n");
        await ListAsync(server, 1);
        int number = server.Catalog.FindModel("m")!.Number;

        Assert.Equal(HttpStatusCode.NoContent, (await server.SendAsync(HttpMethod.Delete, Path)).Status);
        Assert.Equal(0, (await ListAsync(server, 0)).All);

        await server.EventsAsync("broken\n");
        await ListAsync(server, 1);
        Assert.Equal(HttpStatusCode.Accepted, (await server.SendAsync(HttpMethod.Delete, "/api/v1/models/m", key: server.AdminKey)).Status);
        Assert.Equal(0, server.Server.Service<IRejectedInbox>().Read(new RejectedQuery { Model = number }).All);
    }

    [Fact]
    public async Task An_inbox_that_cannot_be_written_holds_nobody_up_and_counts_what_it_lost()
    {
        IngestStore? store = null;
        await using RunningServer server = await RunningServer.StartAsync(further: s =>
            store = (IngestStore)s.Last(d => d.ServiceType == typeof(IRejectedInbox)).ImplementationInstance!);
        (await server.EventsAsync("{\"id\":\"1\"}\n")).Accepted();
        store!.Dispose();

        Assert.Equal(1, (await server.EventsAsync("{\"id\":\"2\"}\nbroken\n")).Accepted().RejectedCount);
        string metrics = "";
        await Waiting.UntilAsync(() => (metrics = server.GetAsync("/metrics").Result.Text)
            .Contains("plumbline_rejected_rows_dropped_total 1", StringComparison.Ordinal));

        Assert.Contains("plumbline_rejected_rows_kept_total 0", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_says_its_field_always_and_a_problem_what_was_found_and_what_is_allowed()
    {
        await using RunningServer server = await Sending.StartAsync();

        Answer broken = await server.EventsAsync("{\"id\":\"1\"}\nbroken\n");
        Answer encoding = await server.SendAsync(HttpMethod.Post, "/api/v1/models/m/events", Encoded("br"));
        Answer key = await server.EventsAsync("{}", key: "two words");
        Answer rows = await server.EventsAsync(string.Concat(Enumerable.Repeat("{}\n", Server.Limits.IngestLimits.RowsPerRequest + 1)));
        Answer name = await server.RowsAsync("events", "{}"u8.ToArray(), model: "-no-");

        Assert.Equal("", JsonDocument.Parse(broken.Text).RootElement.GetProperty("rejected")[0].GetProperty("field").GetString());
        Assert.Equal(("Content-Encoding", "br", "gzip, identity"), Of(encoding.Failed(415)));
        Assert.Equal(("Idempotency-Key", "two words", "1 to 200 visible ASCII characters"), Of(key.Failed(400)));
        Assert.Equal(("rows_per_request", null, "at most 200000 rows"), Of(rows.Failed(413)));
        Assert.Equal(("model", "-no-"), (name.Failed(422).Field, name.Failed(422).Value));
    }

    [Fact]
    public async Task On_real_stores_the_inbox_is_there_after_a_restart()
    {
        using var folder = new Testing.TemporaryFolder();
        await using (StoredServer first = await StoredServer.StartAsync(folder))
        {
            await first.SendAsync(HttpMethod.Post, "/api/v1/models/m/events",
                "{\"id\":\"1\",\"segments\":{\"region\":\"north\"}}\nbroken\n", "application/x-ndjson");
        }

        await using StoredServer second = await StoredServer.StartAsync(folder);
        JsonElement list = await second.GetAsync(Path);

        Assert.Equal(1, list.GetProperty("count").GetInt64());
        Assert.Equal([new SeenName(SeenKind.SegmentValue, "region", "north")],
            second.Storage.Ingest.Read(second.Storage.Catalog.FindModel("m")!.Number));
    }

    static (string?, string?, string?) Of(IngestProblem problem) => (problem.Field, problem.Value, problem.Allowed);

    static ByteArrayContent Encoded(string encoding)
    {
        var content = new ByteArrayContent([1, 2, 3]);
        content.Headers.ContentEncoding.Add(encoding);
        return content;
    }

    /// <summary>Rows come to the inbox beside the answer: asked until so many are there.</summary>
    static async Task<RejectedList> ListAsync(RunningServer server, long count, string query = "")
    {
        RejectedList? list = null;
        await Waiting.UntilAsync(() => (list = Read(server.GetAsync(Path + query).Result)).Count == count);
        return list!;
    }

    static RejectedList Read(Answer answer)
    {
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return JsonSerializer.Deserialize(answer.Text, IngestJson.Default.RejectedList)!;
    }
}
