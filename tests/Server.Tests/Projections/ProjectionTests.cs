using System.Collections.Immutable;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Server.Projections;
using Plumbline.Statistics;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Projections;

public sealed class ProjectionTests
{
    const int Count = 4_000;
    static readonly DateTimeOffset s_start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly InMemoryDataset s_rows = Rows(Count, 1);
    static readonly DateTimeOffset[] s_times = Times(Count);

    [Fact]
    public async Task A_rebuild_from_the_rows_changes_no_bit_of_what_was_counted_with_the_log()
    {
        var server = await LoadedAsync(137);
        server.Cells.Save();
        var before = Bits(server);

        var result = await server.Recounts.RebuildAsync(null, CancellationToken.None);

        Assert.Equal(0, result.Changed);
        Assert.Equal(before.Count, result.Cells);
        Assert.Equal(before, Bits(server));
        Assert.Equal(Count, result.AppliedSeq);
    }

    [Fact]
    public async Task A_server_killed_between_snapshots_ends_with_the_same_cells()
    {
        var expected = await LoadedAsync(137);
        expected.Cells.Save();
        var server = new LiveServer(LiveRows.Model(s_rows));
        int at = 0;
        foreach (var frame in LiveRows.Frames(s_rows, s_times, 61))
        {
            server.Log.Append(frame.Entry);
            server.Feed.Apply(long.MaxValue, null, CancellationToken.None);
            if (++at % 7 == 0) server.Cells.Save();
            if (at % 11 == 0) server.Start();
        }

        await server.CatchUpAsync();
        server.Cells.Save();

        Assert.Equal(Bits(expected), Bits(server));
        Assert.Equal(Count, server.Profiles.AppliedSeq);
    }

    [Fact]
    public async Task Lost_profiles_are_rebuilt_from_the_rows_when_the_log_no_longer_has_them()
    {
        var server = await LoadedAsync(137);
        server.Cells.Save();
        var before = Bits(server);
        server.Log.Append(LiveRows.Frame(s_rows, s_times, 0, 1, 0).Entry);
        server.Log.Drop(Count);
        server.LoseProfiles();
        server.Start();

        await server.CatchUpAsync();
        server.Cells.Save();

        var rebuilt = Bits(server);
        Assert.Equal(before.Count, rebuilt.Count);
        Assert.Equal(1, before.Zip(rebuilt).Count(p => p.First != p.Second && p.First.Key.Segment is null));
        Assert.Equal(Count + 1, server.Profiles.All.Where(c => c.Key.Segment is null).Sum(c => c.Profile.Rows));
    }

    [Fact]
    public async Task Erased_rows_are_gone_from_the_cells_and_stay_gone_after_a_restart()
    {
        var server = await LoadedAsync(500);
        server.Cells.Save();
        server.Log.Append(new LogEntry.Erased(new Erasure { Model = 1, Version = "v2" }));
        server.Rows.CatchUp(CancellationToken.None);
        server.Feed.Apply(long.MaxValue, null, CancellationToken.None);
        Assert.True(server.Recounts.HasWork);

        server.Start();
        await server.CatchUpAsync();
        server.Cells.Save();

        long left = Enumerable.Range(0, Count).Count(i => VersionOf(i) != "v2");
        Assert.Equal(left, server.Profiles.All.Where(c => c.Key.Segment is null).Sum(c => c.Profile.Rows));
        Assert.All(server.Profiles.All.Where(c => c.Key.Version == "v2"), c => Assert.Equal(0, c.Profile.Rows));
    }

    [Fact]
    public async Task A_new_bin_set_recounts_the_cells_whose_rows_are_at_hand()
    {
        var server = await LoadedAsync(500);
        var baseline = BinSet.Of(DatasetProfiles.Build(Rows(2_000, 9), null, 1, null, CancellationToken.None));

        server.Recounts.UseBinSet(1, baseline);
        Assert.True(server.Recounts.Pending > 16);
        await server.CatchUpAsync();

        ulong now = server.Cells.BinSetOf(1)!.Fingerprint;
        var cells = server.Cells.Read(All(), CancellationToken.None).Cells;
        Assert.All(cells, c => Assert.Equal(now, c.BinSet));
        Assert.Equal(Count, CellMerging.Merge(cells, "all")!.Rows);
    }

