using Plumbline.Engine.Storage;
using Plumbline.Storage.Logs;
using Plumbline.Testing;

namespace Plumbline.Storage.Tests.Logs;

public sealed class ReleaseTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Released_segments_go_and_what_they_held_is_still_known_by_its_ids()
    {
        using var log = new OpenLog(_folder.Path, LogRows.Small with { IdentitiesInMemory = 100_000 });
        for (int i = 0; i < 200; i++) log.Append(LogRows.Events([$"{i}"]));
        int before = SegmentCount(log);

        log.Log.Release(150);

        Assert.True(SpinWait.SpinUntil(() => SegmentCount(log) < before, TimeSpan.FromSeconds(20)));
        Assert.Equal(50, LogRows.IdsIn(log.Log, 150).Count);
        Assert.Equal(0, log.Append(LogRows.Events("0", "100", "199")).Accepted);
        log.Reopen();
        Assert.Equal(0, log.Append(LogRows.Events("0", "100", "199")).Accepted);
        Assert.Equal(50, LogRows.IdsIn(log.Log, 150).Count);
        Assert.Equal(201, log.Append(LogRows.Events("200")).FirstSeq);
        Assert.Empty(EventLog.Check(log.Path, CancellationToken.None).Problems);
    }

    [Fact]
    public void Rows_that_were_released_cannot_be_read_and_that_is_said()
    {
        using var log = new OpenLog(_folder.Path);
        for (int i = 0; i < 200; i++) log.Append(LogRows.Events([$"{i}"]));
        log.Log.Release(200);
        Assert.True(SpinWait.SpinUntil(() => SegmentCount(log) == 1, TimeSpan.FromSeconds(20)));

        var refused = Assert.Throws<StorageException>(() => log.Log.Read(0, CancellationToken.None).Count());

        Assert.Contains("Row 1 was asked", refused.Message, StringComparison.Ordinal);
        Assert.Empty(log.Log.Read(200, CancellationToken.None));
    }

    [Fact]
    public void The_segment_that_is_written_to_is_never_released()
    {
        using var log = new OpenLog(_folder.Path);
        log.Append(LogRows.Events("a"));

        log.Log.Release(long.MaxValue);
        log.Append(LogRows.Events("b"));

        Assert.Equal(["a", "b"], LogRows.IdsIn(log.Log));
    }

    [Fact]
    public void A_reader_that_began_before_a_release_reads_to_the_end_of_its_segment()
    {
        using var log = new OpenLog(_folder.Path);
        for (int i = 0; i < 100; i++) log.Append(LogRows.Events([$"{i}"]));
        using var reader = log.Log.Read(0, CancellationToken.None).GetEnumerator();
        Assert.True(reader.MoveNext());

        log.Log.Release(100);
        Assert.True(SpinWait.SpinUntil(() => SegmentCount(log) == 1, TimeSpan.FromSeconds(20)));

        Assert.True(reader.MoveNext());
        Assert.Equal(2, reader.Current.FirstSeq);
    }

    [Fact]
    public async Task Reading_while_appending_gives_every_row_once_and_in_order()
    {
        using var log = new OpenLog(_folder.Path, LogRows.Small with { SegmentBytes = 32 << 10 });
        Task writing = Task.Run(async () =>
        {
            for (int i = 0; i < 500; i++) await log.Log.AppendAsync(LogRows.Events([$"{i}-a", $"{i}-b"]), CancellationToken.None);
        });
        long seq = 0;
        var ids = new List<string>();
        while (seq < 1000)
        {
            await log.Log.WaitAsync(seq, CancellationToken.None);
            foreach (LogFrame frame in log.Log.Read(seq, CancellationToken.None))
            {
                Assert.Equal(seq + 1, frame.FirstSeq);
                ids.AddRange(LogRows.Ids(((LogEntry.Events)frame.Entry).Batch.Ids));
                seq = frame.LastSeq;
            }
            log.Log.Release(seq);
        }
        await writing;
        Assert.Equal(Enumerable.Range(0, 500).SelectMany(i => new[] { $"{i}-a", $"{i}-b" }), ids);
    }

    static int SegmentCount(OpenLog log) => Directory.GetFiles(log.Segments, "*.log").Length;
}
