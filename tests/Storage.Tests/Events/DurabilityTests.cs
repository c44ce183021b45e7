using Plumbline.DuckDb;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Events;
using Plumbline.Testing;

namespace Plumbline.Storage.Tests.Events;

public sealed class DurabilityTests
{
    static readonly EventStoreOptions s_options = new();

    [Fact]
    public void Frames_that_are_in_are_skipped()
    {
        using Log log = Filled();

        log.Store.Apply(log.Frames, log.Models);
        log.Reopen();
        log.Store.Apply(log.Frames, log.Models);

        Assert.Equal((20, 1, log.LastSeq), (log.Count().Events, log.Count().Truths, log.Store.AppliedSeq));
    }

    [Fact]
    public void A_crash_loses_nothing_that_was_applied_and_what_was_not_can_be_applied()
    {
        using Log log = Filled();
        using TemporaryFolder crashed = log.Crash();
        log.Events(["after"], Some.Numeric("n", [1]));

        using var store = new EventStore(crashed.Path, s_options);
        Assert.Equal(21, store.AppliedSeq);
        store.Apply(log.Frames, log.Models);

        Assert.Equal(log.LastSeq, store.AppliedSeq);
        Assert.Equal(21, store.Count(1, TestContext.Current.CancellationToken).Events);
        Assert.Equal(log.Join(), store.JoinTruths(0, TestContext.Current.CancellationToken).Changed.Select(c => c.Start));
    }

    public static TheoryData<LogEntry> BadEntries =>
    [
        new LogEntry.Events(Batch(Some.Numeric("a column of no revision", [1, 2]))),
        new LogEntry.Events(Batch(Some.Numeric("n", [1, 2, 3]))),
        new LogEntry.Events(Batch(Some.Numeric("n", [1, 2])) with { Times = new long[] { 1 } }),
        new LogEntry.Events(Batch(Some.Numeric("n", [1, 2])) with { Tags = LiveRows.Texts([""]) }),
        new LogEntry.Truths(Truth(Some.Numeric("truth", [1, 2]))),
        new LogEntry.Truths(Truth(Some.Timestamp("truth", [Log.Start]))),
        new LogEntry.Metrics(new MetricBatch { Model = 1, Names = ["a"], Times = new long[] { 1 }, Values = Array.Empty<double>() }),
    ];

    [Theory]
    [MemberData(nameof(BadEntries), DisableDiscoveryEnumeration = true)]
    public void What_cannot_be_stored_is_refused_and_harms_nobody(LogEntry bad)
    {
        using Log log = Filled();
        using IDataset rows = log.Store.Open(log.Model, new EventQuery(), TestContext.Current.CancellationToken);

        Assert.Throws<ArgumentException>(() => log.Apply(bad));
        log.Frames.RemoveAt(log.Frames.Count - 1);
        log.Events(["good"], Some.Numeric("n", [1]));

        Assert.Equal((21, log.LastSeq), (log.Count().Events, log.Store.AppliedSeq));
        Assert.Equal(20, rows.Read("n", TestContext.Current.CancellationToken).Length);
    }

    [Fact]
    public void Frames_out_of_order_are_refused()
    {
        using Log log = Filled();
        LogFrame[] next = [new(log.LastSeq + 21, Log.Start, log.Frames[0].Entry), new(log.LastSeq + 1, Log.Start, log.Frames[0].Entry)];

        Assert.Throws<ArgumentException>(() => log.Store.Apply(next, log.Models));
        Assert.Equal(log.LastSeq, log.Store.AppliedSeq);
    }

    [Fact]
    public void Frames_of_a_deleted_model_are_passed_over()
    {
        using Log log = Filled();
        LogFrame orphan = new(log.LastSeq + 1, Log.Start, log.Frames[0].Entry);

        log.Store.Apply([orphan], new Dictionary<int, Engine.Models.ModelDefinition>());

        Assert.Equal((20, orphan.LastSeq), (log.Count().Events, log.Store.AppliedSeq));
    }

    [Fact]
    public void A_write_ahead_log_that_vanished_is_noticed()
    {
        using Log log = Filled();
        using TemporaryFolder crashed = log.Crash();
        File.Delete(Path.Combine(crashed.Path, "events.duckdb.wal"));

        Refused(crashed, StorageFailure.Damaged, "events.duckdb");
    }

