using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Profiles;

namespace Plumbline.Storage.Tests.Profiles;

public sealed class CompactionTests : IDisposable
{
    static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    readonly StoreFolder _folder = new();

    ProfileStore Store => _folder.Store;

    [Fact]
    public void A_compacted_cell_is_the_merge_of_its_parts()
    {
        CellProfile[] parts = [Cells.Of(0), Cells.Of(1, rows: 700), Cells.Of(3, rows: 3)];
        Store.Save(parts, 3);

        int gone = Store.Compact(Cells.Monday + s_hour, s_hour, false, int.MaxValue, default).Gone;

        Assert.Equal(2, gone);
        var merged = Assert.Single(Store.Read(Cells.All(), default));
        Cells.AssertEqual(parts[0] with
        {
            Key = parts[0].Key with { Length = s_hour },
            Profile = CellMerging.Merge(parts, "")!,
            Seq = 3,
        }, merged);
        Assert.Equal(3, Store.AppliedSeq);
    }

    [Fact]
    public void Hours_then_days_hold_the_same_counts_as_the_quarters()
    {
        CellProfile[] parts = [.. Enumerable.Range(0, 96).Select(i => Cells.Of(i, rows: 10 + i))];
        Store.Save(parts, 96);

        Assert.Equal(72, Store.Compact(Cells.Monday.AddDays(1), s_hour, false, int.MaxValue, default).Gone);
        Assert.Equal(23, Store.Compact(Cells.Monday.AddDays(1), TimeSpan.FromDays(1), false, int.MaxValue, default).Gone);

        var day = Assert.Single(_folder.Reopen().Read(Cells.All(), default));
        var whole = CellMerging.Merge(parts, "")!;
        Assert.Equal(whole.Rows, day.Profile.Rows);
        foreach (var (a, b) in whole.Columns.Zip(day.Profile.Columns))
        {
            Assert.Equal(a.Missing.Count, b.Missing.Count);
            if (a.Content is ColumnContent.Numbers x && b.Content is ColumnContent.Numbers y)
            {
                Assert.Equal(x.Counts, y.Counts);
                Assert.Equal(x.PsiCounts, y.PsiCounts);
                Assert.Equal((x.Moments.Min, x.Moments.Max), (y.Moments.Min, y.Moments.Max));
                Assert.Equal(x.Moments.Mean, y.Moments.Mean, 1e-12);
            }
            else
            {
                var (u, v) = ((ColumnContent.Categories)a.Content, (ColumnContent.Categories)b.Content);
                Assert.Equal(u.Counts, v.Counts);
                Assert.Equal(u.Unseen, v.Unseen);
            }
        }
    }

    [Fact]
    public void Compacting_again_changes_nothing()
    {
        Store.Save([.. Enumerable.Range(0, 8).Select(i => Cells.Of(i))], 8);
        Store.Compact(Cells.Monday.AddHours(2), s_hour, false, int.MaxValue, default);
        byte[][] before = [.. Store.Read(Cells.All(), default).Select(c => ProfileBinary.Write(c.Profile))];

        Assert.Equal(0, Store.Compact(Cells.Monday.AddHours(2), s_hour, false, int.MaxValue, default).Gone);

        Assert.Equal(before, Store.Read(Cells.All(), default).Select(c => ProfileBinary.Write(c.Profile)));
    }

    [Fact]
    public void Only_what_is_wholly_over_is_merged()
    {
        Store.Save([.. Enumerable.Range(0, 12).Select(i => Cells.Of(i))], 8);

        Store.Compact(Cells.Monday.AddHours(2).AddMinutes(59), s_hour, false, int.MaxValue, default);

        Assert.Equal(["0h+1h v1 all", "1h+1h v1 all", "2h+0.25h v1 all", "2.25h+0.25h v1 all", "2.5h+0.25h v1 all", "2.75h+0.25h v1 all"],
            Store.Read(Cells.All(), default).Select(Cells.Key));
    }

    [Fact]
    public void Versions_segments_models_and_bin_sets_are_not_merged_with_each_other()
    {
        Store.Save([Cells.Of(0), Cells.Of(1), Cells.Of(2, otherBins: true), Cells.Of(3, otherBins: true), Cells.Of(0, version: null),
            Cells.Of(0, version: "v2"), Cells.Of(0, model: 2), Cells.Of(0, segment: ("region", "eu")),
                Cells.Of(1, segment: ("region", "eu"))], 3);

        Assert.Equal(3, Store.Compact(Cells.Monday + s_hour, s_hour, false, int.MaxValue, default).Gone);

        var read = Store.Read(Cells.All(), default);
        Assert.Equal(["0h+1h - all", "0h+1h v1 all", "0h+1h v1 all", "0h+1h v2 all"], read.Select(Cells.Key));
        Assert.Equal(2, read.Where(c => c.Key.Version == "v1").Select(c => c.BinSet).Distinct().Count());
        Assert.Equal([80, 80], read.Where(c => c.Key.Version == "v1").Select(c => c.Profile.Rows));
        Assert.Equal(80, Assert.Single(Store.Read(Cells.All() with { AllSegments = true }, default)).Profile.Rows);
        Assert.Single(Store.Read(Cells.All(2), default));
    }

    [Fact]
    public void Sealed_cells_are_merged_with_sealed_ones_only()
    {
        Store.Save([Cells.Of(0, isSealed: true), Cells.Of(1, isSealed: true), Cells.Of(2), Cells.Of(3)], 3);

        Assert.Equal(2, Store.Compact(Cells.Monday + s_hour, s_hour, false, int.MaxValue, default).Gone);

        Assert.Equal([(true, 80), (false, 80)], Store.Read(Cells.All(), default).Select(c => (c.IsSealed, c.Profile.Rows)));
    }

    [Fact]
    public void Late_rows_saved_beside_a_compacted_cell_are_merged_into_it_next_time()
    {
        Store.Save([Cells.Of(0), Cells.Of(1)], 1);
        Store.Compact(Cells.Monday + s_hour, s_hour, false, int.MaxValue, default);
        Store.Save([Cells.Of(1, rows: 5, seq: 9)], 9);
        Assert.Equal([80, 5], Store.Read(Cells.All(), default).Select(c => c.Profile.Rows));

        Assert.Equal(1, Store.Compact(Cells.Monday + s_hour, s_hour, false, int.MaxValue, default).Gone);

        var merged = Assert.Single(Store.Read(Cells.All(), default));
        Assert.Equal((85, 9), (merged.Profile.Rows, merged.Seq));
    }

    [Fact]
    public void A_cancelled_compaction_leaves_whole_cells_and_can_go_on()
    {
        Store.Save([.. Enumerable.Range(0, 40).Select(i => Cells.Of(i))], 40);

        Assert.Throws<OperationCanceledException>(() =>
            Store.Compact(Cells.Monday.AddDays(1), s_hour, false, int.MaxValue, new CancellationToken(canceled: true)));

        Assert.Equal(40 * 40, Store.Read(Cells.All(), default).Sum(c => c.Profile.Rows));
        Assert.Equal(30, Store.Compact(Cells.Monday.AddDays(1), s_hour, false, int.MaxValue, default).Gone);
        Assert.Equal(40 * 40, Store.Read(Cells.All(), default).Sum(c => c.Profile.Rows));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-60)]
    [InlineData(15)]
    [InlineData(50)]
    public void A_length_that_no_cell_can_have_is_refused(int minutes) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            Store.Compact(Cells.Monday, TimeSpan.FromMinutes(minutes), false, int.MaxValue, default));

    public void Dispose() => _folder.Dispose();
}
