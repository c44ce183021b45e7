using System.Text;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Storage;
using Plumbline.Protocol.Ingest;
using Plumbline.Server.Tests.Hosting;

namespace Plumbline.Server.Tests.Ingest;

public sealed class EventEndpointTests
{
    [Fact]
    public async Task First_events_teach_the_model_and_are_in_the_log()
    {
        await using RunningServer server = await Sending.StartAsync();

        IngestAnswer answer = (await server.EventsAsync("""
            {"id":"1","version":"v1","features":{"age":41,"plan":"gold"},"prediction":1,"score":0.9,"segments":{"region":"north"}}
            {"id":"2","version":"v2","features":{"age":17,"plan":"free"},"prediction":0,"score":0.2,"segments":{"region":"south"}}
            """)).Accepted();

        Assert.Equal((2, 0, 0L), (answer.Accepted, answer.Duplicates, answer.RejectedCount));
        ModelDefinition model = server.Catalog.FindModel("m")!;
        Assert.Equal((false, ModelTask.Binary, 1), (model.IsConfirmed, model.Task, model.Schema.Number));
        Assert.Equal(["v1", "v2"], model.Versions.Select(v => v.Name));
        Assert.Equal(["region"], model.Schema.Columns.Segments);
        ColumnBatch batch = Assert.Single(server.Batches());
        Assert.Equal((model.Number, 1, 2), (batch.Model, batch.SchemaRevision, batch.Count));
        Assert.All(batch.Columns, c => Assert.Equal(model.Schema.Columns.Find(c.Column.Name)!.Type, c.Column.Type));
    }

    [Fact]
    public async Task Later_events_bring_new_columns_as_a_new_revision()
    {
        await using RunningServer server = await Sending.StartAsync();
        await server.EventsAsync("""{"id":"1","features":{"a":1}}""");

        (await server.EventsAsync("""{"id":"2","features":{"a":2,"b":"x"}}""")).Accepted();
        (await server.EventsAsync("""{"id":"3","features":{"b":"y","a":2}}""")).Accepted();

        ModelDefinition model = server.Catalog.FindModel("m")!;
        Assert.Equal([1, 2], model.Revisions.Select(r => r.Number));
        Assert.Equal(new SchemaChange(SchemaChangeKind.Added, "b", null, "categorical", true), Assert.Single(model.Schema.Changes));
        Assert.Equal([1, 2, 2], server.Batches().Select(b => b.SchemaRevision));
    }

    [Fact]
    public async Task A_type_widens_until_it_is_confirmed_and_contradictions_are_rejected_afterwards()
    {
        await using RunningServer server = await Sending.StartAsync();
        await server.EventsAsync("""{"id":"1","features":{"a":1,"b":2}}""");
        (await server.EventsAsync("""{"id":"2","features":{"a":"x"}}""")).Accepted();
        ModelDefinition model = server.Catalog.FindModel("m")!;
        Assert.Equal((ColumnType.Categorical, SchemaChangeKind.Widened),
            (model.Schema.Columns.Find("a")!.Type, model.Schema.Changes[0].Kind));
        server.Catalog.UpdateModel(model, model with { IsConfirmed = true });

        IngestAnswer answer = (await server.EventsAsync("""
            {"id":"3","features":{"a":5,"b":1}}
            {"id":"4","features":{"b":"secret"}}
            {"id":"5","features":{"b":true}}
            {"id":"6","features":{"new":true}}
            """)).Accepted();

        Assert.Equal((2, 2L), (answer.Accepted, answer.RejectedCount));
        Assert.Equal([(1L, "features.b"), (2L, "features.b")], answer.Rejected.Select(r => (r.Index, r.Field)));
        Assert.Contains("numeric", answer.Rejected[0].Reason, StringComparison.Ordinal);
        Assert.NotNull(server.Catalog.FindModel("m")!.Schema.Columns.Find("new"));
    }