    [Fact]
    public void A_write_ahead_log_that_was_cut_is_noticed()
    {
        using Log log = Filled();
        using TemporaryFolder crashed = log.Crash();
        using (FileStream wal = File.OpenWrite(Path.Combine(crashed.Path, "events.duckdb.wal"))) wal.SetLength(wal.Length / 2);

        Refused(crashed, StorageFailure.Damaged, "events.duckdb");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(9_000)]
    [InlineData(100_000)]
    public void A_database_that_was_cut_is_noticed(int length)
    {
        using Log log = Filled();
        log.Store.Dispose();
        using TemporaryFolder crashed = log.Crash();
        using (FileStream file = File.OpenWrite(Path.Combine(crashed.Path, "events.duckdb"))) file.SetLength(length);

        Refused(crashed, StorageFailure.Damaged, "events.duckdb");
    }

    [Fact]
    public void A_database_that_is_missing_is_no_fresh_start()
    {
        using Log log = Filled();
        using TemporaryFolder crashed = log.Crash();
        File.Delete(Path.Combine(crashed.Path, "events.duckdb"));

        Refused(crashed, StorageFailure.Damaged, "events.duckdb");
    }

    [Fact]
    public void An_older_copy_of_the_database_is_noticed()
    {
        using Log log = Filled();
        log.Store.Dispose();
        using TemporaryFolder older = log.Crash();
        log.Reopen();
        log.Events(["after"], Some.Numeric("n", [1]));
        log.Store.Dispose();
        File.Copy(Path.Combine(log.Folder, "events.mark"), Path.Combine(older.Path, "events.mark"), overwrite: true);

        Refused(older, StorageFailure.Damaged, "old copy");
    }

    [Theory]
    [InlineData("")]
    [InlineData("plumbline events twelve\n")]
    [InlineData("\0\0\0\0")]
    public void A_damaged_mark_is_named(string text)
    {
        using Log log = Filled();
        using TemporaryFolder crashed = log.Crash();
        crashed.Write("events.mark", text);

        Refused(crashed, StorageFailure.Damaged, "events.mark");
    }

    [Fact]
    public void A_file_of_others_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("events.duckdb", new string('x', 20_000));
        Refused(folder, StorageFailure.Damaged, "events.duckdb");
        Assert.Equal(20_000, new FileInfo(file).Length);

