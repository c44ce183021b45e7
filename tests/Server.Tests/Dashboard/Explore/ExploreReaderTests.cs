using Plumbline.Engine.Storage;
using Plumbline.Server.Dashboard.Explore;
using Plumbline.Server.Tests.Upkeep;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Tests.Dashboard.Explore;

public sealed class ExploreReaderTests : IDisposable
{
    readonly Month _month = new();

    [Fact]
    public async Task Rows_are_counted_against_all_of_the_same_time()
    {
        await _month.PassAsync(0, 3);
        var query = Day(1).With("region", "south");

        var view = Read(query);

        Assert.Equal(Month.PerDay, view.Count!.All);
        Assert.Equal(_month.ProfileOf(1, new("region", "south")).Rows, view.Count.Chosen);
        Assert.All(view.Rows!, r => Assert.Equal("south", r.Values["region"]));
        Assert.Equal(50, view.Rows!.Count);
        Assert.Equal(view.Count.Chosen, view.Distribution!.Column.Current!.Count);
        Assert.Null(view.Distribution.Against);
    }

    [Fact]
    public async Task What_rows_have_in_common_is_told_only_where_others_have_it_not()
    {
        await _month.PassAsync(0, 2);
        await SendOldAsync("north");

        var odd = Read(new ExploreQuery { Model = "churn", Last = ExploreSpan.All, Between = [("age", 900, double.PositiveInfinity)] });
        var usual = Read(Day(1) with { Between = [("age", 0, 1_000)] });

        var common = Assert.Single(odd.Common);
        Assert.Equal(("region", "north", 1.0, 1), (common.Column, common.Value, common.Share, common.OneIn));
        Assert.InRange(common.ShareOfAll, .4, .6);
        Assert.Empty(usual.Common);
    }

    [Fact]
    public async Task Without_a_time_the_last_day_of_events_is_shown_however_old_it_is()
    {
        await _month.PassAsync(0, 3);
        _month.Parts.Clock.Advance(TimeSpan.FromDays(2));

        var view = Read(new ExploreQuery { Model = "churn" });

        Assert.Equal(view.LastEvent - TimeSpan.FromDays(1), view.From);
        Assert.Equal(Month.PerDay + 1, view.Count!.All);
    }

    [Fact]
    public async Task A_store_that_does_not_answer_leaves_the_page_usable_and_it_says_what_is_missing()
    {
        await _month.PassAsync(0, 2);
        var store = new SlowEventStore(_month.Parts.Storage.Events);
        var reader = Pages.Explore(_month.Parts, store);

        var view = await GivenUpAsync(store, () => Read(Day(1), reader));
        string page = await Pages.RenderAsync<ExplorePage>(view, Month.Start);

        Assert.Equal(["explore.late_rows", "explore.late_count"], view.Late.Select(l => l.Key));
        Assert.Contains("The store is slow", page, StringComparison.Ordinal);
        Assert.Contains("id=\"filter\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_came_in_time_are_shown_though_nobody_could_count_them()
    {
        await _month.PassAsync(0, 2);
        var store = new SlowEventStore(_month.Parts.Storage.Events, pagesAreQuick: true);
        var reader = Pages.Explore(_month.Parts, store);

        var view = await GivenUpAsync(store, () => Read(Day(1), reader));

        Assert.Equal(["explore.late_count"], view.Late.Select(l => l.Key));
        Assert.Equal(50, view.Rows!.Count);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(100_000, 1)]
    [InlineData(100_001, 2)]
    [InlineData(1_000_000, 10)]
    public void No_more_than_a_hundred_thousand_rows_are_looked_at(long rows, int oneIn) => Assert.Equal(oneIn, CommonValues.OneIn(rows));

    public void Dispose() => _month.Dispose();

    static ExploreQuery Day(int day) => new() { Model = "churn", From = Month.Start.AddDays(day), To = Month.Start.AddDays(day + 1) };

    ExploreView Read(ExploreQuery query, ExploreReader? reader = null) => (reader ?? Pages.Explore(_month.Parts)).Read(_month.Model, query,
        new ExploreView { Query = query, Models = ["churn"] }, TestContext.Current.CancellationToken);

    // Once the page waits for the store, the clock is moved on until it gives up.
    async Task<T> GivenUpAsync<T>(SlowEventStore store, Func<T> read)
    {
        var reading = Task.Run(read);
        while (!reading.IsCompleted)
        {
            if (store.IsWaiting) _month.Parts.Clock.Advance(ExploreReader.Patience);
            await Task.WhenAny(reading, Task.Delay(10));
        }
        return await reading;
    }

    // Twelve customers of one region who are far too old.
    async Task SendOldAsync(string region)
    {
        var rows = Plumbline.Testing.Some.Dataset(("age", Enumerable.Repeat(999.0, 12).ToArray()),
            ("plan", Enumerable.Repeat("basic", 12).ToArray()), ("region", Enumerable.Repeat(region, 12).ToArray()));
        DateTimeOffset[] times = [.. Enumerable.Range(0, 12).Select(i => Month.Start.AddDays(1).AddMinutes(i))];
        var batch = Plumbline.Testing.LiveRows.Batch(rows, times, 0, 12, _month.Model.Number) with
        {
            Ids = Plumbline.Testing.LiveRows.Texts(Enumerable.Range(0, 12).Select(i => $"old-{i}")),
        };
        await _month.Parts.AppendAsync(new LogEntry.Events(batch));
        await _month.Parts.CatchUpAsync();
    }
}
