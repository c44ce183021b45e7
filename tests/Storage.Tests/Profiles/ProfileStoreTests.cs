using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Profiles;

namespace Plumbline.Storage.Tests.Profiles;

public sealed class ProfileStoreTests : IDisposable
{
    readonly StoreFolder _folder = new();

    ProfileStore Store => _folder.Store;

    [Fact]
    public void Cells_are_read_back_bit_for_bit_also_by_a_later_process()
    {
        CellProfile[] cells = [Cells.Of(0), Cells.Of(1, version: null), Cells.Of(1, version: ""), Cells.Of(2, segment: ("region", "eu")),
            Cells.Of(4, length: TimeSpan.FromHours(1)), Cells.Of(96, length: TimeSpan.FromDays(1), isSealed: true),
                Cells.Of(97, rows: 5_000)];

        Store.Save(cells, 77);
        _folder.Reopen();

        Assert.Equal(77, Store.AppliedSeq);
        var read = Store.Read(Cells.All(), default).Concat(Store.Read(Cells.All() with { AllSegments = true }, default)).ToArray();
        Assert.Equal(cells.Length, read.Length);
        foreach (var cell in cells) Cells.AssertEqual(cell, read.Single(r => r.Key == cell.Key));
    }

    [Fact]
    public void A_cell_saved_again_is_replaced_also_when_it_was_counted_on_another_bin_set()
    {
        Store.Save([Cells.Of(0, rows: 10), Cells.Of(1, rows: 10)], 1);
        Store.Save([Cells.Of(0, rows: 20), Cells.Of(1, rows: 20, otherBins: true)], 2);

        var read = Store.Read(Cells.All(), default);

        Assert.Equal([20, 20], read.Select(c => c.Profile.Rows));
        Cells.AssertEqual(Cells.Of(1, rows: 20, otherBins: true), read[1]);
        Assert.Equal(2, Store.AppliedSeq);
    }

    [Fact]
    public void Saving_the_same_twice_changes_nothing()
    {
        CellProfile[] cells = [Cells.Of(0), Cells.Of(4, length: TimeSpan.FromHours(1)), Cells.Of(8, isSealed: true)];
        Store.Save(cells, 5);
        Store.Save(cells, 5);

        var read = Store.Read(Cells.All(), default);

        Assert.Equal(3, read.Count);
        for (int i = 0; i < 3; i++) Cells.AssertEqual(cells[i], read[i]);
    }

    [Fact]
    public void A_sealed_cell_is_not_replaced_by_rows_that_came_after()
    {
        Store.Save([Cells.Of(0, rows: 30)], 1);
        Store.Save([Cells.Of(0, rows: 30, isSealed: true)], 1);
        Store.Save([Cells.Of(0, rows: 3)], 2);

        var read = Store.Read(Cells.All(), default);

        Assert.Equal([(true, 30), (false, 3)], read.Select(c => (c.IsSealed, c.Profile.Rows)));
    }

    [Fact]
    public void Queries_select_by_model_time_version_and_segment_in_the_order_of_time()
    {
        Store.Save([Cells.Of(2), Cells.Of(0), Cells.Of(1), Cells.Of(1, version: "v2"), Cells.Of(1, version: null), Cells.Of(1, model: 2),
            Cells.Of(1, segment: ("region", "eu")), Cells.Of(1, segment: ("region", "us")),
                Cells.Of(0, segment: ("tier", "eu"), version: "v2")], 1);
        var all = Cells.All();

        Assert.Equal(["0h+0.25h v1 all", "0.25h+0.25h - all", "0.25h+0.25h v1 all", "0.25h+0.25h v2 all", "0.5h+0.25h v1 all"], Keys(all));
        Assert.Equal(["0.25h+0.25h v1 all"], Keys(Cells.All(2)));
        Assert.Equal(["0.25h+0.25h v2 all"], Keys(all with { Version = "v2" }));
        Assert.Equal(["0h+0.25h v1 all"], Keys(all with { To = Cells.Monday + Cells.Quarter }));
        Assert.Equal(["0.5h+0.25h v1 all"], Keys(all with { From = Cells.Monday + (2 * Cells.Quarter) }));
        Assert.Equal(["0.25h+0.25h v1 [region, us]"], Keys(all with { Segment = KeyValuePair.Create("region", "us") }));
        Assert.Equal(["0h+0.25h v2 [tier, eu]", "0.25h+0.25h v1 [region, eu]", "0.25h+0.25h v1 [region, us]"],
            Keys(all with { AllSegments = true }));
        Assert.Empty(Keys(Cells.All(3)));
    }

