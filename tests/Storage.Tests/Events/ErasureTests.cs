using Plumbline.Engine.Columns;
using Plumbline.Engine.Storage;
using Plumbline.Testing;

namespace Plumbline.Storage.Tests.Events;

public sealed class ErasureTests
{
    [Fact]
    public void An_id_goes_with_its_truths_and_its_cell_is_reported()
    {
        using Log log = Filled();

        log.Erase(new Erasure { Model = 1, Id = "id-16" });

        Assert.Equal([Log.Start.AddMinutes(15)], log.Join());
        Assert.Equal(Log.Ids(20).Where(i => i != "id-16"), log.Texts("id"));
        Assert.Equal((19, 19, 0), (log.Count().Events, log.Count().Truths, log.Count().WaitingTruths));
    }

    [Fact]
    public void A_waiting_truth_goes_by_its_id()
    {
        using Log log = Filled();
        log.Truths(("nobody", "yes"));
        log.Join();

        log.Erase(new Erasure { Model = 1, Id = "nobody" });

        Assert.Equal((20, 0), (log.Count().Truths, log.Count().WaitingTruths));
    }

    [Fact]
    public void A_version_goes()
    {
        using Log log = Filled();

        log.Erase(new Erasure { Model = 1, Version = "v2" });

        Assert.Equal(Enumerable.Repeat("v1", 10), log.Texts("version"));
        Assert.Equal(10, log.Count().Truths);
    }

    [Fact]
    public void A_stretch_of_time_goes_with_its_metrics_from_included_to_not_included()
    {
        using Log log = Filled();

        log.Erase(new Erasure { Model = 1, From = Log.Start.AddMinutes(5), To = Log.Start.AddMinutes(7) });

        Assert.Equal(Log.Ids(20).Where((_, i) => i is not (5 or 6)), log.Texts("id"));
        Assert.Equal([1, 4], log.Store.Metrics(1, Log.Start, Log.Start.AddDays(1), TimeSpan.FromDays(1),
            TestContext.Current.CancellationToken)
            .Select(m => m.Summary.Sum).Order());
    }

    [Fact]
    public void A_tag_goes()
    {
        using Log log = Filled();

        log.Erase(new Erasure { Model = 1, Tag = new("customer", "7") });

        Assert.Equal(19, log.Count().Events);
        Assert.DoesNotContain("id-7", log.Texts("id"));
    }

    [Fact]
    public void All_conditions_must_be_met()
    {
        using Log log = Filled();

        log.Erase(new Erasure { Model = 1, Version = "v2", To = Log.Start.AddMinutes(3) });
        log.Erase(new Erasure { Model = 1, Version = "v1", Id = "id-1" });
        log.Erase(new Erasure { Model = 1, Version = "v9" });

        Assert.Equal(["id-0", .. Log.Ids(20).Skip(2).Where(i => i != "id-1")], log.Texts("id"));
    }

