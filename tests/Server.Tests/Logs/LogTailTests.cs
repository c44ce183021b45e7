using System.Net;
using Plumbline.Engine.Storage;
using Plumbline.Server.Logs;
using Plumbline.Server.Tests.Hosting;
using Plumbline.Server.Tests.Ingest;

namespace Plumbline.Server.Tests.Logs;

public sealed class LogTailTests
{
    [Fact]
    public async Task Who_follows_gets_the_lines_asked_for_as_they_come()
    {
        await using RunningServer server = await LogEndpointTests.StartAsync();
        using var follower = await FollowAsync(server, "?level=error&text=disk");

        (await LogEndpointTests.SendAsync(server, """
            {"message":"disk is fine","level":"info"}
            {"message":"no answer","level":"error"}
            {"message":"Disk full","level":"error"}
            """)).Accepted();

        Assert.Equal("event: line", await follower.NextAsync());
        Assert.Contains("\"message\":\"Disk full\"", await follower.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_that_is_too_slow_is_let_go_with_what_waited()
    {
        var tail = new LineTail(new Plumbline.Server.Dashboard.ChangeStream());
        using var slow = tail.Follow(1)!;

        tail.Publish(1, [.. Enumerable.Range(0, LogLimits.LinesWaiting + 5).Select(i => new LogLine { Time = default, Message = $"{i}" })],
            10);

        int read = 0;
        while (slow.Lines.TryRead(out LogLine? line)) Assert.Equal((10 + read, $"{read++}"), (line.Number, line.Message));
        Assert.Equal((LogLimits.LinesWaiting, false, true), (read, slow.IsFollowing, slow.Lines.Completion.IsCompleted));
    }

    [Fact]
    public async Task A_slow_reader_is_told_that_lines_are_missing()
    {
        await using RunningServer server = await LogEndpointTests.StartAsync();
        using var follower = await FollowAsync(server, "?text=nothing");
        var tail = server.Server.Service<LineTail>();

        tail.Publish(1, [.. Enumerable.Range(0, 200_000).Select(i => new LogLine { Time = default, Message = "x" })], 1);

        Assert.Equal("event: dropped", await follower.NextAsync());
        Assert.Contains("are missing here", await follower.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_reader_too_many_is_asked_to_come_later()
    {
        await using RunningServer server = await LogEndpointTests.StartAsync();
        var tail = server.Server.Service<LineTail>();

        var open = Enumerable.Range(0, LogLimits.Tails).Select(_ => tail.Follow(1)!).ToList();
        Answer refused = await server.GetAsync("/api/v1/models/m/logs/tail");
        open.ForEach(o => o.Dispose());

        Assert.Equal((HttpStatusCode.TooManyRequests, true), (refused.Status, refused.Headers.Contains("Retry-After")));
        using var follower = await FollowAsync(server, "");
    }

    static async Task<Follower> FollowAsync(RunningServer server, string query)
    {
        var answer = await server.Client.GetAsync("/api/v1/models/m/logs/tail" + query, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var follower = new Follower(answer, new StreamReader(await answer.Content.ReadAsStreamAsync()));
        Assert.Equal(": following", await follower.ReadAsync());
        return follower;
    }

    sealed class Follower(HttpResponseMessage answer, StreamReader reader) : IDisposable
    {
        /// <summary>The next line of an event. A quiet stream says now and then that it is still there.</summary>
        public async Task<string> NextAsync()
        {
            while (true)
                if (await ReadAsync() is { Length: > 0 } line && line[0] != ':') return line;
        }

        public async Task<string> ReadAsync()
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            return await reader.ReadLineAsync(limit.Token) ?? throw new EndOfStreamException();
        }

        public void Dispose()
        {
            reader.Dispose();
            answer.Dispose();
        }
    }
}