    [Fact]
    public async Task The_log_keeps_what_any_projection_still_lacks()
    {
        var server = await LoadedAsync(500);
        new LogRelease(server.Log, server.Events, server.Profiles).Update();
        Assert.Equal(0, server.Log.ReleasedSeq);

        server.Cells.Save();
        new LogRelease(server.Log, server.Events, server.Profiles).Update();

        Assert.Equal(Count, server.Log.ReleasedSeq);
    }

    [Fact]
    public async Task A_failing_store_of_rows_is_counted_and_tried_again_and_the_cells_go_on_meanwhile()
    {
        var server = new LiveServer(LiveRows.Model(s_rows));
        server.Events.NextFailure = new StorageException(StorageFailure.DiskFull, "No space left.");
        foreach (var frame in LiveRows.Frames(s_rows, s_times, 500)) server.Log.Append(frame.Entry);

        await server.Rows.StartAsync(CancellationToken.None);
        await server.Counting.StartAsync(CancellationToken.None);
        await Until(() => server.Cells.AppliedSeq == Count);
        await Until(() => AdvanceUntil(server, () => server.Rows.Failures == 1));
        Assert.Equal("No space left.", server.Rows.Trouble?.Problem.Message);
        Assert.Equal(0, server.Events.AppliedSeq);
        await Until(() => AdvanceUntil(server, () => server.Events.AppliedSeq == Count));

        await server.Counting.StopAsync(CancellationToken.None);
        await server.Rows.StopAsync(CancellationToken.None);
        Assert.Equal(Count, server.Profiles.AppliedSeq);
        Assert.Equal(1, server.Rows.Failures);
        Assert.Equal(0, server.Counting.Failures);
        Assert.Null(server.Rows.Trouble);
    }

    [Theory]
    [InlineData(StorageFailure.DiskFull, "Temporary")]
    [InlineData(StorageFailure.Busy, "Temporary")]
    [InlineData(StorageFailure.Damaged, "Permanent")]
    [InlineData(StorageFailure.Closed, "Final")]
    public void A_failure_has_a_kind_that_says_when_to_try_again(StorageFailure failure, string kind) =>
        Assert.Equal(kind, Failures.KindOf(new StorageException(failure, "x")).ToString());

    static bool AdvanceUntil(LiveServer server, Func<bool> isDone)
    {
        if (!isDone()) server.Clock.Advance(TimeSpan.FromSeconds(1));
        return isDone();
    }

    static async Task Until(Func<bool> isDone)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!isDone())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    static async Task<LiveServer> LoadedAsync(int size)
    {
        var server = new LiveServer(LiveRows.Model(s_rows));
        foreach (var frame in LiveRows.Frames(s_rows, s_times, size)) server.Log.Append(frame.Entry);
        await server.CatchUpAsync();
        return server;
    }

    static CellQuery All() => new() { Model = 1, From = s_start.AddDays(-1), To = s_start.AddDays(2) };

    static ImmutableArray<(CellKey Key, ulong Bits)> BitsArray(LiveServer server) =>
        [.. server.Profiles.All.Select(c => (c.Key, ProfileFingerprint.Of(c.Profile)))];

    static List<(CellKey Key, ulong Bits)> Bits(LiveServer server) => [.. BitsArray(server)];

    static DateTimeOffset[] Times(int count)
    {
        var random = new SeededRandom(3);
        return [.. Enumerable.Range(0, count).Select(i => s_start.AddSeconds((i * 9) + (random.NextDouble() * 3_000)))];
    }

    static string VersionOf(int row) => row % 4 == 3 ? "v2" : "v1";

    static InMemoryDataset Rows(int count, ulong seed) => Some.Dataset(
        ("age", Some.Normal(count, seed, 40, 10)),
        ("plan", Some.Categories(count, seed + 1, ("basic", 3), ("pro", 1))),
        ("region", Some.Categories(count, seed + 2, ("north", 1), ("south", 1))),
        ("version", Some.Column("version", Enumerable.Range(0, count).Select(VersionOf).ToArray(), ColumnRole.Version)))
        .WithSegments("region");
}