    [Theory]
    [InlineData(15)]
    [InlineData(60)]
    public void Only_the_wanted_columns_are_given_whatever_the_length(int minutes)
    {
        var cell = Cells.Of(4, length: TimeSpan.FromMinutes(minutes));
        Store.Save([cell], 1);

        var read = Assert.Single(Store.Read(Cells.All() with { Columns = ["c", "absent", "x"] }, default));

        Assert.Equal(["x", "c"], read.Profile.Columns.Select(c => c.Column.Name));
        Assert.Equal(cell.Profile.Rows, read.Profile.Rows);
        Cells.AssertEqual(cell with { Profile = cell.Profile with { Columns = [cell.Profile.Columns[0], cell.Profile.Columns[2]] } }, read);
    }

    [Theory]
    [InlineData(15)]
    [InlineData(60)]
    public void Sketches_can_be_left_out(int minutes)
    {
        var cell = Cells.Of(4, length: TimeSpan.FromMinutes(minutes));
        Store.Save([cell], 1);

        var read = Assert.Single(Store.Read(Cells.All() with { WithSketches = false }, default));

        var (given, found) = ((ColumnContent.Numbers)cell.Profile.Columns[0].Content,
            (ColumnContent.Numbers)read.Profile.Columns[0].Content);
        Assert.Equal(given.Counts, found.Counts);
        Assert.Equal((given.Distinct, given.Moments.State), (found.Distinct, found.Moments.State));
        Assert.True(given.Sketch is not null && found is { Sketch: null, DistinctSketch: null });
    }

    [Fact]
    public void Without_columns_cells_say_what_they_are_and_how_many_rows_they_have_however_long_their_name()
    {
        var plain = Cells.Of(0);
        CellProfile[] cells = [plain, Cells.Of(4, length: TimeSpan.FromHours(1)),
            Cells.Of(8) with { Profile = plain.Profile with { Path = new string('n', 5_000) } }];
        Store.Save(cells, 5);

        var read = Store.Read(Cells.All() with { Columns = CellQuery.NoColumns }, default);

        Assert.Equal(cells.Select(c => (c.Key, c.Seq, c.IsSealed, c.Profile.Rows, c.Profile.Path)),
            read.Select(c => (c.Key, c.Seq, c.IsSealed, c.Profile.Rows, c.Profile.Path)));
        Assert.All(read, c => Assert.Empty(c.Profile.Columns));
    }

    [Fact]
    public void Longer_cells_outside_the_calendar_are_refused_and_shorter_ones_left_alone()
    {
        var before = Cells.Of(0) with { Key = Cells.Of(0).Key with { Start = DateTimeOffset.UnixEpoch.AddHours(-1) } };
        Store.Save([before], 1);

        Assert.Throws<ArgumentOutOfRangeException>(() =>
            Store.Save([before with { Key = before.Key with { Length = TimeSpan.FromHours(1) } }], 2));
        Assert.Equal(0, Store.Compact(DateTimeOffset.MaxValue, TimeSpan.FromHours(1), false, int.MaxValue, default).Gone);
        Cells.AssertEqual(before, Assert.Single(Store.Read(Cells.All(), default)));
    }