    [Fact]
    public void A_whole_model_goes_and_what_comes_after_stays()
    {
        using Log log = Filled();
        log.Truths(("nobody", "yes"));

        log.Erase(new Erasure { Model = 1 });
        log.Events(["new"], Some.Categorical("version", ["v3"], ColumnRole.Version));
        log.Truths(("new", "yes"));

        Assert.Equal([Log.Start], log.Join());
        Assert.Equal(["new"], log.Texts("id"));
        Assert.Equal(["yes"], log.Texts("truth"));
        Assert.Equal((1, 0), (log.Count().Truths, log.Count().WaitingTruths));
        Assert.Empty(log.Store.Metrics(1, Log.Start, Log.Start.AddDays(1), TimeSpan.FromDays(1), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void An_erasure_between_events_of_one_apply_takes_only_those_before_it()
    {
        using var folder = new TemporaryFolder();
        using Log log = Filled();
        log.Erase(new Erasure { Model = 1, To = Log.Start.AddMinutes(10) });
        log.Events(["again"], Some.Categorical("version", ["v1"], ColumnRole.Version));

        using var rebuilt = new Storage.Events.EventStore(folder.Path, new Storage.Events.EventStoreOptions());
        rebuilt.Apply(log.Frames, log.Models);
        rebuilt.JoinTruths(0, TestContext.Current.CancellationToken);

        log.Join();
        var (one, other) = (log.Page(), rebuilt.Page(log.Model, new EventQuery(), null, 100, TestContext.Current.CancellationToken));
        Assert.Equal(11, other.Rows.Count);
        Assert.Equal(one.Rows.Select(r => (r.Seq, r.Id, r.Truth, r.Tags)), other.Rows.Select(r => (r.Seq, r.Id, r.Truth, r.Tags)));
        Assert.Equal(log.Count(), rebuilt.Count(1, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_truth_shared_with_an_event_that_stays_stays()
    {
        using var log = new Log(Log.Target());
        log.Events(["same", "same"], [Log.Start, Log.Start.AddHours(1)]);
        log.Truths(("same", "yes"));
        log.Join();

        log.Erase(new Erasure { Model = 1, To = Log.Start.AddMinutes(1) });

        Assert.Equal((1, 1), (log.Count().Events, log.Count().Truths));
        Assert.Equal(["yes"], log.Texts("truth"));
    }

    [Fact]
    public void Old_rows_are_dropped_by_when_they_were_received_and_their_cells_named()
    {
        using Log log = Filled();
        LogFrame late = log.Events(["late"], [Log.Start], Some.Categorical("version", ["v1"], ColumnRole.Version));
        log.Truths(("late", "yes"));
        log.Join();

        Assert.Equal([Log.Start, Log.Start.AddMinutes(15)], log.Store.Cells(1, late.ReceivedAt, default));
        int parts = 1;
        while (log.Store.Drop(1, late.ReceivedAt, TestContext.Current.CancellationToken)) parts++;

        Assert.Equal(["late"], log.Texts("id"));
        Assert.Equal(["yes"], log.Texts("truth"));
        Assert.Equal((1, 1), (log.Count().Events, log.Count().Truths));
        Assert.Equal(1, parts);
        Assert.Empty(log.Store.Cells(1, late.ReceivedAt, default));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(10)]
    public void Old_rows_are_dropped_part_by_part(int rows)
    {
        using Log log = Filled();
        log.Truths(("old and nobody", "yes"));
        LogFrame late = log.Events(["late"], [Log.Start.AddDays(1)], Some.Categorical("version", ["v1"], ColumnRole.Version));
        log.Truths(("new and nobody", "yes"));
        log.Join();
        log.Reopen(new Storage.Events.EventStoreOptions { DropRows = rows });

        Assert.Equal([Log.Start, Log.Start.AddMinutes(15)], log.Store.Cells(1, late.ReceivedAt, default));
        int parts = 1;
        while (log.Store.Drop(1, late.ReceivedAt, TestContext.Current.CancellationToken)) parts++;

        Assert.Equal((20 / rows) + 1, parts);
        Assert.Equal((1, 1, 1), (log.Count().Events, log.Count().Truths, log.Count().WaitingTruths));
    }

    /// <summary>Twenty events a minute apart, ten of each version, all with truths, and three metric points.</summary>
    static Log Filled()
    {
        var version = new ColumnDefinition("version", ColumnRole.Version, ColumnType.Categorical);
        var log = new Log(version, Log.Target());
        log.Events(Log.Ids(20), Log.At(20), [.. Enumerable.Range(0, 20).Select(i => $$"""{"customer":"{{i}}","x":"y"}""")],
            Some.Categorical("version", [.. Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? "v1" : "v2")], ColumnRole.Version));
        log.Truths([.. Log.Ids(20).Select(i => (i, (string?)"yes"))]);
        log.Metrics(("a", Log.Start, 1), ("a", Log.Start.AddMinutes(6), 2), ("b", Log.Start.AddMinutes(7), 4));
        log.Join();
        log.Join();
        return log;
    }
}
