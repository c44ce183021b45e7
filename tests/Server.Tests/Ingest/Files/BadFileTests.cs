using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Plumbline.Engine.Storage;
using Plumbline.Protocol.Ingest;
using Plumbline.Server.Ingest;
using Plumbline.Server.Tests.Hosting;

namespace Plumbline.Server.Tests.Ingest.Files;

public sealed class BadFileTests
{
    [Theory]
    [InlineData("", 422, "empty")]
    [InlineData("  \n\n", 422, "empty")]
    [InlineData("id,time,x\n", 422, "no row")]
    [InlineData("id,time,x,id\n1,2026-03-01T00:00:00Z,2,3\n", 422, "'id'")]
    [InlineData("id,,x\n1,2,3\n", 422, "Column 2")]
    [InlineData("1,2.5,3\n4,5.5,6\n", 422, "names")]
    [InlineData("id,truth,x\n1,yes,3\n", 422, "truths")]
    [InlineData("id,bought,sold\n1,2026-03-01 10:00,2026-03-02 10:00\n", 422, "'bought', 'sold'")]
    [InlineData("id,time,event_time,x\n1,2026-03-01 10:00,2026-03-02 10:00,1\n", 422, "'time', 'event_time'")]
    [InlineData("[{\"id\":\"1\"}]", 415, "JSON")]
    [InlineData("PAR1xxxxPAR1", 415, "Parquet")]
    [InlineData("id,x\n1,\"never closed\n2,3\n", 400, "never closed")]
    public async Task What_cannot_be_read_is_said(string text, int status, string words)
    {
        await using RunningServer server = await Sending.StartAsync();

        IngestProblem problem = (await server.RowsAsync("events", Encoding.UTF8.GetBytes(text), "text/csv")).Failed(status);

        Assert.Contains(words, problem.Detail, StringComparison.Ordinal);
        Assert.Empty(server.Batches());
    }

    [Theory]
    [InlineData("events?agee=x", 400, "'agee'")]
    [InlineData("events?tme=x", 400, "'time'")]
    [InlineData("events?prediction=answr", 422, "Did you mean 'answer'?")]
    [InlineData("events?id=key&ignore=answer,nothing", 422, "'nothing'")]
    [InlineData("events?id=key&tag=key", 422, "named twice")]
    [InlineData("events?backfill=maybe", 400, "maybe")]
    [InlineData("events?timezone=Mars/Olympus", 400, "Mars/Olympus")]
    [InlineData("truths?id=key", 422, "answer")]
    [InlineData("truths?segment=key", 400, "segment")]
    public async Task An_address_that_does_not_fit_the_file_is_said(string place, int status, string words)
    {
        await using RunningServer server = await Sending.StartAsync();
        (await server.EventsAsync(Sending.Lines(1))).Accepted();

        Answer answer = await server.RowsAsync(place, "key,answer,x\n1,yes,3\n"u8.ToArray(), "text/csv");

        Assert.Equal(status, (int)answer.Status);
        Assert.Contains(words, answer.Problem.Detail!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_compression_that_is_not_said_or_is_broken_is_named()
    {
        await using RunningServer server = await Sending.StartAsync();
        byte[] good = Sending.Gzip("id,time,x\n1,2026-03-01T00:00:00Z,2\n");

        IngestProblem unsaid = (await server.RowsAsync("events", good, "text/csv")).Failed(415);
        IngestProblem cut = (await server.RowsAsync("events", good[..^12], "text/csv", gzip: true)).Failed(400);

        Assert.Contains("Content-Encoding: gzip", unsaid.Detail, StringComparison.Ordinal);
        Assert.Equal("urn:plumbline:problem:gzip", cut.Type);
    }

    [Fact]
    public async Task A_file_larger_than_the_limit_keeps_what_came_before_it()
    {
        await using RunningServer server = await RunningServer.StartAsync(options: o => o with { MostUploadBytes = 1 << 20 });
        string rows = string.Concat(Enumerable.Range(0, 60_000).Select(i => $"e{i},2026-03-01T00:00:00Z,{i}\n"));

        // A body that says no length: where it does, it is rejected before anything is read.
        using var content = new StreamContent(new MemoryStream(Sending.Gzip("id,time,x\n" + rows)));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        content.Headers.ContentEncoding.Add("gzip");
        Answer answer = await server.SendAsync(HttpMethod.Post, "/api/v1/models/m/events", content);

        IngestProblem problem = answer.Failed(413);
        Assert.InRange(problem.Accepted, 5_000, 59_999);
        Assert.Equal(problem.Accepted, server.Batches().Sum(b => b.Count));
    }

    [Fact]
    public async Task A_sender_that_stops_half_way_leaves_what_was_acknowledged_counted()
    {
        var counters = new IngestCounters();
        await using RunningServer server = await Sending.StartAsync(counters: counters);
        string rows = "id,time,x\n" + string.Concat(Enumerable.Range(0, 30_000).Select(i => $"e{i},2026-03-01T00:00:00Z,{i}\n"));
        var address = new Uri(server.Server.Urls[0]);

        using (var client = new TcpClient())
        {
            await client.ConnectAsync(IPAddress.Loopback, address.Port);
            string head =
                $"POST /api/v1/models/m/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nContent-Length: {rows.Length * 2}\r\n\r\n";
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head + rows));
            await Until(() => server.Batches().Sum(b => b.Count) >= 20_000);
        }
        await Until(() => counters.Of(IngestKind.Events).FailedRequests == 1);

        IngestCounts counts = counters.Of(IngestKind.Events);
        Assert.InRange(counts.Accepted, 20_000, 30_000);
        Assert.Equal(server.Batches().Sum(b => b.Count), counts.Accepted);
    }

    static async Task Until(Func<bool> isDone)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!isDone()) await Task.Delay(20, limit.Token);
    }
}
