using Plumbline.Engine.Storage;
using Plumbline.Storage.Profiles;

namespace Plumbline.Storage.Tests.Profiles;

public sealed class SealingTests : IDisposable
{
    static readonly TimeSpan s_hour = TimeSpan.FromHours(1), s_day = TimeSpan.FromDays(1);
    static readonly (string, string) s_region = ("region", "eu");

    readonly StoreFolder _folder = new();

    ProfileStore Store => _folder.Store;

    [Fact]
    public void Every_cell_of_a_sealed_day_is_sealed_whatever_its_length_version_or_segment_and_no_other()
    {
        Store.Save([Cells.Of(-1), Cells.Of(0), Cells.Of(4, length: s_hour), Cells.Of(5, version: "v2"), Cells.Of(6, segment: s_region),
            Cells.Of(95), Cells.Of(96), Cells.Of(5, model: 2)], 9);

        Store.Seal(1, [Cells.Monday]);

        var cells = _folder.Reopen().Read(Cells.All(), default);
        Assert.Equal([false, true, true, true, true, false], cells.Select(c => c.IsSealed));
        Assert.True(Assert.Single(Store.Read(Cells.All() with { AllSegments = true }, default)).IsSealed);
        Assert.False(Assert.Single(Store.Read(Cells.All(2), default)).IsSealed);
        Assert.Equal([(1, Cells.Monday)], Store.SealedDays());
        Assert.Equal(9, Store.AppliedSeq);
    }

    [Fact]
    public void Quarters_of_an_hour_are_open_while_their_day_is_not_sealed()
    {
        Store.Save([Cells.Of(0), Cells.Of(5), Cells.Of(5, version: "v2"), Cells.Of(6, segment: s_region), Cells.Of(96),
            Cells.Of(7, model: 2)], 9);

        Store.Seal(1, [Cells.Monday.AddDays(1)]);

        Assert.Equal([Cells.Monday, Cells.Monday.AddMinutes(75)], Store.OpenQuarters(1).Order());
        Assert.Empty(Store.OpenQuarters(3));
    }

    [Fact]
    public void Sealed_days_are_known_also_where_their_cells_were_merged()
    {
        Store.Save([.. Enumerable.Range(0, 10).Select(i => Cells.Of(i * 25))], 500);
        Store.Seal(1, [Cells.Monday, Cells.Monday.AddDays(2)]);
        Store.Compact(Cells.Monday.AddDays(9), s_hour, false, int.MaxValue, default);
        Store.Compact(Cells.Monday.AddDays(9), s_day, false, int.MaxValue, default);

        Assert.Equal([(1, Cells.Monday), (1, Cells.Monday.AddDays(2))], _folder.Reopen().SealedDays());
        Assert.Equal([true, false, true], Store.Read(Cells.All(), default).Select(c => c.IsSealed));
    }

    [Fact]
    public void Only_sealed_cells_wholly_within_the_time_are_dropped()
    {
        Store.Save([Cells.Of(0), Cells.Of(1, version: "v2"), Cells.Of(2, segment: s_region), Cells.Of(96), Cells.Of(192),
            Cells.Of(0, model: 2)], 200);
        Store.Seal(1, [Cells.Monday, Cells.Monday.AddDays(1)]);
        Store.Seal(2, [Cells.Monday]);

        Assert.Equal(1, Store.DropSealed(1, null, null, "v2"));
        Assert.Equal(2, Store.DropSealed(1, null, Cells.Monday.AddDays(1), null));
        Assert.Equal(0, Store.DropSealed(1, Cells.Monday.AddDays(1), Cells.Monday.AddDays(1).AddMinutes(14), null));
        Assert.Equal(0, Store.DropSealed(1, Cells.Monday.AddDays(2), null, null));

        Assert.Equal(["24h+0.25h v1 all", "48h+0.25h v1 all"], Store.Read(Cells.All(), default).Select(Cells.Key));
        Assert.Equal([1, 2], Store.Models());
        Assert.Equal(1, Store.DropSealed(2, null, null, null));
        Assert.Equal([1], Store.Models());
    }

    [Fact]
    public void Short_cells_take_the_place_of_the_long_one_they_were_merged_into_all_or_nothing()
    {
        Store.Save([.. Enumerable.Range(0, 4).Select(i => Cells.Of(i)), Cells.Of(1, segment: s_region)], 4);
        Store.Compact(Cells.Monday + s_hour, s_hour, false, int.MaxValue, default);
        var all = Assert.Single(Store.Read(Cells.All(), default)).Key;
        var segment = Assert.Single(Store.Read(Cells.All() with { AllSegments = true }, default)).Key;

        Assert.ThrowsAny<Exception>(() => Store.Save([Cells.Of(0), Cells.Of(1) with { Profile = null! }], 5, [all, segment]));
        Assert.Equal(s_hour, Assert.Single(_folder.Reopen().Read(Cells.All(), default)).Key.Length);
        Store.Save([Cells.Of(0), Cells.Of(3)], 5, [all, segment]);

        Assert.Equal(["0h+0.25h v1 all", "0.75h+0.25h v1 all"], Store.Read(Cells.All(), default).Select(Cells.Key));
        Assert.Empty(Store.Read(Cells.All() with { AllSegments = true }, default));
        Assert.Equal(5, Store.AppliedSeq);
    }

    [Fact]
    public void Cells_whose_rows_may_be_replayed_are_not_merged()
    {
        Store.Save([Cells.Of(0, seq: 3), Cells.Of(1, seq: 9)], 5);
        Assert.Equal(default, Store.Compact(Cells.Monday + s_hour, s_hour, false, int.MaxValue, default));

        Store.Save([], 9);
        Assert.Equal(1, Store.Compact(Cells.Monday + s_hour, s_hour, false, int.MaxValue, default).Gone);
    }

    [Fact]
    public void A_compaction_goes_on_step_by_step_until_nothing_is_left()
    {
        Store.Save([.. Enumerable.Range(0, 20).Select(i => Cells.Of(i))], 20);

        var steps = new List<Compacted>();
        do steps.Add(Store.Compact(Cells.Monday.AddDays(1), s_hour, false, 2, default));
        while (steps[^1].HasMore);

        Assert.Equal([6, 6, 3], steps.Select(s => s.Gone));
        Assert.Equal(5, Store.Read(Cells.All(), default).Count);
    }

    public void Dispose() => _folder.Dispose();
}
