using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Protocol.Ingest;
using Plumbline.Server.Hosting;
using Plumbline.Server.Logs;
using Plumbline.Server.Tests.Hosting;
using Plumbline.Server.Tests.Ingest;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Logs;

public sealed class LogEndpointTests
{
    static readonly FakeTime s_time = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Lines_as_json_come_back_newest_first_with_all_their_fields()
    {
        await using RunningServer server = await StartAsync();

        IngestAnswer answer = (await SendAsync(server, """
            {"message":"WARN slow","time":"2026-11-22T11:00:00Z","stream":"stderr","source":"s-1","version":"7","event_id":"a1","fields":{"ms":812}}
            {"message":"started","level":"INFO"}
            """)).Accepted();
        LogList list = await ListAsync(server, "");

        Assert.Equal((2, 0L), (answer.Accepted, answer.RejectedCount));
        Assert.Equal(["started", "WARN slow"], list.Lines.Select(l => l.Message));
        LogLineView slow = list.Lines[1];
        Assert.Equal(("warning", "stderr", "s-1", "7", "a1", 812),
            (slow.Level, slow.Stream, slow.Source, slow.Version, slow.EventId, slow.Fields!.Value.GetProperty("ms").GetInt32()));
        Assert.Equal((s_time.GetUtcNow(), "info", 2L), (list.Lines[0].Time, list.Lines[0].Level, list.Kept));
    }

    [Theory]
    [InlineData("[{\"message\":\"a\"},{\"message\":\"b\"}]", "application/json")]
    [InlineData("{\"message\":\"a\"}\r\n\r\n{\"message\":\"b\"}", "application/x-ndjson")]
    [InlineData("a\r\n\n  \nb", "text/plain")]
    [InlineData("\uFEFFa\nb\n", "text/plain; charset=utf-8")]
    public async Task Arrays_lines_and_texts_are_taken_packed_or_not(string body, string type)
    {
        await using RunningServer server = await StartAsync();

        (await server.RowsAsync("logs", Encoding.UTF8.GetBytes(body), type)).Accepted();
        (await server.RowsAsync("logs", Sending.Gzip(body), type, gzip: true)).Accepted();

        Assert.Equal(["b", "a", "b", "a"], (await ListAsync(server, "")).Lines.Select(l => l.Message));
    }

    [Fact]
    public async Task Of_a_text_stream_source_and_version_stand_in_the_address()
    {
        await using RunningServer server = await StartAsync();

        (await server.RowsAsync("logs?stream=stderr&source=gpu%201&version=7", "boom"u8.ToArray(), "text/plain")).Accepted();

        LogLineView line = Assert.Single((await ListAsync(server, "?stream=stderr")).Lines);
        Assert.Equal(("boom", "gpu 1", "7"), (line.Message, line.Source, line.Version));
        Assert.Empty((await ListAsync(server, "?stream=stdout")).Lines);
    }

    [Fact]
    public async Task A_bad_line_is_rejected_alone_with_field_and_reason_and_kept_in_the_inbox()
    {
        await using RunningServer server = await StartAsync();

        IngestAnswer answer = (await SendAsync(server, """
            {"message":"good"}
            {"message":""}
            {"level":"info"}
            {"message":"x","level":"loud"}
            {"message":"x","stream":"stdin"}
            {"message":"x","time":"then"}
            {"message":"x","time":"2030-01-01T00:00:00Z"}
            {"message":"x","colour":"red"}
            {"message":5}
            {"message":"x","fields":[1]}
            {"message":"x","event_id":"
            """)).Accepted();
        Assert.Equal((1, 10L), (answer.Accepted, answer.RejectedCount));
        Assert.Equal(["message", "message", "level", "stream", "time", "time", "colour", "message", "fields", ""],
            answer.Rejected.Select(r => r.Field));
        await Waiting.UntilAsync(() => server.Server.Service<IRejectedInbox>().Count(1) == 10);
    }

    [Fact]
    public async Task Too_long_a_line_of_a_text_keeps_its_beginning_and_one_in_json_is_rejected()
    {
        await using RunningServer server = await StartAsync();
        string endless = new('漂', 700_000);

        (await server.RowsAsync("logs", Encoding.UTF8.GetBytes($"before\n{endless}\nbehind"), "text/plain")).Accepted();
        IngestAnswer json = (await SendAsync(server, $"{{\"message\":\"{endless}\"}}\n{{\"message\":\"last\"}}")).Accepted();

        var lines = (await ListAsync(server, "")).Lines;
        Assert.Equal(["last", "behind", "before"], lines.Select(l => l.Message).Where(m => m.Length < 100));
        LogLineView cut = Assert.Single(lines, l => l.Message.Length > 100);
        Assert.Equal((349_525, 1 << 20), (cut.Message.Length, cut.Fields!.Value.GetProperty("cut_at_bytes").GetInt32()));
        Assert.Equal((1, 1L), (json.Accepted, json.RejectedCount));
    }

