using System.Text;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Storage;
using Plumbline.Protocol.Ingest;
using Plumbline.Server.Tests.Hosting;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Ingest;

public sealed class TruthAndMetricTests
{
    static readonly FakeTime s_time = new(Decoded.Received);

    [Fact]
    public async Task Truths_of_classes_are_categories_and_make_the_target_column()
    {
        await using RunningServer server =
            await WithModelAsync("""{"id":"1","prediction":"yes"}""" + "\n" + """{"id":"2","prediction":"no"}""");

        IngestAnswer answer = (await TruthsAsync(server, """
            {"id":"1","truth":"yes","time":"2026-03-01T11:00:00Z"}
            {"id":2,"truth":1}
            {"id":"3","truth":true,"time":"2027-01-01T00:00:00Z"}
            {"truth":"yes"}
            {"id":"4"}
            {"id":"5","truth":null}
            {"id":"6","truth":[1]}
            {"id":"7","truth":"no","why":1}
            {"id":"8","truth":"no","time":"then"}
            """)).Accepted();

        TruthBatch batch = Truths(server);
        Assert.Equal((3, 6L), (answer.Accepted, answer.RejectedCount));
        Assert.Equal(["id", "truth", "truth", "truth", "why", "time"], answer.Rejected.Select(r => r.Field));
        Assert.Equal(["yes", "1", "true"], Decoded.Texts((CategoricalSlice)batch.Labels));
        long now = Decoded.Microseconds(Decoded.Received);
        Assert.Equal([now - 3_600_000_000, now, now], batch.KnownAt.ToArray());
        Assert.Equal("2", Encoding.UTF8.GetString(batch.Ids[1]));
        Assert.Equal(ColumnRole.Target, server.Catalog.FindModel("m")!.Schema.Columns.Find("truth")!.Role);
    }

    [Fact]
    public async Task Truths_of_a_regression_are_numbers()
    {
        await using RunningServer server = await WithModelAsync("""{"id":"1","prediction":10.5}""");

        IngestAnswer answer = (await TruthsAsync(server,
            """[{"id":"1","truth":11.25},{"id":"2","truth":"high"},{"id":"3","truth":1e999}]""")).Accepted();

        Assert.Equal((1, 2L), (answer.Accepted, answer.RejectedCount));
        Assert.Equal([11.25], ((NumericSlice)Truths(server).Labels).Values.ToArray());
    }

    [Theory]
    [InlineData("truths")]
    [InlineData("metrics")]
    public async Task Nobody_learns_a_model_from_truths_or_metrics(string kind)
    {
        await using RunningServer server = await Sending.StartAsync();

        Assert.Equal("urn:plumbline:problem:unknown_model", (await server.RowsAsync(kind, "{}\n"u8.ToArray())).Failed(404).Type);
    }

    [Fact]
    public async Task Metric_points_have_a_name_a_finite_value_and_a_time()
    {
        await using RunningServer server = await WithModelAsync("""{"id":"1"}""" + "\n" + """{"id":"2","features":{"x":1}}""");

        IngestAnswer answer = (await server.RowsAsync("metrics", """
            {"name":"gpu","value":0.5,"time":"2026-03-01T11:00:00Z"}
            {"name":"gpu","value":1}
            {"name":"queue","value":7}
            {"name":"gpu","value":NaN}
            {"name":"gpu","value":"1"}
            {"name":"gpu"}
            {"value":1}
            {"name":"","value":1}
            {"name":"x","value":1,"time":"2026-03-01T13:00:00Z"}
            """u8.ToArray())).Accepted();

        MetricBatch batch = server.Log.Frames.Select(f => f.Entry).OfType<LogEntry.Metrics>().Single().Batch;
        Assert.Equal((3, 6L), (answer.Accepted, answer.RejectedCount));
        Assert.Equal(["gpu", "gpu", "queue"], batch.Names);
        Assert.Equal([.5, 1, 7], batch.Values.ToArray());
        Assert.Equal(Decoded.Microseconds(Decoded.Received), batch.Times.Span[1]);
    }

    static TruthBatch Truths(RunningServer server) => server.Log.Frames.Select(f => f.Entry).OfType<LogEntry.Truths>().Single().Batch;

    static Task<Answer> TruthsAsync(RunningServer server, string body) =>
        server.RowsAsync("truths", Encoding.UTF8.GetBytes(body), body.StartsWith('[') ? "application/json" : "application/x-ndjson");

    static async Task<RunningServer> WithModelAsync(string events)
    {
        RunningServer server = await Sending.StartAsync(s_time);
        (await server.EventsAsync(events)).Accepted();
        return server;
    }
}
