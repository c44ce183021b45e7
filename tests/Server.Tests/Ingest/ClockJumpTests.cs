using Plumbline.Protocol.Ingest;
using Plumbline.Server.Tests.Hosting;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Ingest;

public sealed class ClockJumpTests
{
    [Fact]
    public async Task While_the_clock_is_hours_behind_only_what_says_a_time_ahead_of_it_is_refused_and_nothing_accepted_is_lost()
    {
        var time = new FakeTime(Decoded.Received);
        await using RunningServer server = await Sending.StartAsync(time);
        (await server.EventsAsync("""{"id":"1","time":"2026-03-01T12:00:00Z","features":{"x":1}}""", key: "k1")).Accepted();

        time.Advance(TimeSpan.FromHours(-3));
        IngestAnswer behind = (await server.EventsAsync("""
            {"id":"2","time":"2026-03-01T12:00:01Z","features":{"x":2}}
            {"id":"3","features":{"x":3}}
            {"id":"4","time":"2026-03-01T09:00:00Z","features":{"x":4}}
            """)).Accepted();
        IngestAnswer again = (await server.EventsAsync("""{"id":"1","time":"2026-03-01T12:00:00Z","features":{"x":1}}""", key: "k1"))
            .Accepted();
        time.Advance(TimeSpan.FromHours(3));
        IngestAnswer right = (await server.EventsAsync("""{"id":"2","time":"2026-03-01T12:00:01Z","features":{"x":2}}""")).Accepted();

        Assert.Equal((2, 1L), (behind.Accepted, behind.RejectedCount));
        Assert.Contains("ahead of the server's clock", behind.Rejected[0].Reason, StringComparison.Ordinal);
        Assert.Equal((1, 1), (again.Accepted, right.Accepted));
        Assert.Equal(["1", "3", "4", "2"], server.Batches().SelectMany(b => Enumerable.Range(0, b.Count)
            .Select(i => System.Text.Encoding.UTF8.GetString(b.Ids[i]))));
    }

    [Fact]
    public async Task While_the_clock_is_hours_ahead_rows_without_a_time_get_that_of_their_receipt_and_later_ones_are_taken_all_the_same()
    {
        var time = new FakeTime(Decoded.Received);
        await using RunningServer server = await Sending.StartAsync(time);

        time.Advance(TimeSpan.FromHours(5));
        (await server.EventsAsync("""{"id":"1","features":{"x":1}}""")).Accepted();
        time.Advance(TimeSpan.FromHours(-5));
        IngestAnswer back = (await server.EventsAsync("""
            {"id":"2","features":{"x":2}}
            {"id":"3","time":"2026-03-01T12:00:00Z","features":{"x":3}}
            """)).Accepted();

        Assert.Equal((2, 0L), (back.Accepted, back.RejectedCount));
        long now = Decoded.Microseconds(Decoded.Received);
        Assert.Equal([now + (5 * 3_600_000_000L), now, now], server.Batches().SelectMany(b => b.Times.ToArray()));
    }
}
