using Plumbline.Server.Dashboard.Compare;
using Plumbline.Server.Tests.Upkeep;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Tests.Dashboard.Compare;

public sealed class ComparisonTests : IDisposable
{
    readonly Month _month = new();

    [Fact]
    public async Task Rows_that_are_there_are_compared_exactly_and_those_that_are_gone_by_their_profiles()
    {
        await _month.PassAsync(0, 20);

        var exact = Of(Day(17), Day(18));
        var gone = Of(Day(3), Day(4));
        var mixed = Of(Day(3), Day(18));

        Assert.Equal((SideSource.Rows, SideSource.Rows), (exact.Left!.From, exact.Right!.From));
        Assert.Equal((SideSource.Profiles, SideSource.Profiles), (gone.Left!.From, gone.Right!.From));
        Assert.Equal((SideSource.Profiles, SideSource.Profiles), (mixed.Left!.From, mixed.Right!.From));
        Assert.All([exact, gone, mixed], c => Assert.Equal((Month.PerDay, Month.PerDay), (c.Report!.Reference.Rows,
            c.Report.Current.Rows)));
        Assert.Equal([false, true, true], [exact.Report!.Reference.IsProfile, gone.Report!.Reference.IsProfile,
            mixed.Report!.Current.IsProfile]);
        Assert.Equal(Month.Ages(18).Average(), exact.Report.Columns.Single(c => c.Name == "age").Current!.Mean!.Value, 1e-9);
        Assert.Equal(Month.Ages(4).Average(), gone.Report.Columns.Single(c => c.Name == "age").Current!.Mean!.Value, 1e-9);
    }

    [Fact]
    public async Task A_segment_and_the_rest_are_all_rows_with_and_without_rows()
    {
        await _month.PassAsync(0, 20);
        KeyValuePair<string, string> south = new("region", "south");

        foreach (int day in (int[])[3, 18])
        {
            var compared = Of(Day(day) with { Segment = south, IsRest = true }, Day(day) with { Segment = south });

            Assert.Equal(Month.PerDay, compared.Left!.Rows + compared.Right!.Rows);
            Assert.Equal(_month.ProfileOf(day, south).Rows, compared.Right.Rows);
            Assert.DoesNotContain(compared.Report!.Columns, c => c.Name == "region");
        }
    }

    [Fact]
    public async Task Many_values_are_sampled_and_the_sample_is_said()
    {
        await _month.PassAsync(0, 8);
        var sides = new SideRows(_month.Parts.Storage.Events, _month.Parts.Cells);

        var side = sides.Look(_month.Model, new CompareSide { From = Month.Start.AddDays(2) }, columns: 8_000, CancellationToken.None);
        using var rows = sides.Open(_month.Model, side, ["age"], "sample", CancellationToken.None);

        Assert.Equal((6 * Month.PerDay, 2), (side.Rows, side.OneIn));
        Assert.InRange(rows.RowCount, 500, 940);
        Assert.Equal("sample", rows.Path);
    }

    [Fact]
    public async Task What_takes_a_while_is_awaited_and_kept_once_it_is_there()
    {
        await _month.PassAsync(0, 8);
        var (comparisons, query) = (New(), Query(Day(2), Day(3)));

        var first = comparisons.Of(_month.Model, query, Viewer, run: true, CancellationToken.None);
        var second = comparisons.Of(_month.Model, query with { Versions = true }, Viewer, run: false, CancellationToken.None);

        Assert.NotNull(first.Report);
        Assert.Same(first.Report, second.Report);
    }

    [Fact]
    public async Task A_side_without_rows_and_a_baseline_that_is_not_there_are_told()
    {
        await _month.PassAsync(0, 8);

        Assert.Equal("compare.left_empty", Of(Day(-30), Day(3)).Problem?.Key);
        Assert.Equal("compare.right_empty", Of(Day(3), Day(3) with { Version = "nobody" }).Problem?.Key);
        Assert.Equal("compare.no_baseline", Of(new CompareSide { Baseline = "gone" }, Day(3)).Problem?.Key);
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_given_up_on()
    {
        await _month.PassAsync(0, 8);
        var store = new SlowEventStore(_month.Parts.Storage.Events);
        var reader = Pages.Compare(_month.Parts, store);
        var query = Query(Day(6), Day(7)) with { Run = true };
        var begun = reader.Begin(_month.Model, new CompareView { Query = query, Models = ["churn"] }, Viewer);

        var reading = Task.Run(() => reader.Complete(begun, Viewer, CancellationToken.None));
        while (!reading.IsCompleted)
        {
            if (store.IsWaiting) _month.Parts.Clock.Advance(CompareReader.Patience);
            await Task.WhenAny(reading, Task.Delay(10));
        }

        Assert.Equal(["compare.too_long"], (await reading).Problems.Select(p => p.Key));
    }

    public void Dispose() => _month.Dispose();

    static Viewer Viewer => Pages.Viewer(Month.Start.AddDays(20));

    static CompareSide Day(int day) => new() { From = Month.Start.AddDays(day), To = Month.Start.AddDays(day + 1) };

    static CompareQuery Query(CompareSide left, CompareSide right) => new() { Model = "churn", Left = left, Right = right };

    Comparisons New() => new(_month.Parts.Storage.Catalog, _month.Parts.Storage.Events,
        new SideRows(_month.Parts.Storage.Events, _month.Parts.Cells));

    Compared Of(CompareSide left, CompareSide right) => New().Of(_month.Model, Query(left, right), Viewer, run: true,
        CancellationToken.None);
}
