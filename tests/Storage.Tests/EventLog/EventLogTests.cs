using System.Collections.Concurrent;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Folders;
using Plumbline.Storage.Logs;
using Plumbline.Testing;

namespace Plumbline.Storage.Tests.Logs;

public sealed class EventLogTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rows_are_numbered_from_1_without_gaps_and_read_back_in_order()
    {
        using var log = new OpenLog(_folder.Path);

        AppendResult first = log.Append(LogRows.Events("a", "b", "c"));
        AppendResult second = log.Append(new LogEntry.Truths(LogRows.Truths("a", "b")));
        AppendResult third = log.Append(new LogEntry.Metrics(LogRows.Metrics()));
        AppendResult fourth = log.Append(new LogEntry.Erased(new Erasure { Model = 1, Id = "zzz" }));

        Assert.Equal([1, 4, 6, 9], [first.FirstSeq, second.FirstSeq, third.FirstSeq, fourth.FirstSeq]);
        Assert.Equal([3, 2, 3, 1], [first.Accepted, second.Accepted, third.Accepted, fourth.Accepted]);
        Assert.Equal(9, log.Log.LastSeq);
        var frames = log.Log.Read(0, CancellationToken.None).ToList();
        Assert.Equal([1, 4, 6, 9], frames.Select(f => f.FirstSeq));
        Assert.Equal([3, 5, 8, 9], frames.Select(f => f.LastSeq));
        Assert.Equal([typeof(LogEntry.Events), typeof(LogEntry.Truths), typeof(LogEntry.Metrics), typeof(LogEntry.Erased)],
            frames.Select(f => f.Entry.GetType()));
    }

    [Fact]
    public void Reading_after_a_row_gives_the_frames_with_later_rows()
    {
        using var log = new OpenLog(_folder.Path);
        for (int i = 0; i < 300; i++) log.Append(LogRows.Events([$"{i}-a", $"{i}-b"]));

        for (long seq = 0; seq <= 600; seq += 7)
        {
            var frames = log.Log.Read(seq, CancellationToken.None).ToList();
            if (seq < 600) Assert.InRange(seq + 1, frames[0].FirstSeq, frames[0].LastSeq);
            Assert.Equal(300 - (seq / 2), frames.Count);
        }
        Assert.True(Directory.GetFiles(log.Segments, "*.log").Length > 5);
    }

    [Fact]
    public void A_reopened_log_goes_on_where_it_ended()
    {
        using var log = new OpenLog(_folder.Path);
        for (int i = 0; i < 100; i++) log.Append(LogRows.Events([$"{i}"]));

        log.Reopen();

        Assert.Equal(100, log.Log.LastSeq);
        Assert.Equal(101, log.Append(LogRows.Events("new")).FirstSeq);
        Assert.Equal([.. Enumerable.Range(0, 100).Select(i => $"{i}"), "new"], LogRows.IdsIn(log.Log));
    }

    [Fact]
    public void A_row_whose_id_is_known_in_the_cell_of_its_time_is_a_duplicate()
    {
        using var log = new OpenLog(_folder.Path);
        log.Append(LogRows.Events("a", "b"));

        AppendResult again = log.Append(LogRows.Events("a", "c", "b", "c"));

        Assert.Equal(1, again.Accepted);
        Assert.Equal([0, 2, 3], again.Duplicates);
        Assert.Empty(again.Conflicting);
        Assert.Equal(["a", "b", "c"], LogRows.IdsIn(log.Log));
    }

    [Fact]
    public void A_duplicate_with_other_content_is_conflicting_and_the_first_stays()
    {
        using var log = new OpenLog(_folder.Path);
        log.Append(LogRows.Events(["a", "b"], value: 1));

        AppendResult again = log.Append(LogRows.Events(["a", "new"], value: 2));

        Assert.Equal([0], again.Duplicates);
        Assert.Equal([0], again.Conflicting);
        var values = log.Log.Read(0, CancellationToken.None).Select(f => Assert.IsType<LogEntry.Events>(f.Entry).Batch)
            .SelectMany(b => ((NumericSlice)b.Columns[0]).Values.ToArray());
        Assert.Equal([1.0, 1.0, 2.0], values);
    }

    [Fact]
    public void A_batch_of_nothing_but_duplicates_writes_nothing()
    {
        using var log = new OpenLog(_folder.Path);
        log.Append(LogRows.Events("a"));

        AppendResult again = log.Append(LogRows.Events("a"));

        Assert.Equal(0, again.FirstSeq);
        Assert.Equal(0, again.Accepted);
        Assert.Equal(1, log.Log.LastSeq);
        Assert.Single(log.Log.Read(0, CancellationToken.None));
    }

    [Fact]
    public void The_same_id_in_another_cell_or_another_model_is_another_event()
    {
        using var log = new OpenLog(_folder.Path);
        log.Append(LogRows.Events(["a"]));

        Assert.Equal(1, log.Append(LogRows.Events(["a"], LogRows.Noon.AddMinutes(15))).Accepted);
        Assert.Equal(1, log.Append(LogRows.Events(["a"], LogRows.Noon.AddTicks(-10))).Accepted);
        Assert.Equal(1, log.Append(LogRows.Events(["a"], model: 2)).Accepted);
        Assert.Equal(0, log.Append(LogRows.Events(["a"], LogRows.Noon.AddMinutes(14))).Accepted);
    }

    [Fact]
    public void The_order_of_columns_and_a_column_that_is_missing_everywhere_do_not_change_the_content()
    {
        using var log = new OpenLog(_folder.Path);
        ColumnBatch batch = LogRows.Everything();
        log.Append(new LogEntry.Events(batch));
        var missing = Some.Numeric("other", [double.NaN, double.NaN, double.NaN]);

        AppendResult again = log.Append(new LogEntry.Events(batch with { Columns = [.. batch.Columns.Reverse(), missing] }));

        Assert.Equal([0, 1, 2], again.Duplicates);
        Assert.Empty(again.Conflicting);
    }

    [Fact]
    public void What_is_left_of_a_batch_without_its_duplicates_is_whole()
    {
        using var log = new OpenLog(_folder.Path);
        ColumnBatch batch = LogRows.Everything();
        log.Append(new LogEntry.Events(KeptRows.Of(batch, [1])));

        AppendResult rest = log.Append(new LogEntry.Events(batch));

        Assert.Equal([1], rest.Duplicates);
        Assert.Empty(rest.Conflicting);
        ColumnBatch read = Assert.IsType<LogEntry.Events>(log.Log.Read(1, CancellationToken.None).Single().Entry).Batch;
        Assert.Equal(["a", "\u00e9"], LogRows.Ids(read.Ids));
        Assert.Equal(["{\"k\":\"v\"}", "{}"], LogRows.Ids(read.Tags!));
        Assert.Equal([1.5, double.PositiveInfinity], ((NumericSlice)read.Columns[0]).Values.ToArray());
        Assert.Equal(0, read.Columns[0].Missing.Count);
        Assert.Equal([0, -1], ((CategoricalSlice)read.Columns[1]).Codes.ToArray());
        Assert.Equal(["Z\u00fcrich"], ((CategoricalSlice)read.Columns[1]).Categories);
        Assert.Equal([1f, 2f, float.NaN, float.NaN], ((VectorSlice)read.Columns[4]).Values.ToArray());
    }

    [Fact]
    public async Task A_waiter_is_woken_by_the_next_row()
    {
        using var log = new OpenLog(_folder.Path);
        Task waiting = log.Log.WaitAsync(0, CancellationToken.None);
        Assert.False(waiting.IsCompleted);

        log.Append(LogRows.Events("a"));

        await waiting;
        await log.Log.WaitAsync(0, CancellationToken.None);
        using var stop = new CancellationTokenSource();
        Task later = log.Log.WaitAsync(1, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => later);
    }

    [Fact]
    public async Task A_closed_log_refuses_appends_and_lets_nobody_wait_for_ever()
    {
        var log = new OpenLog(_folder.Path);
        Task waiting = log.Log.WaitAsync(0, CancellationToken.None);

        log.Dispose();

        var refused = await Assert.ThrowsAsync<StorageException>(() => log.Log.AppendAsync(LogRows.Events("a"), CancellationToken.None));
        Assert.Equal(StorageFailure.Closed, refused.Failure);
        await Assert.ThrowsAsync<StorageException>(() => waiting);
    }

    [Fact]
    public async Task A_log_that_cannot_trust_its_files_any_more_accepts_nothing_and_lets_nobody_wait()
    {
        using var log = new OpenLog(_folder.Path, LogRows.Small with { IdentitiesInMemory = 10 });
        log.Append(LogRows.Events(Enumerable.Range(0, 50).Select(i => $"{i}")));
        log.Reopen();
        string run = Directory.GetFiles(Path.Combine(log.Segments, "identities"), "*.run").Single();
        byte[] bytes = File.ReadAllBytes(run);
        bytes[100] ^= 1;
        File.WriteAllBytes(run, bytes);
        Task waiting = log.Log.WaitAsync(50, CancellationToken.None);

        Task<AppendResult> first = log.Log.AppendAsync(LogRows.Events("7"), CancellationToken.None);

        Assert.Equal(StorageFailure.Damaged, (await Assert.ThrowsAsync<StorageException>(() => first)).Failure);
        await Assert.ThrowsAsync<StorageException>(() => waiting);
        var later = await Assert.ThrowsAsync<StorageException>(() => log.Log.AppendAsync(LogRows.Events("new"), CancellationToken.None));
        Assert.Contains(run, later.Message, StringComparison.Ordinal);
        Assert.Equal(50, log.Log.LastSeq);
    }

    [Fact]
    public async Task Frames_say_when_they_were_received_by_the_clock_that_was_given()
    {
        var time = new FakeTime();
        using var folder = DataFolder.Open(_folder.Path);
        using var log = EventLog.Open(folder, LogRows.Small, time);
        await log.AppendAsync(LogRows.Events("a"), CancellationToken.None);
        DateTimeOffset first = time.GetUtcNow();
        time.Advance(TimeSpan.FromHours(1));
        await log.AppendAsync(LogRows.Events("b"), CancellationToken.None);

        Assert.Equal([first, first.AddHours(1)], log.Read(0, CancellationToken.None).Select(f => f.ReceivedAt));
    }

    [Fact]
    public async Task A_batch_whose_parts_do_not_belong_together_is_refused()
    {
        using var log = new OpenLog(_folder.Path);
        ColumnBatch batch = LogRows.Everything();

        ColumnBatch[] wrong =
        [
            batch with { Times = new long[2] },
            batch with { Ids = LogRows.Texts(["a", "", "c"]) },
            batch with { Ids = LogRows.Texts(["a", new string('x', 201), "c"]) },
            batch with { Columns = [Some.Numeric("x", [1, 2])] },
            batch with { Tags = LogRows.Texts(["{}"]) },
            batch with { Ids = TextValues.None, Times = default, Tags = null, Columns = [] },
        ];

        foreach (ColumnBatch one in wrong)
            await Assert.ThrowsAsync<ArgumentException>(() => log.Log.AppendAsync(new LogEntry.Events(one), CancellationToken.None));
        Assert.Equal(0, log.Log.LastSeq);
    }

    [Fact]
    public async Task Many_callers_at_once_get_rows_of_their_own_and_each_id_is_accepted_once()
    {
        using var log = new OpenLog(_folder.Path, LogRows.Small with { SegmentBytes = 64 << 10, IdentitiesInMemory = 500 });
        var tasks = Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            int accepted = 0;
            for (int i = 0; i < 100; i++)
            {
                // Neighbours send half of each other's ids.
                var ids = Enumerable.Range(0, 10).Select(k => $"{(worker + (k % 2)) % 8}-{i}-{k / 2}");
                AppendResult result = await log.Log.AppendAsync(LogRows.Events(ids), CancellationToken.None);
                Assert.Equal(10, result.Accepted + result.Duplicates.Length);
                accepted += result.Accepted;
            }
            return accepted;
        }));

        int[] counts = await Task.WhenAll(tasks);

        var ids = LogRows.IdsIn(log.Log);
        Assert.Equal(8 * 100 * 5, ids.Distinct().Count());
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Equal(ids.Count, counts.Sum());
        Assert.Equal(ids.Count, log.Log.LastSeq);
    }

    [Fact]
    public void Where_the_events_of_an_id_are_is_known_while_runs_are_written_and_merged()
    {
        using var log = new OpenLog(_folder.Path);
        var failures = new ConcurrentQueue<string>();
        using var over = new CancellationTokenSource();
        log.Append(LogRows.Events(["wanted"]));
        log.Append(LogRows.Events(["wanted"], LogRows.Noon.AddHours(5)));
        log.Append(LogRows.Events(["wanted"], LogRows.Noon, model: 2));
        var reader = new Thread(() =>
        {
            while (!over.IsCancellationRequested)
            {
                EventPlaces places = log.Log.Find(1, "wanted");
                if (places.KnownSeq >= 2 && !places.Times.SequenceEqual([LogRows.Noon, LogRows.Noon.AddHours(5)]))
                    failures.Enqueue(string.Join(' ', places.Times));
            }
        });
        reader.Start();
        for (int i = 0; i < 200; i++)
            log.Append(LogRows.Events(Enumerable.Range(i * 40, 40).Select(n => $"e{n}"), LogRows.Noon.AddMinutes(i)));
        over.Cancel();
        reader.Join();

        Assert.Empty(failures);
        Assert.InRange(log.Log.Find(1, "wanted").KnownSeq, 2, 8_003);
        Assert.Empty(log.Log.Find(1, "never").Times);
        log.Reopen();
        Assert.Equal([LogRows.Noon, LogRows.Noon.AddHours(5)], log.Log.Find(1, "wanted").Times);
        Assert.Equal([LogRows.Noon], log.Log.Find(2, "wanted").Times);
    }
}