    [Fact]
    public void Cells_go_with_their_model_or_their_time_and_leave_nothing_behind()
    {
        Store.Save([Cells.Of(0), Cells.Of(1), Cells.Of(2), Cells.Of(1, segment: ("region", "eu")), Cells.Of(1, model: 2),
            Cells.Of(4, length: TimeSpan.FromHours(1))], 9);

        Store.Delete(1, Cells.Monday + Cells.Quarter, Cells.Monday + (2 * Cells.Quarter));
        Assert.Equal(["0h+0.25h v1 all", "0.5h+0.25h v1 all", "1h+1h v1 all"], Keys(Cells.All()));
        Assert.Empty(Store.Read(Cells.All() with { AllSegments = true }, default));

        Store.Delete(1, null, null);
        Assert.Empty(Keys(Cells.All()));
        Assert.Single(Keys(Cells.All(2)));
        Assert.Equal(9, Store.AppliedSeq);
        Store.Delete(2, null, null);
        Assert.Equal([0, 0, 0, 0, 0, 0], Counts("cells", "columns", "sketches", "lines", "series", "bin_sets"));
        Store.Save([Cells.Of(0)], 10);
        Cells.AssertEqual(Cells.Of(0), Assert.Single(Store.Read(Cells.All(), default)));
    }

    [Fact]
    public void Cells_of_one_bin_set_share_its_bytes()
    {
        Store.Save([.. Enumerable.Range(0, 50).Select(i => Cells.Of(i, otherBins: i % 2 == 1))], 1);

        Assert.Equal([50, 2, 1], Counts("cells", "bin_sets", "series"));
    }

    [Fact]
    public void A_save_that_fails_changes_nothing_not_even_how_far_it_says_to_have_come()
    {
        Store.Save([Cells.Of(0, rows: 10)], 1);
        var broken = Cells.Of(1) with { Key = Cells.Of(1).Key with { Segment = KeyValuePair.Create("region", (string)null!) } };

        Assert.ThrowsAny<Exception>(() => Store.Save([Cells.Of(0, rows: 20), broken with { Profile = null! }], 2));

        Assert.Equal(1, Store.AppliedSeq);
        Assert.Equal([10], _folder.Reopen().Read(Cells.All(), default).Select(c => c.Profile.Rows));
        Assert.Equal(1, Store.AppliedSeq);
    }

    [Fact]
    public void A_cancelled_read_stops()
    {
        Store.Save([Cells.Of(0)], 1);

        Assert.Throws<OperationCanceledException>(() => Store.Read(Cells.All(), new CancellationToken(canceled: true)));
        Assert.Single(Store.Read(Cells.All(), default));
    }

    [Fact]
    public async Task Readers_beside_a_writer_see_whole_snapshots_only()
    {
        Store.Save([.. Enumerable.Range(0, 8).Select(i => Cells.Of(i, rows: 1, seq: 0))], 0);
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            while (!done.IsCancellationRequested) Assert.Single(Store.Read(Cells.All(), default).Select(c => c.Seq).Distinct());
        })).ToArray();

        for (int round = 1; round <= 20; round++)
        {
            Store.Save([.. Enumerable.Range(0, 8).Select(i => Cells.Of(i, rows: round, seq: round))], round);
            if (round % 5 == 0) Store.Compact(Cells.Monday, TimeSpan.FromHours(1), false, int.MaxValue, default);
        }
        await done.CancelAsync();
        await Task.WhenAll(readers);

        Assert.Equal(20, Store.AppliedSeq);
    }

    public void Dispose() => _folder.Dispose();

    string[] Keys(CellQuery query) => [.. Store.Read(query, default).Select(Cells.Key)];

    long[] Counts(params string[] tables)
    {
        using var session = new Plumbline.Storage.Sqlite.SqliteSession(_folder.File, Microsoft.Data.Sqlite.SqliteOpenMode.ReadOnly);
        return [.. tables.Select(t => session.Number($"SELECT count(*) FROM {t}"))];
    }
}
