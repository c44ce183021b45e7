using System.Net.Sockets;
using System.Text;
using Plumbline.Engine.Storage;
using Plumbline.Server.Ingest;
using Plumbline.Server.Ingest.Sessions;
using Plumbline.Server.Tests.Hosting;

namespace Plumbline.Server.Tests.Ingest;

public sealed class CountingTests
{
    [Fact]
    public async Task What_came_in_and_what_became_of_it_is_counted()
    {
        var counters = new IngestCounters();
        await using RunningServer server = await Sending.StartAsync(counters: counters);
        string body = Sending.Lines(4) + Sending.Lines(1) + "bad\n";

        (await server.EventsAsync(body)).Accepted();
        (await server.EventsAsync("[{},", "application/json")).Failed(400);

        IngestCounts counts = counters.Of(IngestKind.Events);
        Assert.Equal((2L, 1L, 7L), (counts.Requests, counts.FailedRequests, counts.In));
        Assert.Equal((5L, 1L, 1L, 0L), (counts.Accepted, counts.Duplicates, counts.Rejected, counts.Dropped));
        Assert.Equal(Encoding.UTF8.GetByteCount(body) + 4, counts.Bytes);
        Assert.Equal(2, counts.Latencies.Sum());
        Assert.Equal(IngestCounts.None, counters.Of(IngestKind.Truths));
    }

    [Fact]
    public async Task A_sender_that_has_gone_before_it_was_read_is_counted()
    {
        var counters = new IngestCounters();
        await using RunningServer server = await Sending.StartAsync(counters: counters);
        var ingestion = server.Server.Service<Ingestion>();
        var request = new IngestRequest { Kind = IngestKind.Events, Model = "m", Body = new MemoryStream("{}"u8.ToArray()) };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ingestion.ReceiveAsync(request,
            new CancellationToken(canceled: true)));

        Assert.Equal((1L, 1L), (counters.Of(IngestKind.Events).Requests, counters.Of(IngestKind.Events).FailedRequests));
    }

    [Fact]
    public async Task Bodies_that_are_half_sent_and_closed_at_once_are_all_counted()
    {
        var counters = new IngestCounters();
        await using RunningServer server = await Sending.StartAsync(counters: counters);
        for (int i = 0; i < 20; i++)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(server.Address.Host, server.Address.Port);
            await client.GetStream()
                .WriteAsync(Encoding.ASCII.GetBytes($"POST /api/v1/models/m/events HTTP/1.1\r\nHost: {server.Address.Authority}\r\n"
                + "Content-Type: application/x-ndjson\r\nContent-Length: 1000\r\n\r\n{\"id\":\"ha"));
        }

        await Waiting.UntilAsync(() => counters.Of(IngestKind.Events).Requests == 20);

        Assert.Equal(20, counters.Of(IngestKind.Events).FailedRequests);
        Assert.Equal(0, server.Server.Service<Ingestion>().Running);
        Assert.Empty(server.Batches());
    }

    [Fact]
    public async Task Requests_that_are_not_read_are_counted_as_failed()
    {
        var counters = new IngestCounters();
        await using RunningServer server = await Sending.StartAsync(counters: counters);

        (await server.RowsAsync("truths", "{}"u8.ToArray())).Failed(404);
        (await server.EventsAsync("{}", key: "two words")).Failed(400);

        Assert.Equal((1L, 1L), (counters.Of(IngestKind.Truths).Requests, counters.Of(IngestKind.Truths).FailedRequests));
        Assert.Equal((1L, 1L), (counters.Of(IngestKind.Events).Requests, counters.Of(IngestKind.Events).FailedRequests));
    }
}