    [Theory]
    [InlineData("nobody", "{}", "application/x-ndjson", 404, "unknown_model")]
    [InlineData("m", "[{\"message\":\"a\"},", "application/json", 400, "incomplete")]
    [InlineData("m", "[{\"message\":\"a\"} x", "application/json", 400, "json")]
    public async Task What_cannot_be_read_is_answered_with_a_problem(string model, string body, string type, int status, string kind)
    {
        await using RunningServer server = await StartAsync();

        IngestProblem problem = (await server.RowsAsync("logs", Encoding.UTF8.GetBytes(body), type, model: model)).Failed(status);

        Assert.Equal("urn:plumbline:problem:" + kind, problem.Type);
    }

    [Fact]
    public async Task Pages_counts_and_conditions_agree()
    {
        await using RunningServer server = await StartAsync();
        string body = string.Join('\n', Enumerable.Range(0, 100).Select(i => string.Create(CultureInfo.InvariantCulture,
            $"{{\"message\":\"{(i % 10 == 0 ? "ERROR" : "INFO")} line {i} 数据漂移\",\"time\":\"2026-11-22T10:{i % 60:00}:00Z\"}}")));
        (await SendAsync(server, body)).Accepted();

        List<string> errors = [];
        string? next = null;
        do
        {
            LogList page = await ListAsync(server, $"?level=error&limit=3{(next is null ? "" : "&after=" + next)}");
            errors.AddRange(page.Lines.Select(l => l.Message));
            next = page.Next;
        }
        while (next is not null);
        LogCounts counts =
            (await server.GetAsync("/api/v1/models/m/logs/counts?step=1800&from=2026-11-22T10:00:00Z&to=2026-11-22T11:00:00Z"))
            .Of<LogCounts>();

        Assert.Equal(10, errors.Distinct().Count());
        Assert.Equal((100L, 10L, 1_800d), (counts.Lines, counts.Counts.Where(c => c.Level == "error").Sum(c => c.Lines),
            counts.StepSeconds));
        Assert.Equal(100, (await ListAsync(server, "?text=漂移&limit=1000")).Lines.Count);
        Assert.Equal(["ERROR line 90 数据漂移"], (await ListAsync(server,
            "?text=" + Uri.EscapeDataString("\"line 90\"".Trim('"')) + "&level=error")).Lines.Select(l => l.Message));
    }

    [Theory]
    [InlineData("level=loud")]
    [InlineData("stream=stdin")]
    [InlineData("from=yesterday")]
    [InlineData("limit=0")]
    [InlineData("after=x")]
    [InlineData("after=9999999999999999999.1")]
    public async Task A_question_that_makes_no_sense_is_a_problem(string query)
    {
        await using RunningServer server = await StartAsync();

        Assert.Equal(400, (int)(await server.GetAsync("/api/v1/models/m/logs?" + query)).Status);
    }

    [Fact]
    public async Task Numbers_in_lines_become_metric_points_and_refusals_say_why()
    {
        await using RunningServer server = await StartAsync();

        (await SendAsync(server, """
            {"message":"{\"vh_metadata\": {\"confidence\": 0.92, \"x\": NaN}}","time":"2026-11-22T11:00:00Z"}
            {"message":"{'vh_metadata': {'confidence': c}}"}
            {"message":"{\"loss\": 0.5}"}
            """)).Accepted();
        (await server.RowsAsync("logs?bare_metrics=true", """{"loss": 0.25}"""u8.ToArray(), "text/plain")).Accepted();
        await Waiting.UntilAsync(() => Points(server).Count == 2);
        var lines = (await ListAsync(server, "")).Lines;

        Assert.Equal([("confidence", .92), ("loss", .25)], Points(server));
        Assert.Equal(["loss"], lines[0].Metric!.Names);
        Assert.Null(lines[1].Metric);
        Assert.Equal(("refused",
            "It is a Python text, and in it stands the name c in place of its value: print json.dumps(...) of the values instead."),
            (lines[2].Metric!.Became, lines[2].Metric!.Reason));
        Assert.Equal(("partly", "x is not a number (NaN or infinite), so there is no point of it."),
            (lines[3].Metric!.Became, lines[3].Metric!.Reason));
        Assert.Equal(2, (await ListAsync(server, "?became=refused")).Lines.Count + (await ListAsync(server, "?became=partly")).Lines.Count);
    }

