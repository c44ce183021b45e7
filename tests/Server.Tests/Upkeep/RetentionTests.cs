using Plumbline.Engine.Columns;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Upkeep;

public sealed class RetentionTests : IDisposable
{
    readonly Month _month = new();

    [Fact]
    public async Task After_a_month_the_profiles_answer_for_every_day_and_the_rows_for_the_last_seven()
    {
        await _month.PassAsync(0, 12);
        _month.Parts.Restart();
        await _month.PassAsync(12, Month.Days);

        AssertProfiles();
        Assert.Equal([.. Enumerable.Repeat(0L, 23), .. Enumerable.Repeat((long)Month.PerDay, 7)],
            Enumerable.Range(0, Month.Days).Select(_month.RowsOf));
        Assert.All(_month.Cells(3), c => Assert.True(c.IsSealed));
        Assert.All(_month.Cells(25), c => Assert.False(c.IsSealed));
        Assert.Equal((24, 96), (_month.Cells(3).Count, _month.Cells(26).Count));
    }

    [Fact]
    public async Task What_upkeep_did_is_counted()
    {
        await _month.PassAsync(0, Month.Days);

        var counts = _month.Parts.Counts.Read().ToDictionary(f => f.Name, f => Assert.Single(f.Samples).Value);

        Assert.Equal(23, counts["plumbline_upkeep_sealings"]);
        Assert.InRange(counts["plumbline_upkeep_cells_merged"], 23 * 72, 23 * 72 * 4);
        Assert.InRange(counts["plumbline_upkeep_runs"], Month.Days, 24 * Month.Days);
        Assert.Equal((0, 0), (counts["plumbline_upkeep_cells_dropped"], counts["plumbline_upkeep_columns_noted"]));
    }

    [Fact]
    public async Task After_half_a_year_a_day_is_one_cell_and_says_the_same()
    {
        await _month.PassAsync(0, Month.Days);

        _month.Parts.Clock.Advance(TimeSpan.FromDays(27 * 7));
        await _month.Parts.Upkeep.RunAsync(CancellationToken.None);
        _month.Parts.Restart();

        AssertProfiles();
        Assert.Equal(TimeSpan.FromDays(1), Assert.Single(_month.Cells(3)).Key.Length);
        Assert.Equal(0, _month.RowsOf(Month.Days - 1));
        Assert.Equal((0, 0), ((await _month.Parts.Recounts.RebuildAsync(null, CancellationToken.None)).Cells, _month.RowsOf(3)));
        AssertProfiles();
    }

    [Fact]
    public async Task A_rebuild_changes_nothing_though_most_days_are_sealed_and_merged()
    {
        await _month.PassAsync(0, Month.Days);
        ulong sealedDay = ProfileFingerprint.Of(_month.ProfileOf(3));

        var first = await _month.Parts.Recounts.RebuildAsync(null, CancellationToken.None);
        _month.Parts.Restart();
        var second = await _month.Parts.Recounts.RebuildAsync(null, CancellationToken.None);

        Assert.Equal((0, 0), (first.Changed, second.Changed));
        // Of each of the last seven days every quarter of an hour for all rows, and for the regions it has; 23 days are hours.
        Assert.InRange(first.Cells, 7 * 96 * 2, 7 * 96 * 3);
        Assert.Equal(23 * 24, first.Sealed);
        AssertProfiles();
        Assert.Equal(sealedDay, ProfileFingerprint.Of(_month.ProfileOf(3)));
    }

    [Fact]
    public async Task A_stop_between_sealing_and_dropping_is_made_good_by_the_next_run()
    {
        await _month.PassAsync(0, 9);
        _month.Parts.Clock.Advance(TimeSpan.FromDays(2));
        await _month.Parts.Recounts.SealAsync(_month.Model.Number, Month.Start.AddDays(4), CancellationToken.None);
        Assert.Equal(Month.PerDay, _month.RowsOf(3));

        _month.Parts.Restart();
        await _month.Parts.CatchUpAsync();
        await _month.Parts.Upkeep.RunAsync(CancellationToken.None);

        Assert.Equal([0, 0, 0, 0, Month.PerDay], Enumerable.Range(0, 5).Select(_month.RowsOf));
        Assert.Equal(Month.PerDay, _month.ProfileOf(3).Rows);
        Assert.True(_month.Parts.Cells.Sealed.Contains(_month.Model.Number, Month.Start.AddDays(3).AddHours(7)));
        Assert.False(_month.Parts.Cells.Sealed.Contains(_month.Model.Number, Month.Start.AddDays(4)));
    }

