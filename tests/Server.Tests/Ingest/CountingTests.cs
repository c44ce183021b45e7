using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Plumbline.Server.Ingest;
using Plumbline.Server.Ingest.Rejected;
using Plumbline.Server.Limits;
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
    public void The_inbox_keeps_the_newest_refusals_of_each_model()
    {
        var inbox = new RejectedInbox();
        RejectedRow[] rows = [.. Enumerable.Range(0, IngestLimits.RefusalsKept + 5).Select(i => new RejectedRow(Decoded.Received, IngestKind.Events, i, "id", "why", null))];

        inbox.Add("m", rows);

        Assert.Equal(rows.Reverse().Take(3), inbox.Read("m", 3));
        Assert.Equal(IngestLimits.RefusalsKept, inbox.Read("m", int.MaxValue).Count);
        Assert.Equal(rows.Length, inbox.Count("m"));
        Assert.Empty(inbox.Read("other", 10));
        inbox.Clear("m");
        Assert.Empty(inbox.Read("m", 10));
    }

    [Fact]
    public async Task The_inbox_shows_the_shape_of_a_value_and_not_the_value()
    {
        var inbox = new RejectedInbox();
        await using RunningServer server = await RunningServer.StartAsync(further: s => s.AddSingleton<IRejectedInbox>(inbox));

        (await server.EventsAsync("""{"score":"Ada-1815"}""")).Accepted();

        RejectedRow row = Assert.Single(inbox.Read("m", 10));
        Assert.Equal(("score", "\"aaa-9999\""), (row.Field, row.Value));
        Assert.DoesNotContain("Ada", row.Reason, StringComparison.Ordinal);
    }
}