    [Fact]
    public async Task A_request_that_comes_again_counts_once_also_when_its_first_attempt_broke_off()
    {
        await using RunningServer server = await StartAsync();
        string lines = string.Join('\n', Enumerable.Range(0, 6_000)
            .Select(i => $"{{\"message\":\"{{\\\"vh_metadata\\\": {{\\\"i\\\": {i}}}}}\"}}"));
        var store = server.Server.Service<ILineStore>();
        var begun = new LineRequest(0, 1, "k", s_time.GetUtcNow().AddHours(1));
        store.Add([new LineBatch { Model = 1, ReceivedAt = s_time.GetUtcNow(), Request = begun,
            Lines = [.. Enumerable.Range(0, 5_000).Select(i => new LogLine { Time = s_time.GetUtcNow(), Message = $"kept {i}" })] }]);

        IngestAnswer first = (await server.RowsAsync("logs", Encoding.UTF8.GetBytes(lines), key: "k")).Accepted();
        IngestAnswer second = (await server.RowsAsync("logs", Encoding.UTF8.GetBytes(lines), key: "k")).Accepted();
        await Waiting.UntilAsync(() => Points(server).Count >= 1_000);

        Assert.Equal((1_000, 5_000), (first.Accepted, first.Duplicates));
        Assert.Equal((first.Accepted, first.Duplicates), (second.Accepted, second.Duplicates));
        Assert.Equal((6_000L, 1_000), (store.Book(1).Lines, Points(server).Count));
        Assert.Equal("urn:plumbline:problem:idempotency_key",
            (await server.RowsAsync("logs", "{\"message\":\"x\"}"u8.ToArray(), key: "k")).Failed(422).Type);
    }

    [Fact]
    public async Task Keys_open_what_they_are_for()
    {
        await using RunningServer server = await StartAsync(o => o with { RequireKey = true });
        NewKey ingest = (await server.SendAsync(HttpMethod.Post, "/api/v1/keys", new KeyRequest("i", "ingest"), server.AdminKey))
            .Read<NewKey>();
        var content = new StringContent("hello", Encoding.UTF8, "text/plain");

        Assert.Equal(401, (int)(await server.SendAsync(HttpMethod.Post, "/api/v1/models/m/logs",
            new StringContent("x", Encoding.UTF8, "text/plain"))).Status);
        Assert.Equal(202, (int)(await server.SendAsync(HttpMethod.Post, "/api/v1/models/m/logs", content, ingest.Key)).Status);
        foreach (string place in (string[])["logs", "logs/counts", "logs/tail"])
            Assert.Equal(403, (int)(await server.GetAsync("/api/v1/models/m/" + place, ingest.Key)).Status);
    }

    [Fact]
    public async Task Old_lines_go_with_time_and_all_of_them_with_their_model()
    {
        await using RunningServer server = await StartAsync();
        (await SendAsync(server, """{"message":"old"}""")).Accepted();
        s_time.Advance(TimeSpan.FromDays(31));

        server.Server.Service<LineUpkeep>().Run(CancellationToken.None);
        (await SendAsync(server, """{"message":"new"}""")).Accepted();
        LogList kept = await ListAsync(server, "");
        await server.SendAsync(HttpMethod.Delete, "/api/v1/models/m", null, server.AdminKey);

        Assert.Equal((1L, 1L, "new"), (kept.Kept, kept.Forgotten, Assert.Single(kept.Lines).Message));
        Assert.Equal((0L, 0L), server.Server.Service<ILineStore>().Size);
    }

    internal static Task<Answer> SendAsync(RunningServer server, string body) => server.RowsAsync("logs", Encoding.UTF8.GetBytes(body));

    internal static async Task<RunningServer> StartAsync(Func<ServerOptions, ServerOptions>? options = null)
    {
        RunningServer server = await RunningServer.StartAsync(options, s_time);
        await server.SendAsync(HttpMethod.Put, "/api/v1/models/m", new ModelRegistration { Task = "binary" }, server.AdminKey);
        return server;
    }

    static async Task<LogList> ListAsync(RunningServer server, string query) =>
        (await server.GetAsync("/api/v1/models/m/logs" + query)).Of<LogList>();

    static IReadOnlyList<(string Name, double Value)> Points(RunningServer server) =>
        [.. server.Log.Frames.Select(f => f.Entry).OfType<LogEntry.Metrics>()
        .SelectMany(m => m.Batch.Names.Zip(m.Batch.Values.ToArray()))];
}

static class LogAnswers
{
    public static T Of<T>(this Answer answer)
    {
        Assert.True((int)answer.Status == 200, answer.Text);
        return (T)JsonSerializer.Deserialize(answer.Text, LogJson.Default.GetTypeInfo(typeof(T))!)!;
    }
}
