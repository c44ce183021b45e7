using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Profiles;

namespace Plumbline.Storage.Tests.Profiles;

public sealed class RollupTests : IDisposable
{
    static readonly TimeSpan s_hour = TimeSpan.FromHours(1), s_day = TimeSpan.FromDays(1);

    readonly StoreFolder _folder = new();

    ProfileStore Store => _folder.Store;

    [Fact]
    public void A_query_with_a_step_reads_whole_days_and_hours_as_one_cell_each()
    {
        Store.Save(Quarters(0, 96 + 10), 106);
        RollUp(Cells.Monday.AddHours(27));

        Assert.Equal(["0h+24h v1 all", "24h+1h v1 all", "25h+1h v1 all", "26h+1h v1 all"], Keys(s_day));
        Assert.Equal(24 + 3, Keys(s_hour).Length);
        Assert.Equal(106, Keys(null).Length);
        Assert.Equal(106, Keys(Cells.Quarter).Length);
    }

    [Fact]
    public void A_rollup_has_the_rows_and_counts_of_its_cells_in_whatever_step()
    {
        Store.Save(Quarters(3, 120), 200);
        RollUp(Cells.Monday.AddDays(2));

        foreach (var query in new[] { Cells.All(), Cells.All() with { Columns = ["x"] }, Cells.All() with { WithSketches = false } })
        {
            var expected = CellMerging.Merge(Store.Read(query, default), "")!;
            foreach (var step in new[] { s_hour, s_hour * 3, s_day, TimeSpan.MaxValue })
                AssertSame(expected, CellMerging.Merge(_folder.Reopen().Read(query with { Step = step }, default), "")!);
        }
    }

    [Fact]
    public void A_range_that_begins_and_ends_within_hours_takes_the_quarters_there()
    {
        Store.Save(Quarters(0, 20), 20);
        RollUp(Cells.Monday.AddDays(1));

        var query = Cells.All() with { From = Cells.Monday + (2 * Cells.Quarter), To = Cells.Monday + (13 * Cells.Quarter), Step = s_day };

        Assert.Equal(["0.5h+0.25h v1 all", "0.75h+0.25h v1 all", "1h+1h v1 all", "2h+1h v1 all", "3h+0.25h v1 all"],
            Store.Read(query, default).Select(Cells.Key));
    }

    [Fact]
    public void What_is_not_over_is_not_added_up()
    {
        Store.Save(Quarters(0, 8), 8);

        RollUp(Cells.Monday + (7 * Cells.Quarter));

        Assert.Equal(["0h+1h v1 all", "1h+0.25h v1 all", "1.25h+0.25h v1 all", "1.5h+0.25h v1 all", "1.75h+0.25h v1 all"], Keys(s_day));
    }

    [Theory]
    [InlineData("added")]
    [InlineData("replaced")]
    [InlineData("deleted")]
    [InlineData("sealed")]
    [InlineData("merged")]
    public void Whatever_changes_a_cell_takes_back_the_hour_and_the_day_it_is_part_of(string change)
    {
        Store.Save([.. Quarters(0, 5), .. Quarters(6, 96)], 96);
        RollUp(Cells.Monday.AddDays(2));

        Change(change);

        var fine = CellMerging.Merge(Store.Read(Cells.All(), default), "")!;
        AssertSame(fine, CellMerging.Merge(Store.Read(Cells.All() with { Step = s_day }, default), "")!);
        Assert.DoesNotContain("0h+24h v1 all", Keys(s_day));
        RollUp(Cells.Monday.AddDays(2));
        AssertSame(fine, CellMerging.Merge(Store.Read(Cells.All() with { Step = s_day }, default), "")!);
        Assert.Contains("0h+24h v1 all", Keys(s_day));
        _folder.Reopen();
        Assert.Empty(ProfileStore.Check(_folder.File));
    }

    [Fact]
    public void Cells_of_other_bins_are_not_added_up_but_read_as_they_are()
    {
        Store.Save([Cells.Of(0), Cells.Of(1), Cells.Of(2, otherBins: true), .. Quarters(4, 8)], 8);

        RollUp(Cells.Monday.AddDays(1));

        Assert.Equal(["0h+0.25h v1 all", "0.25h+0.25h v1 all", "0.5h+0.25h v1 all", "1h+1h v1 all"], Keys(s_day));
    }

