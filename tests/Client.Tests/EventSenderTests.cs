using System.Net;
using System.Text.Json;
using Plumbline.Testing;

namespace Plumbline.Client.Tests;

/// <summary>What the sender promises to the service that predicts.</summary>
public sealed class EventSenderTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static EventSenderOptions Quick => new() { FirstRetry = TimeSpan.FromMilliseconds(1), LongestRetry = TimeSpan.FromMilliseconds(20) };

    [Fact]
    public async Task A_prediction_a_truth_and_a_metric_arrive_as_they_were_logged()
    {
        await using var server = await StubServer.StartAsync();
        using var client = new PlumblineClient(server.Address, "secret");
        var time = new FakeTime(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero));
        await using var sender = new EventSender(client, "churn",
            new EventSenderOptions { Version = "3.1", Environment = "production", Time = time });

        Assert.True(sender.LogPrediction("r-1", [("age", 42), ("income", double.NaN), ("ratio", .5), ("plan", "gold"), ("active", true),
            ("huge", double.PositiveInfinity), ("vector", new[] { 1f, 2.5f })], prediction: "stays", score: .21, new PredictionDetails
            {
                LatencyMs = 3.5,
                Weight = 2,
                Segments = new Dictionary<string, string> { ["region"] = "north" },
                Tags = new Dictionary<string, string> { ["trace"] = "t-9" },
            }));
        Assert.True(sender.LogTruth("r-1", "left", time.GetUtcNow().AddDays(2)));
        Assert.True(sender.LogMetric("gpu", 3.25));
        await sender.FlushAsync(Stop);

        Received Of(string path) => Assert.Single(server.Requests, r => r.Path.EndsWith(path, StringComparison.Ordinal));
        Assert.Equal("""
            {"id":"r-1","time":"2026-03-02T10:00:00Z","version":"3.1","environment":"production","prediction":"stays","score":0.21,"latency_ms":3.5,"weight":2,"segments":{"region":"north"},"tags":{"trace":"t-9"},"features":{"age":42,"income":null,"ratio":0.5,"plan":"gold","active":true,"huge":Infinity,"vector":[1,2.5]}}
            """, Assert.Single(Of("/churn/events").Lines));
        Assert.Equal("""{"id":"r-1","time":"2026-03-04T10:00:00Z","truth":"left"}""", Assert.Single(Of("/churn/truths").Lines));
        Assert.Equal("""{"name":"gpu","time":"2026-03-02T10:00:00Z","value":3.25}""", Assert.Single(Of("/churn/metrics").Lines));
        Assert.All(server.Requests, r => Assert.Equal(("Bearer secret", "application/x-ndjson"), (r.Authorization, r.ContentType)));
        Assert.Equal(new SenderCounts(3, 0, 3, 0, 0, 0), sender.Counts);
    }

    [Fact]
    public async Task Lines_go_in_batches_of_the_given_number_and_size_each_with_a_key_of_its_own()
    {
        await using var server = await StubServer.StartAsync();
        using var client = new PlumblineClient(server.Address, null);
        await using var sender = new EventSender(client, "m", new EventSenderOptions { BatchLines = 10, BatchBytes = 1_024 });

        for (int i = 0; i < 25; i++) sender.LogPrediction($"a{i}", [("x", i)]);
        await sender.FlushAsync(Stop);
        for (int i = 0; i < 4; i++) sender.LogPrediction($"b{i}", [("x", new string('y', 500))]);
        await sender.FlushAsync(Stop);

        Assert.Equal([10, 10, 5, 1, 1, 1, 1], server.Requests.Select(r => r.Lines.Count));
        Assert.Equal(7, server.Requests.Select(r => r.Key).Distinct().Count());
        Assert.All(server.Requests, r => Assert.Null(r.Authorization));
    }

    [Fact]
    public async Task A_batch_that_does_not_fill_goes_when_it_is_old_enough()
    {
        await using var server = await StubServer.StartAsync();
        using var client = new PlumblineClient(server.Address, null);
        var time = new FakeTime();
        await using var sender = new EventSender(client, "m", new EventSenderOptions { BatchAge = TimeSpan.FromSeconds(2), Time = time });

        sender.LogPrediction("one", [("x", 1)]);
        time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Empty(server.Requests);
        time.Advance(TimeSpan.FromSeconds(.2));
        await Until(() => sender.Counts.Accepted == 1);

        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.BadGateway)]
    public async Task A_failure_that_may_pass_is_tried_again_with_the_same_key(HttpStatusCode status)
    {
        await using var server = await StubServer.StartAsync();
        using var client = new PlumblineClient(server.Address, null);
        await using var sender = new EventSender(client, "m", Quick);
        server.ThenFail(status).ThenBreak().ThenFail(status);

        sender.LogPrediction("one", [("x", 1)]);
        await sender.FlushAsync(Stop);

        Assert.Equal(new SenderCounts(1, 0, 1, 0, 0, 3), sender.Counts);
        Assert.Equal(4, server.Requests.Count);
        Assert.Single(server.Requests.Select(r => r.Key).Distinct());
    }

    [Fact]
    public async Task An_answer_that_got_lost_costs_nothing_the_lines_count_as_duplicates()
    {
        await using var server = await StubServer.StartAsync();
        using var client = new PlumblineClient(server.Address, null);
        await using var sender = new EventSender(client, "m", Quick);
        server.ThenKeepAndBreak();

        for (int i = 0; i < 5; i++) sender.LogPrediction($"e{i}", [("x", 1)]);
        await sender.FlushAsync(Stop);

        Assert.Equal(5, server.Kept.Count);
        Assert.Equal(new SenderCounts(5, 0, 0, 5, 0, 1), sender.Counts);
    }

    [Fact]
    public async Task The_wait_the_server_asks_for_is_kept()
    {
        await using var server = await StubServer.StartAsync();
        using var client = new PlumblineClient(server.Address, null);
        var time = new FakeTime();
        await using var sender = new EventSender(client, "m",
            new EventSenderOptions { Time = time, RequestTimeout = TimeSpan.FromDays(1) });
        server.ThenFail(HttpStatusCode.TooManyRequests, retryAfter: 7);

        sender.LogPrediction("one", [("x", 1)]);
        Task flushed = sender.FlushAsync(Stop);
        DateTimeOffset sent = time.GetUtcNow();
        for (; !flushed.IsCompleted; await Task.Delay(1, Stop)) time.Advance(TimeSpan.FromSeconds(server.Requests.Count == 1 ? .5 : 0));

        Assert.Equal((2, 1), (server.Requests.Count, sender.Counts.Accepted));
        Assert.InRange((time.GetUtcNow() - sent).TotalSeconds, 7, 3_600);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up_after_the_time_allowed_and_the_loss_is_told()
    {
        await using var server = await StubServer.StartAsync();
        using var client = new PlumblineClient(server.Address, null);
        var lost = new List<LostLines>();
        await using var sender = new EventSender(client, "m", Quick with
        {
            GiveUpAfter = TimeSpan.Zero,
            RequestTimeout = TimeSpan.FromMilliseconds(50),
            OnLost = lost.Add,
        });
        server.ThenHang(Task.Delay(Timeout.Infinite, Stop));

        sender.LogPrediction("one", [("x", 1)]);
        await sender.FlushAsync(Stop);

        Assert.Equal(new LostLines(1, LossReason.Undeliverable, "No answer within 0.05 s."), Assert.Single(lost));
        Assert.Equal(new SenderCounts(1, 0, 0, 0, 1, 0), sender.Counts);
    }

    [Fact]
    public async Task Escaped_and_broken_text_is_valid_JSON_on_the_wire()
    {
        await using var server = await StubServer.StartAsync();
        using var client = new PlumblineClient(server.Address, null);
        await using var sender = new EventSender(client, "m");

        sender.LogPrediction("line\nbreak \"quoted\" \u2028", [("na\"me\n", "half a pair: \ud800 end")]);
        await sender.FlushAsync(Stop);

        using var line = JsonDocument.Parse(Assert.Single(Assert.Single(server.Requests).Lines));
        Assert.Equal("line\nbreak \"quoted\" \u2028", line.RootElement.GetProperty("id").GetString());
        Assert.Equal("half a pair: \ufffd end", line.RootElement.GetProperty("features").GetProperty("na\"me\n").GetString());
        Assert.Equal(1, sender.Counts.Accepted);
    }

    [Fact]
    public async Task Scores_of_several_classes_and_an_error_go_under_their_own_names()
    {
        await using var server = await StubServer.StartAsync();
        using var client = new PlumblineClient(server.Address, null);
        await using var sender = new EventSender(client, "m");

        sender.LogPrediction("one", [("x", 1)], details: new PredictionDetails
        {
            Time = DateTimeOffset.UnixEpoch,
            Scores = new Dictionary<string, double> { ["cat"] = .75, ["dog"] = .25 },
            Error = "timeout",
        });
        await sender.FlushAsync(Stop);

        Assert.Equal("""{"id":"one","time":"1970-01-01T00:00:00Z","scores":{"cat":0.75,"dog":0.25},"error":"timeout","features":{"x":1}}""",
            Assert.Single(Assert.Single(server.Requests).Lines));
    }

    [Fact]
    public async Task Requests_are_compressed_when_asked_for()
    {
        await using var server = await StubServer.StartAsync();
        using var client = new PlumblineClient(server.Address, null);
        await using var sender = new EventSender(client, "m", new EventSenderOptions { Compress = true });

        for (int i = 0; i < 100; i++) sender.LogPrediction($"e{i}", [("x", i)]);
        await sender.FlushAsync(Stop);

        Received request = Assert.Single(server.Requests);
        Assert.Equal(("gzip", 100), (request.Encoding, request.Lines.Count));
        Assert.Equal(100, sender.Counts.Accepted);
    }

    internal static async Task Until(Func<bool> condition)
    {
        while (!condition()) await Task.Delay(1, Stop);
    }
}
