using Plumbline.Engine.Storage;

namespace Plumbline.Server.Tests.Upkeep;

/// <summary>Cells that were merged while their rows are still there. Upkeep does not do that, but nothing may go wrong with it.</summary>
public sealed class MergedCellTests : IDisposable
{
    const int Merged = 11;

    readonly Month _month = new();

    [Fact]
    public async Task A_late_event_is_counted_once_before_and_after_it_is_merged_too()
    {
        await MergedAsync();
        Assert.Equal(24, _month.Cells(Merged).Count);

        await _month.SendAsync("late", Month.Start.AddDays(Merged).AddHours(5));
        await _month.Parts.CatchUpAsync();
        Assert.Equal((25, Month.PerDay + 1), (_month.Cells(Merged).Count, _month.ProfileOf(Merged).Rows));

        _month.Parts.Restart();
        await _month.PassAsync(14, 15);
        Merge();
        Assert.Equal((24, Month.PerDay + 1), (_month.Cells(Merged).Count, _month.ProfileOf(Merged).Rows));
        Assert.Equal(0, (await _month.Parts.Recounts.RebuildAsync(null, CancellationToken.None)).Changed);
        Assert.Equal(Month.PerDay + 1, _month.ProfileOf(Merged).Rows);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_event_that_is_erased_goes_out_of_the_hour_it_was_merged_into_and_no_other_cell_is_touched(bool stopped)
    {
        await MergedAsync();
        _month.Parts.Restatements.Take(_month.Model.Number);
        var at = Month.Start.AddDays(Merged).AddHours(5).AddMinutes(6);

        await _month.Parts.AppendAsync(new LogEntry.Erased(new Erasure { Model = _month.Model.Number, Id = IdAt(at) }));
        if (stopped)
        {
            _month.Parts.Rows.CatchUp(default);
            _month.Parts.Feed.Apply(long.MaxValue, null, default);
            _month.Parts.Cells.Save();
            _month.Parts.Restart();
        }
        await _month.Parts.CatchUpAsync();

        Assert.Equal(Month.PerDay - 1, _month.ProfileOf(Merged).Rows);
        var hour = Month.Start.AddDays(Merged).AddHours(5);
        Assert.Equal([hour, hour.AddMinutes(15), hour.AddMinutes(30), hour.AddMinutes(45)],
            _month.Parts.Restatements.Take(_month.Model.Number).Starts);
        Assert.Equal(27, _month.Cells(Merged).Count);
        Assert.All(Enumerable.Range(0, 14).Where(d => d != Merged), d => Assert.Equal(Month.PerDay, _month.ProfileOf(d).Rows));
        await _month.PassAsync(14, 15);
        Merge();
        Assert.Equal((24, Month.PerDay - 1), (_month.Cells(Merged).Count, _month.ProfileOf(Merged).Rows));
    }

    [Fact]
    public async Task No_snapshot_hides_an_erasure_that_is_not_yet_carried_out_in_the_cells()
    {
        await _month.PassAsync(0, 3);
        var other = _month.Parts.Storage.Catalog.AddModel(_month.Model with { Name = "other" });
        await _month.Parts.AppendAsync(new LogEntry.Erased(new Erasure { Model = _month.Model.Number, Id = IdAt(Month.Start.AddDays(1)) }));

        await _month.Parts.Recounts.RebuildAsync(other.Number, CancellationToken.None);
        _month.Parts.Restart();
        await _month.Parts.CatchUpAsync();

        Assert.Equal(Month.PerDay - 1, _month.ProfileOf(1).Rows);
        Assert.Equal(Month.PerDay - 1, _month.RowsOf(1));
    }

    [Fact]
    public async Task An_event_that_is_erased_while_the_first_events_wait_for_a_bin_set_is_never_counted()
    {
        for (int i = 0; i < 5; i++) await _month.SendAsync($"first-{i}", Month.Start.AddMinutes(i));
        _month.Parts.Feed.Apply(long.MaxValue, null, default);
        Assert.Null(_month.Parts.Cells.BinSetOf(_month.Model.Number));

        await _month.Parts.AppendAsync(new LogEntry.Erased(new Erasure { Model = _month.Model.Number, Id = "first-2" }));
        await _month.Parts.CatchUpAsync();

        Assert.Equal(4, _month.ProfileOf(0).Rows);
    }

    [Fact]
    public async Task Whoever_reads_while_cells_are_merged_finds_every_row_once()
    {
        await _month.PassAsync(0, 3);
        for (int i = 0; i < 40; i++) await _month.SendAsync($"late-{i}", Month.Start.AddMinutes(i * 15));
        _month.Parts.Feed.Apply(long.MaxValue, null, default);
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            var seen = new HashSet<long>();
            while (!done.IsCancellationRequested) seen.Add(_month.ProfileOf(0).Rows);
            return seen;
        })).ToArray();

        while (_month.Parts.Cells.Compact(Month.Start.AddDays(2), TimeSpan.FromDays(1), onlySealed: false, 1, default).HasMore)
            await Task.Yield();
        await done.CancelAsync();

        foreach (var reader in readers) Assert.Subset(new HashSet<long> { Month.PerDay + 40 }, await reader);
        Assert.Equal(Month.PerDay + 40, _month.ProfileOf(0).Rows);
        Assert.Single(_month.Cells(0));
    }

    [Fact]
    public async Task An_erasure_by_time_takes_sealed_cells_that_lie_wholly_within_it()
    {
        await _month.PassAsync(0, 20);

        await _month.Parts.AppendAsync(new LogEntry.Erased(new Erasure
        {
            Model = _month.Model.Number,
            From = Month.Start.AddDays(2),
            To = Month.Start.AddDays(4).AddHours(3),
        }));
        await _month.Parts.CatchUpAsync();

        Assert.Empty(_month.Cells(2));
        Assert.Empty(_month.Cells(3));
        Assert.Equal(Month.PerDay * 21 / 24, _month.ProfileOf(4).Rows);
        Assert.False(_month.Parts.Cells.Sealed.Contains(_month.Model.Number, Month.Start.AddDays(3)));
        Assert.True(_month.Parts.Cells.Sealed.Contains(_month.Model.Number, Month.Start.AddDays(4)));
    }

    public void Dispose() => _month.Dispose();

    async Task MergedAsync()
    {
        await _month.PassAsync(0, 14);
        Merge();
    }

    void Merge() =>
        _month.Parts.Cells.Compact(Month.Start.AddDays(13), TimeSpan.FromHours(1), onlySealed: false, int.MaxValue, CancellationToken.None);

    // Events come every six minutes and are numbered.
    static string IdAt(DateTimeOffset time) => $"id-{(int)((time - Month.Start).TotalMinutes / 6)}";
}
