using System.Diagnostics;
using System.Net;
using Plumbline.Testing;

namespace Plumbline.Client.Tests;

/// <summary>What is lost is counted and told, and losing is all that ever happens to the caller.</summary>
public sealed class LossTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Logging_does_not_wait_while_the_server_hangs_and_a_full_queue_drops_and_says_so()
    {
        await using var server = await StubServer.StartAsync();
        using var client = new PlumblineClient(server.Address, null);
        var lost = new List<LostLines>();
        var answer = new TaskCompletionSource();
        await using var sender = new EventSender(client, "m",
            new EventSenderOptions { QueueBytes = 64 << 10, BatchLines = 100, OnLost = lost.Add });
        server.ThenHang(answer.Task);

        long longest = 0;
        for (int i = 0; i < 20_000; i++)
        {
            long started = Stopwatch.GetTimestamp();
            sender.LogPrediction($"e{i}", [("x", i)]);
            longest = Math.Max(longest, Stopwatch.GetTimestamp() - started);
        }
        SenderCounts full = sender.Counts;
        answer.SetResult();
        await sender.FlushAsync(Stop);

        // The server answers nothing before the loop has ended, so a call that waited for it would never have come back.
        Assert.True(longest < 5 * Stopwatch.Frequency);
        Assert.Equal((20_000, 0, 20_000), (full.Queued, full.Accepted, full.Waiting + full.Lost));
        Assert.InRange(full.Lost, 18_000, 19_999);
        Assert.Equal(full.Waiting, sender.Counts.Accepted);
        Assert.All(lost, l => Assert.Equal(LossReason.QueueFull, l.Reason));
        Assert.Equal(full.Lost, lost.Sum(l => l.Count));
    }

    [Fact]
    public async Task A_request_the_server_refuses_is_lost_with_the_servers_reason_and_the_next_one_goes()
    {
        await using var server = await StubServer.StartAsync();
        using var client = new PlumblineClient(server.Address, null);
        var lost = new List<LostLines>();
        await using var sender = new EventSender(client, "m", new EventSenderOptions { OnLost = lost.Add });
        server.ThenFail(HttpStatusCode.Forbidden, body: """{"title":"Forbidden","detail":"This key may not write to m."}""");

        sender.LogPrediction("one", [("x", 1)]);
        await sender.FlushAsync(Stop);
        sender.LogPrediction("two", [("x", 1)]);
        await sender.FlushAsync(Stop);

        var told = Assert.Single(lost);
        Assert.Equal((1, LossReason.Refused), (told.Count, told.Reason));
        Assert.EndsWith("403 This key may not write to m.", told.Detail, StringComparison.Ordinal);
        Assert.Equal(["two"], server.Kept);
    }

    [Fact]
    public async Task A_line_the_server_rejects_is_told_with_its_field_and_its_neighbours_are_accepted()
    {
        await using var server = await StubServer.StartAsync();
        using var client = new PlumblineClient(server.Address, null);
        var lost = new List<LostLines>();
        await using var sender = new EventSender(client, "m", new EventSenderOptions { OnLost = lost.Add });
        server.Reject = "bad";

        foreach (string id in new[] { "good", "bad", "also good" }) sender.LogPrediction(id, [("age", "x")]);
        await sender.FlushAsync(Stop);

        Assert.Equal(new LostLines(1, LossReason.Rejected, "First rejected: line 1, features.age: must be a number"), Assert.Single(lost));
        Assert.Equal((2, 1), (sender.Counts.Accepted, sender.Counts.Lost));
    }

    [Fact]
    public async Task An_answer_that_is_not_Plumblines_loses_the_batch_out_loud()
    {
        await using var server = await StubServer.StartAsync();
        using var client = new PlumblineClient(server.Address, null);
        await using var sender = new EventSender(client, "m");
        server.ThenFail(HttpStatusCode.OK, body: "<html>Welcome to the hotel's network</html>");

        sender.LogPrediction("one", [("x", 1)]);
        await sender.FlushAsync(Stop);

        Assert.Equal((0, 1), (sender.Counts.Accepted, sender.Counts.Lost));
    }

    [Theory]
    [InlineData("")]
    [InlineData(201)]
    public async Task An_id_that_cannot_be_sent_is_counted_and_throws_nothing(object id)
    {
        await using var server = await StubServer.StartAsync();
        using var client = new PlumblineClient(server.Address, null);
        await using var sender = new EventSender(client, "m");

        string text = id is int length ? new string('x', length) : (string)id;
        Assert.False(sender.LogPrediction(text, [("x", 1)]));
        Assert.False(sender.LogTruth(text, "yes"));
        Assert.False(sender.LogMetric("m", double.NaN));

        Assert.Equal(new SenderCounts(3, 0, 0, 0, 3, 0), sender.Counts);
    }

    [Fact]
    public async Task Disposing_delivers_what_waits_and_later_lines_are_counted_as_lost()
    {
        await using var server = await StubServer.StartAsync();
        using var client = new PlumblineClient(server.Address, null);
        var sender = new EventSender(client, "m");

        for (int i = 0; i < 700; i++) sender.LogPrediction($"e{i}", [("x", i)]);
        await sender.DisposeAsync();
        Assert.False(sender.LogPrediction("late", [("x", 1)]));
        await sender.DisposeAsync();

        Assert.Equal(700, server.Kept.Count);
        Assert.Equal(new SenderCounts(701, 0, 700, 0, 1, 0), sender.Counts);
    }

    [Fact]
    public async Task Disposing_gives_up_a_server_that_hangs_and_counts_what_was_lost()
    {
        await using var server = await StubServer.StartAsync();
        using var client = new PlumblineClient(server.Address, null);
        var lost = new List<LostLines>();
        var time = new FakeTime();
        var sender = new EventSender(client, "m", new EventSenderOptions { BatchLines = 10, OnLost = lost.Add, Time = time });
        server.ThenHang(Task.Delay(Timeout.Infinite, Stop));

        for (int i = 0; i < 30; i++) sender.LogPrediction($"e{i}", [("x", i)]);
        await EventSenderTests.Until(() => !server.Requests.IsEmpty);
        Task disposed = sender.DisposeAsync().AsTask();
        time.Advance(TimeSpan.FromSeconds(5));
        await disposed;

        Assert.Equal((30, LossReason.Disposed), (Assert.Single(lost).Count, lost[0].Reason));
        Assert.Equal((0, 30), (sender.Counts.Waiting, sender.Counts.Lost));
    }

    [Fact]
    public async Task A_callback_that_throws_stops_nothing_and_is_kept()
    {
        await using var server = await StubServer.StartAsync();
        using var client = new PlumblineClient(server.Address, null);
        await using var sender = new EventSender(client, "m",
            new EventSenderOptions { OnLost = _ => throw new InvalidOperationException("logger is gone") });

        sender.LogPrediction("", [("x", 1)]);
        sender.LogPrediction("one", [("x", 1)]);
        await sender.FlushAsync(Stop);

        Assert.Equal(1, sender.Counts.Accepted);
        Assert.Equal("logger is gone", sender.CallbackFailure?.Message);
    }

    [Fact]
    public async Task Lines_of_many_threads_arrive_whole_and_once()
    {
        await using var server = await StubServer.StartAsync();
        using var client = new PlumblineClient(server.Address, null);
        await using var sender = new EventSender(client, "m");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(t => Task.Run(() =>
        {
            for (int i = 0; i < 1_000; i++) sender.LogPrediction($"{t}-{i}", [("thread", t), ("number", i)], prediction: i % 2 == 0);
        }, Stop)));
        await sender.FlushAsync(Stop);

        Assert.Equal(8_000, server.Kept.Count);
        Assert.Equal(new SenderCounts(8_000, 0, 8_000, 0, 0, 0), sender.Counts);
    }
}