    [Fact]
    public async Task Accepted_duplicates_and_rejected_are_all_the_lines()
    {
        await using RunningServer server = await Sending.StartAsync();
        await server.EventsAsync(Sending.Lines(10));

        IngestAnswer answer = (await server.EventsAsync(Sending.Lines(12_000) + "broken\n\n{\"id\":\"\"}\n")).Accepted();

        Assert.Equal((11_990, 10, 2L), (answer.Accepted, answer.Duplicates, answer.RejectedCount));
        Assert.Equal([12_000, 12_001], answer.Rejected.Select(r => r.Index));
        Assert.Equal(4, server.Batches().Count);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    public async Task An_array_broken_in_the_middle_keeps_what_stood_before_and_names_the_byte(string type)
    {
        await using RunningServer server = await Sending.StartAsync();
        const string before = """[{"id":"1"},{"id":"2"},""";

        IngestProblem problem = (await server.EventsAsync(before + """{"id":"3" "x":1},{"id":"4"}]""", type, admin: true)).Failed(400);

        Assert.Equal((2, (long?)before.Length + 10), (problem.Accepted, problem.Position));
        Assert.Equal(2, server.Batches().Sum(b => b.Count));
    }

    [Theory]
    [InlineData("application/json", """{"id":"1",""" + "\n" + """ "features":{"x":1}}""", 1)]
    [InlineData("application/x-www-form-urlencoded", """{"id":"1"}""" + "\n" + """{"id":"2"}""", 2)]
    [InlineData("application/json; charset=utf-8", "\uFEFF[{\"id\":\"1\"}]", 1)]
    [InlineData("application/jsonl", """{"id":"1"}""", 1)]
    public async Task One_object_an_array_and_lines_are_all_understood(string type, string body, int events)
    {
        await using RunningServer server = await Sending.StartAsync();
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        Answer answer = await server.SendAsync(HttpMethod.Post, "/api/v1/models/m/events", content, server.AdminKey);

        Assert.Equal(events, answer.Accepted().Accepted);
    }

    [Fact]
    public async Task A_full_disk_is_503_and_a_busy_log_429_with_the_time_to_wait()
    {
        await using RunningServer server = await Sending.StartAsync();
        server.Log.Failure = new StorageException(StorageFailure.DiskFull, "no space");
        Answer full = await server.EventsAsync(Sending.Lines(3));
        server.Log.Failure = new StorageException(StorageFailure.Busy, "too much");
        Answer busy = await server.EventsAsync(Sending.Lines(3));
        server.Log.Failure = null;

        Assert.Equal("urn:plumbline:problem:disk_full", full.Failed(503).Type);
        Assert.NotEmpty(full.Headers["Retry-After"]);
        Assert.Equal(0, busy.Failed(429).Accepted);
        Assert.Equal(["1"], busy.Headers["Retry-After"]);
        Assert.Equal(3, (await server.EventsAsync(Sending.Lines(3))).Accepted().Accepted);
    }

    [Fact]
    public async Task Names_that_are_none_make_no_model()
    {
        await using RunningServer server = await Sending.StartAsync();

        (await server.RowsAsync("events", Encoding.UTF8.GetBytes(Sending.Lines(1)), model: "..a")).Failed(422);
        IngestAnswer nothing = (await server.RowsAsync("events", "x\n"u8.ToArray(), model: "fine")).Accepted();

        Assert.Equal(1, nothing.RejectedCount);
        Assert.Empty(server.Catalog.Models());
    }

    [Fact]
    public async Task Senders_at_once_teach_one_model()
    {
        await using RunningServer server = await Sending.StartAsync();

        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
            server.EventsAsync($$$"""{"id":"{{{i}}}","version":"v{{{i}}}","features":{"all":1,"only{{{i}}}":"x"}}""")));

        Assert.All(answers, a => Assert.Equal(1, a.Accepted().Accepted));
        ModelDefinition model = Assert.Single(server.Catalog.Models());
        Assert.Equal(16, model.Versions.Length);
        Assert.Equal(18, model.Schema.Columns.Columns.Length);
        Assert.Equal(Enumerable.Range(1, model.Revisions.Length), model.Revisions.Select(r => r.Number));
    }
}