    [Fact]
    public async Task What_was_accepted_just_before_its_day_was_sealed_is_counted_once_and_for_ever()
    {
        await _month.PassAsync(0, 12);
        await _month.SendAsync("late", Month.Start.AddDays(3).AddHours(5));
        await _month.Parts.CatchUpAsync();

        _month.Parts.Restart();
        await _month.PassAsync(12, 22);

        Assert.Equal(Month.PerDay + 1, _month.ProfileOf(3).Rows);
        Assert.Equal(0, _month.RowsOf(3));
        Assert.Equal(24, _month.Cells(3).Count);
        Assert.All(_month.Cells(3), c => Assert.True(c.IsSealed));
    }

    [Fact]
    public async Task A_model_may_keep_its_rows_for_longer_than_the_server()
    {
        var catalog = _month.Parts.Storage.Catalog;
        catalog.UpdateModel(_month.Model, _month.Model with { RetentionDays = 20 });

        await _month.PassAsync(0, 22);

        Assert.Equal([0, 0, Month.PerDay], Enumerable.Range(0, 3).Select(_month.RowsOf));
    }

    [Fact]
    public async Task Truths_that_wait_for_nobody_and_metric_points_go_with_the_rows()
    {
        await _month.Parts.AppendAsync(Truth("nobody"));
        await _month.Parts.AppendAsync(Points());
        await _month.PassAsync(0, 5);
        Assert.Equal(1, _month.Parts.Storage.Events.Count(_month.Model.Number, default).WaitingTruths);
        Assert.NotEmpty(Metrics());

        await _month.PassAsync(5, 9);

        Assert.Equal(0, _month.Parts.Storage.Events.Count(_month.Model.Number, default).Truths);
        Assert.Empty(Metrics());
    }

    public void Dispose() => _month.Dispose();

    // Every day as it was sent, whatever became of its cells.
    void AssertProfiles()
    {
        for (int day = 0; day < Month.Days; day++)
        {
            var profile = _month.ProfileOf(day);
            var ages = (ColumnContent.Numbers)profile.Find("age")!.Content;
            Assert.Equal(Month.PerDay, profile.Rows);
            Assert.Equal(Month.PerDay, ages.Counts.Sum());
            Assert.Equal((Month.Ages(day).Min(), Month.Ages(day).Max()), (ages.Moments.Min, ages.Moments.Max));
            Assert.Equal(Month.Ages(day).Average(), ages.Moments.Mean, 1e-10);
            Assert.Equal(Month.PerDay, new[] { "north", "south" }.Sum(r => _month.ProfileOf(day, KeyValuePair.Create("region", r)).Rows));
        }
    }

    LogEntry.Truths Truth(string id) => new(new TruthBatch
    {
        Model = _month.Model.Number,
        Ids = LiveRows.Texts([id]),
        KnownAt = new[] { LiveRows.Microseconds(Month.Start) },
        Labels = Some.Categorical("truth", ["yes"], ColumnRole.Target),
    });

    LogEntry.Metrics Points() => new(new MetricBatch
    {
        Model = _month.Model.Number,
        Names = ["load"],
        Times = new[] { LiveRows.Microseconds(Month.Start) },
        Values = new[] { 1.0 },
    });

    IReadOnlyList<(DateTimeOffset Start, string Name, MetricSummary Summary)> Metrics() =>
        _month.Parts.Storage.Events.Metrics(_month.Model.Number, Month.Start, Month.Start.AddDays(1), TimeSpan.FromDays(1), default);
}