        File.Delete(file);
        using (DuckDbDatabase foreign = DuckDbDatabase.Open(file, new DuckDbOptions()))
        using (DuckDbConnection connection = foreign.Connect())
            connection.Execute("CREATE TABLE theirs AS SELECT 1 AS n", CancellationToken.None);
        Refused(folder, StorageFailure.Damaged, "events.duckdb");
    }

    [Fact]
    public void A_format_of_tomorrow_is_refused()
    {
        using Log log = Filled();
        log.Store.Dispose();
        using (DuckDbDatabase database = DuckDbDatabase.Open(Path.Combine(log.Folder, "events.duckdb"), new DuckDbOptions()))
        using (DuckDbConnection connection = database.Connect())
            connection.Execute("UPDATE state SET format = 99", CancellationToken.None);

        var refused = Assert.Throws<StorageException>(() => new EventStore(log.Folder, s_options));

        Assert.Equal(StorageFailure.Newer, refused.Failure);
    }

    [Fact]
    public void A_damaged_block_is_found_by_the_check_and_named_when_it_is_read()
    {
        using var log = new Log(Some.Numeric("n", [1]).Column);
        double[] numbers = [.. Enumerable.Range(0, 50_000).Select(i => Math.Sin(i))];
        log.Events(Log.Ids(numbers.Length), [.. numbers.Select((_, i) => Log.Start.AddSeconds(i))], Some.Numeric("n", numbers));
        log.Store.Dispose();
        Assert.Null(EventStore.Check(log.Folder, TestContext.Current.CancellationToken).Problem);
        string file = Path.Combine(log.Folder, "events.duckdb");
        byte[] bytes = File.ReadAllBytes(file);
        for (int i = bytes.Length / 4; i < bytes.Length * 3 / 4; i++) bytes[i] ^= 0x5A;
        File.WriteAllBytes(file, bytes);

        EventStoreCheck check = EventStore.Check(log.Folder, TestContext.Current.CancellationToken);

        Assert.Equal(StorageFailure.Damaged, check.Problem!.Failure);
        Assert.Contains("events.duckdb", check.Problem.Message, StringComparison.Ordinal);
        using var store = new EventStore(log.Folder, s_options);
        using IDataset rows = store.Open(log.Model, new EventQuery(), TestContext.Current.CancellationToken);
        var refused = Assert.Throws<StorageException>(() =>
            new[] { "n", "id" }.Select(c => rows.Read(c, CancellationToken.None)).ToArray());
        Assert.Equal(StorageFailure.Damaged, refused.Failure);
    }

    [Fact]
    public void A_check_reads_a_store_with_its_write_ahead_log_and_changes_nothing()
    {
        using Log log = Filled();
        using TemporaryFolder crashed = log.Crash();
        string[] before = Lengths(crashed);

        EventStoreCheck check = EventStore.Check(crashed.Path, TestContext.Current.CancellationToken);

        Assert.Equal((null, 21L, 20L), (check.Problem, check.AppliedSeq, check.Rows));
        Assert.Equal(before, Lengths(crashed));
        using var empty = new TemporaryFolder();
        Assert.Null(EventStore.Check(empty.Path, TestContext.Current.CancellationToken).Problem);
    }

    [Fact]
    public void A_store_that_was_deleted_is_built_again_from_the_log()
    {
        using Log log = Filled();
        log.Store.Dispose();
        EventStore.Delete(log.Folder);

        log.Reopen();
        log.Store.Apply(log.Frames, log.Models);

        Assert.Equal(20, log.Count().Events);
    }

    [Fact]
    public void The_write_ahead_log_is_moved_into_the_database_between_applies_also_while_rows_are_being_read()
    {
        using Log log = Filled();
        log.Reopen(new EventStoreOptions { CheckpointBytes = 1 });
        using IDataset rows = log.Store.Open(log.Model, new EventQuery(), TestContext.Current.CancellationToken);

        log.Events(["while"], Some.Numeric("n", [1]));
        Assert.Equal(20, rows.Read("n", TestContext.Current.CancellationToken).Length);
        rows.Dispose();
        log.Events(["after"], Some.Numeric("n", [1]));

        string wal = Path.Combine(log.Folder, "events.duckdb.wal");
        Assert.True(!File.Exists(wal) || new FileInfo(wal).Length < 1000);
        Assert.Equal(22, log.Count().Events);
    }

    [Fact]
    public void A_closed_store_says_so()
    {
        using Log log = Filled();
        log.Store.Dispose();

        var refused = Assert.Throws<StorageException>(() => log.Count());

        Assert.Equal(StorageFailure.Closed, refused.Failure);
    }

    static void Refused(TemporaryFolder folder, StorageFailure failure, string named)
    {
        EventStoreCheck check = EventStore.Check(folder.Path, TestContext.Current.CancellationToken);
        var refused = Assert.Throws<StorageException>(() => new EventStore(folder.Path, s_options));

        Assert.Equal((failure, failure), (refused.Failure, check.Problem!.Failure));
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    static string[] Lengths(TemporaryFolder folder) =>
        [.. Directory.GetFiles(folder.Path).Order(StringComparer.Ordinal).Select(f => $"{Path.GetFileName(f)} {new FileInfo(f).Length}")];

    static TruthBatch Truth(ColumnSlice labels) =>
        new() { Model = 1, Ids = LiveRows.Texts(["a"]), KnownAt = new long[] { 1 }, Labels = labels };

    static ColumnBatch Batch(ColumnSlice column) => new()
    {
        Model = 1,
        SchemaRevision = 1,
        Ids = LiveRows.Texts(["a", "b"]),
        Times = new long[] { 1, 2 },
        Columns = [column],
    };

    static Log Filled()
    {
        var numbers = Some.Numeric("n", [.. Enumerable.Range(0, 20).Select(i => (double)i)]);
        var log = new Log(numbers.Column, Log.Target());
        log.Events(Log.Ids(20), numbers);
        log.Truths(("id-3", "yes"));
        return log;
    }
}