    [Fact]
    public void Segments_and_versions_are_added_up_apart()
    {
        Store.Save([.. Quarters(0, 4), Cells.Of(0, version: "v2"), Cells.Of(1, version: "v2"), Cells.Of(0, segment: ("region", "eu")),
            Cells.Of(2, segment: ("region", "eu"))], 4);
        RollUp(Cells.Monday.AddDays(1));

        Assert.Equal(["0h+24h v1 all", "0h+24h v2 all"], Keys(s_day));
        Assert.Equal(["0h+24h v2 all"], Store.Read(Cells.All() with { Step = s_day, Version = "v2" }, default).Select(Cells.Key));
        Assert.Equal(["0h+24h v1 [region, eu]"],
            Store.Read(Cells.All() with { Step = s_day, AllSegments = true }, default).Select(Cells.Key));
    }

    [Fact]
    public void Cells_at_hand_are_left_out_with_the_rollups_that_hold_them()
    {
        Store.Save(Quarters(0, 8), 8);
        RollUp(Cells.Monday.AddDays(1));

        var query = Cells.All() with { Step = s_day, AtHand = [Cells.Of(5).Key] };

        Assert.Equal(["0h+1h v1 all", "1h+0.25h v1 all", "1.5h+0.25h v1 all", "1.75h+0.25h v1 all"],
            Store.Read(query, default).Select(Cells.Key));
    }

    [Fact]
    public void A_late_quarter_beside_a_longer_cell_stays_beside_it()
    {
        Store.Save([.. Quarters(0, 96).Select(c => c with { IsSealed = true })], 96);
        Store.Compact(Cells.Monday.AddDays(1), s_day, true, int.MaxValue, default);
        Store.Save([Cells.Of(1, rows: 5, seq: 97)], 97);

        RollUp(Cells.Monday.AddDays(1));

        Assert.Equal(["0h+24h v1 all", "0.25h+0.25h v1 all"], Keys(s_hour));
        AssertSame(CellMerging.Merge(Store.Read(Cells.All(), default), "")!,
            CellMerging.Merge(Store.Read(Cells.All() with { Step = s_day }, default), "")!);
    }

    public void Dispose() => _folder.Dispose();

    void Change(string change)
    {
        switch (change)
        {
            case "added": Store.Save([Cells.Of(5)], 97); break;
            case "replaced": Store.Save([Cells.Of(7, rows: 11)], 97); break;
            case "deleted": Store.Delete(1, Cells.Monday + (8 * Cells.Quarter), Cells.Monday + (9 * Cells.Quarter)); break;
            case "sealed": Store.Seal(1, [Cells.Monday]); break;
            case "merged": Store.Compact(Cells.Monday + s_hour, s_hour, false, int.MaxValue, default); break;
            default: throw new ArgumentOutOfRangeException(nameof(change), change, "There is no such change.");
        }
    }

    void RollUp(DateTimeOffset before)
    {
        while (Store.RollUp(before, 7, default)) Assert.Empty(Store.Read(Cells.All(model: 9) with { Step = s_hour }, default));
    }

    string[] Keys(TimeSpan? step) => [.. Store.Read(Cells.All() with { Step = step }, default).Select(Cells.Key)];

    static CellProfile[] Quarters(int from, int to) => [.. Enumerable.Range(from, to - from).Select(i => Cells.Of(i, rows: 10 + i))];

    static void AssertSame(DatasetProfile expected, DatasetProfile actual)
    {
        Assert.Equal(expected.Rows, actual.Rows);
        Assert.Equal(expected.Columns.Select(c => c.Column.Name), actual.Columns.Select(c => c.Column.Name));
        foreach (var (a, b) in expected.Columns.Zip(actual.Columns))
        {
            Assert.Equal((a.Rows, a.Missing.Count), (b.Rows, b.Missing.Count));
            if (a.Content is ColumnContent.Numbers x && b.Content is ColumnContent.Numbers y)
            {
                Assert.Equal(x.Counts, y.Counts);
                Assert.Equal((x.Moments.Count, x.Moments.Min, x.Moments.Max), (y.Moments.Count, y.Moments.Min, y.Moments.Max));
                Assert.Equal(x.Moments.Mean, y.Moments.Mean, 1e-12);
                Assert.Equal(x.Sketch?.Count, y.Sketch?.Count);
            }
            else
            {
                Assert.Equal(((ColumnContent.Categories)a.Content).Counts, ((ColumnContent.Categories)b.Content).Counts);
            }
        }
    }
}
