using Plumbline.Engine.Storage;
using Plumbline.Storage.Logs;
using Plumbline.Testing;

namespace Plumbline.Storage.Tests.Logs;

public sealed class AppendQueueTests
{
    static readonly SipHash s_hash = new(new byte[16]);

    [Fact]
    public void More_than_may_wait_is_refused_as_busy_until_room_is_given_back()
    {
        var queue = new AppendQueue(1000);
        queue.Reserve(900);

        var refused = Assert.Throws<StorageException>(() => queue.Reserve(101));

        Assert.Equal(StorageFailure.Busy, refused.Failure);
        Assert.True(refused.IsTransient);
        queue.Reserve(100);
        queue.GiveBack(1000);
        queue.Reserve(101);
    }

    [Fact]
    public void One_append_larger_than_the_queue_gets_in_when_nothing_else_waits()
    {
        var queue = new AppendQueue(1000);
        queue.Reserve(5000);

        Assert.Throws<StorageException>(() => queue.Reserve(1));
        queue.GiveBack(5000);
        Assert.Equal(0, queue.Bytes);
    }

    [Fact]
    public void A_group_ends_with_an_erasure_or_when_it_is_large_enough()
    {
        var queue = new AppendQueue(1_000_000);
        LogEntry erasure = new LogEntry.Erased(new Erasure { Model = 1, Id = "a" });
        foreach (LogEntry entry in new[] { LogRows.Events("a"), erasure, LogRows.Events("b"), LogRows.Events("c"), LogRows.Events("d") })
            queue.Add(new PendingAppend(entry, 400, s_hash, CancellationToken.None));

        Assert.Equal([2, 2, 1, 0], Enumerable.Range(0, 4).Select(_ =>
        {
            var group = new List<PendingAppend>();
            Assert.True(queue.Take(group, 1000, TimeSpan.Zero));
            return group.Count;
        }));
    }

    [Fact]
    public void A_closed_queue_gives_out_what_waits_and_refuses_the_rest()
    {
        var queue = new AppendQueue(1000);
        queue.Add(new PendingAppend(LogRows.Events("a"), 1, s_hash, CancellationToken.None));

        queue.Close(new StorageException(StorageFailure.Closed, "closed"));

        Assert.Throws<StorageException>(() => queue.Reserve(1));
        var group = new List<PendingAppend>();
        Assert.True(queue.Take(group, 1000, Timeout.InfiniteTimeSpan));
        Assert.Single(group);
        Assert.False(queue.Take([], 1000, Timeout.InfiniteTimeSpan));
    }

    [Fact]
    public async Task A_burst_beyond_what_may_wait_is_refused_in_part_and_the_rest_is_accepted()
    {
        using var folder = new TemporaryFolder();
        using var log = new OpenLog(folder.Path, LogRows.Small with { WaitingBytes = 1 });
        Task<AppendResult>[] burst =
            [.. Enumerable.Range(0, 200).Select(i => log.Log.AppendAsync(LogRows.Events($"{i}"), CancellationToken.None))];

        await Task.WhenAll(burst).ContinueWith(static _ => { }, TaskScheduler.Default);

        StorageException[] refused =
            [.. burst.Where(t => t.IsFaulted).Select(t => Assert.IsType<StorageException>(t.Exception!.InnerException))];
        Assert.NotEmpty(refused);
        Assert.All(refused, r => Assert.Equal(StorageFailure.Busy, r.Failure));
        Assert.Equal(burst.Length - refused.Length, log.Log.LastSeq);
        Assert.Equal(0, log.Log.Figures.WaitingBytes);
    }

    [Fact]
    public async Task What_is_cancelled_before_it_is_written_is_not_accepted()
    {
        using var folder = new TemporaryFolder();
        using var log = new OpenLog(folder.Path);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => log.Log.AppendAsync(LogRows.Events("a"), stop.Token));

        Assert.Equal(0, log.Log.LastSeq);
        Assert.Equal(1, log.Append(LogRows.Events("a")).Accepted);
    }

    [Fact]
    public async Task Whoever_is_cancelled_at_any_moment_either_is_accepted_or_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        using var log = new OpenLog(folder.Path);
        int accepted = 0;
        for (int i = 0; i < 100; i++)
        {
            using var stop = new CancellationTokenSource();
            Task<AppendResult> append = log.Log.AppendAsync(LogRows.Events($"{i}"), stop.Token);
            await stop.CancelAsync();
            try
            {
                accepted += (await append).Accepted;
            }
            catch (OperationCanceledException cancelled)
            {
                Assert.Equal(stop.Token, cancelled.CancellationToken);
            }
        }
        Assert.Equal(accepted, log.Log.LastSeq);
        Assert.Equal(accepted, LogRows.IdsIn(log.Log).Count);
    }
}
