using System.Net;
using Plumbline.Testing;

namespace Plumbline.Client.Tests;

public sealed class LogSenderTests
{
    static readonly FakeTime s_time = new(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero));

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lines_arrive_as_they_were_printed_with_what_is_known_of_them()
    {
        await using var server = await StubServer.StartAsync();
        using var client = new PlumblineClient(server.Address, "secret");
        await using var logs = new LogSender(client, "churn", new EventSenderOptions { Version = "7", Time = s_time });

        Assert.True(logs.Log("he said \"no\" \t漂移"));
        Assert.True(logs.Log("   "));
        Assert.True(logs.Log("boom", new LogLineDetails { Level = "error", Stream = "stderr", Source = "gpu-1", Version = "8",
            EventId = "r-1", Time = s_time.GetUtcNow().AddHours(-1) }));
        await logs.FlushAsync(Stop);

        var request = Assert.Single(server.Requests);
        Assert.EndsWith("/churn/logs", request.Path, StringComparison.Ordinal);
        Assert.Equal(
        [
            """{"time":"2026-03-02T10:00:00Z","message":"he said \u0022no\u0022 \t\u6F02\u79FB","version":"7"}""",
            """{"time":"2026-03-02T09:00:00Z","message":"boom","level":"error","stream":"stderr","source":"gpu-1","version":"8","event_id":"r-1"}""",
        ], request.Lines);
        Assert.Equal(new SenderCounts(2, 0, 2, 0, 0, 0), logs.Counts);
    }

    [Fact]
    public async Task A_busy_server_is_asked_again_and_lines_for_nobody_are_told_as_lost()
    {
        await using var server = await StubServer.StartAsync();
        using var client = new PlumblineClient(server.Address, null);
        List<LostLines> lost = [];
        var options = new EventSenderOptions { FirstRetry = TimeSpan.FromMilliseconds(1), LongestRetry = TimeSpan.FromMilliseconds(20),
            OnLost = lost.Add };
        await using var logs = new LogSender(client, "m", options);

        server.ThenFail(HttpStatusCode.TooManyRequests).ThenBreak();
        logs.Log("kept");
        await logs.FlushAsync(Stop);
        server.ThenFail(HttpStatusCode.NotFound,
            body: """{"type":"urn:plumbline:problem:unknown_model","title":"Not Found","status":404,"detail":"There is no model 'm'."}""");
        logs.Log("lost");
        await logs.FlushAsync(Stop);

        Assert.Equal(new SenderCounts(2, 0, 1, 0, 1, 2), logs.Counts);
        Assert.Equal((LossReason.Refused, true), (Assert.Single(lost).Reason,
            lost[0].Detail.Contains("There is no model 'm'.", StringComparison.Ordinal)));
    }
}
