using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Projections;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Projections;

public sealed class ReplayReadinessTests
{
    const int Count = 1_000;

    static readonly InMemoryDataset s_rows = Some.Dataset(("age", Some.Normal(Count, 1, 40, 10)));
    static readonly DateTimeOffset[] s_times =
        [.. Enumerable.Range(0, Count).Select(i => new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(i))];

    [Fact]
    public async Task It_waits_until_every_projection_has_what_was_acknowledged_at_the_start()
    {
        var server = Loaded();
        var readiness = Of(server);

        var before = readiness.Hindrance;
        server.Rows.CatchUp(CancellationToken.None);
        var afterRows = readiness.Hindrance;
        server.Feed.Apply(long.MaxValue, null, CancellationToken.None);
        var afterCells = readiness.Hindrance;
        await server.Truths.JoinAsync(CancellationToken.None);

        Assert.Equal(new Health("starting", "events", "It has taken up 0 of the 1000 rows that were acknowledged before the start."),
            before);
        Assert.Equal(("starting", "profiles"), (afterRows!.Status, afterRows.Waiting));
        Assert.Equal(("starting", "truths"), (afterCells!.Status, afterCells.Waiting));
        Assert.Null(readiness.Hindrance);
    }

    [Fact]
    public async Task Rows_that_come_after_the_start_are_not_waited_for()
    {
        var server = Loaded();
        var readiness = Of(server);
        await server.CatchUpAsync();
        await server.Truths.JoinAsync(CancellationToken.None);

        server.Log.Append(LiveRows.Frames(s_rows, [.. s_times.Select(t => t.AddDays(1))], 500)[0].Entry);

        Assert.Null(readiness.Hindrance);
    }

    [Fact]
    public async Task A_failure_that_lasts_for_minutes_is_told_with_its_part_and_cause_and_ends_with_the_next_success()
    {
        var server = await ReadyAsync();
        var readiness = Of(server);
        server.Events.NextFailure = new StorageException(StorageFailure.DiskFull, "No space left on /somewhere/secret.");
        Append(server, 1);
        await server.Rows.StartAsync(CancellationToken.None);
        await Until(() => server.Rows.Trouble is not null);

        Assert.Null(readiness.Hindrance);
        var trouble = server.Rows.Trouble!;
        var later = new ReplayReadiness(server.Log, [server.Rows], new FakeTime(trouble.Since + ReplayReadiness.Patience));
        Assert.Equal("failed", later.Hindrance!.Status);
        Assert.Equal("events", later.Hindrance.Waiting);
        Assert.Contains("the disk is full", later.Hindrance.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", later.Hindrance.Reason, StringComparison.Ordinal);

        await Until(() => Advance(server, () => server.Rows.Trouble is null));
        Assert.Null(readiness.Hindrance);
        await server.Rows.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_projection_that_has_given_up_makes_it_not_ready_at_once()
    {
        var server = await ReadyAsync();
        var readiness = Of(server);
        server.Events.NextFailure = new StorageException(StorageFailure.Closed, "The store is closed.");
        Append(server, 1);

        await server.Rows.StartAsync(CancellationToken.None);
        await Until(() => server.Rows.Trouble is not null);

        Assert.Equal(("failed", "events"), (readiness.Hindrance!.Status, readiness.Hindrance.Waiting));
        Assert.Contains("the store is closed", readiness.Hindrance.Reason, StringComparison.Ordinal);
        await server.Rows.StopAsync(CancellationToken.None);
    }

    static ReplayReadiness Of(LiveServer server) =>
        new(server.Log, [server.Rows, server.Counting, server.Truths, server.Evaluating], server.Clock);

    static LiveServer Loaded()
    {
        var server = new LiveServer(LiveRows.Model(s_rows));
        Append(server, 0);
        return server;
    }

    static async Task<LiveServer> ReadyAsync()
    {
        var server = Loaded();
        await server.CatchUpAsync();
        await server.Truths.JoinAsync(CancellationToken.None);
        return server;
    }

    static void Append(LiveServer server, int day)
    {
        foreach (var frame in LiveRows.Frames(s_rows, [.. s_times.Select(t => t.AddDays(day))], 500)) server.Log.Append(frame.Entry);
    }

    static bool Advance(LiveServer server, Func<bool> isDone)
    {
        if (!isDone()) server.Clock.Advance(TimeSpan.FromSeconds(1));
        return isDone();
    }

    static async Task Until(Func<bool> isDone)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!isDone())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
