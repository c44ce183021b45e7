using Plumbline.Engine.Columns;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Testing;

namespace Plumbline.Storage.Tests.Events;

public sealed class QueryTests
{
    const string Hostile = "' OR 1=1; --";

    public static TheoryData<EventQuery, int[]> Filters => new()
    {
        { new EventQuery(), [0, 1, 2, 3, 4, 5] },
        { new EventQuery { From = Log.Start.AddMinutes(2) }, [2, 3, 4, 5] },
        { new EventQuery { From = Log.Start.AddMinutes(2).AddTicks(1), To = Log.Start.AddMinutes(4).AddTicks(1) }, [3, 4] },
        { new EventQuery { To = Log.Start.AddMinutes(2) }, [0, 1] },
        { new EventQuery { Version = "v2" }, [1, 4] },
        { new EventQuery { Version = Hostile }, [] },
        { new EventQuery { Environment = "staging" }, [] },
        { new EventQuery { Id = "id-3" }, [3] },
        { new EventQuery { Id = Hostile }, [] },
        { new EventQuery { Where = [new(Hostile, "b")] }, [1, 5] },
        { new EventQuery { Where = [new(Hostile, null)] }, [2] },
        { new EventQuery { Where = [new(Hostile, Hostile)] }, [3] },
        { new EventQuery { Where = [new("amount", "2")] }, [1] },
        { new EventQuery { Where = [new("amount", "two")] }, [] },
        { new EventQuery { Where = [new("amount", null)] }, [5] },
        { new EventQuery { Where = [new("nowhere", "x")] }, [] },
        { new EventQuery { Where = [new(Hostile, "a"), new("amount", "1")] }, [0] },
        { new EventQuery { Between = [("amount", 2, 4)] }, [1, 2, 3] },
        { new EventQuery { Between = [("amount", 2, double.PositiveInfinity)] }, [1, 2, 3, 4] },
        { new EventQuery { Between = [(Hostile, 0, 9)] }, [] },
        { new EventQuery { Except = [new("amount", "2")] }, [0, 2, 3, 4, 5] },
        { new EventQuery { Except = [new(Hostile, "b"), new("truth", "yes")] }, [2, 3, 4] },
        { new EventQuery { Except = [new("nowhere", "x")] }, [0, 1, 2, 3, 4, 5] },
        { new EventQuery { Tag = new("k", "v") }, [0] },
        { new EventQuery { Tag = new("k", "w\"") }, [1] },
        { new EventQuery { Tag = new("w\\\"", "v") }, [] },
        { new EventQuery { Tag = new(":", ",") }, [] },
        { new EventQuery { OnlyWithTruth = true }, [0, 1] },
        { new EventQuery { OnlyWithTruth = true, TruthKnownBy = Log.Start }, [] },
        { new EventQuery { Where = [new("truth", "yes")] }, [0] },
        { new EventQuery { Where = [new("truth", null)] }, [2, 3, 4, 5] },
        { new EventQuery { Version = "v2", OnlyWithTruth = true, Between = [("amount", 0, 9)], From = Log.Start }, [1] },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public void A_filter_finds_its_rows_in_data_sets_and_pages_alike(EventQuery query, int[] expected)
    {
        using Log log = Filled();

        Assert.Equal(expected.Select(i => $"id-{i}"), log.Texts("id", query));
        Assert.Equal(expected.Reverse().Select(i => $"id-{i}"), log.Page(query).Rows.Select(r => r.Id));
    }

    public static TheoryData<EventPlaces, int[]> PlacesOfAnId => new()
    {
        { new EventPlaces { Times = [Log.Start.AddMinutes(3)], KnownSeq = 6 }, [3] },
        { new EventPlaces { Times = [Log.Start.AddMinutes(9), Log.Start.AddMinutes(3), Log.Start], KnownSeq = 4 }, [3] },
        { new EventPlaces { Times = [], KnownSeq = 3 }, [3] },
        { new EventPlaces { Times = [Log.Start.AddMinutes(3)], KnownSeq = 0, Forgotten = [(Log.Start, Log.Start.AddDays(1))] }, [3] },
        { new EventPlaces { Times = [], KnownSeq = 6, Forgotten = [(Log.Start.AddMinutes(3), Log.Start.AddMinutes(4))] }, [3] },
        { new EventPlaces { Times = [.. Enumerable.Repeat(Log.Start, 2_000)], KnownSeq = 6 }, [3] },
        { new EventPlaces { Times = [Log.Start.AddMinutes(4)], KnownSeq = 4 }, [] },
        { new EventPlaces { Times = [], KnownSeq = 6, Forgotten = [(Log.Start, Log.Start.AddMinutes(3))] }, [] },
    };

    [Theory]
    [MemberData(nameof(PlacesOfAnId))]
    public void An_id_is_looked_for_where_it_can_be_and_nowhere_else(EventPlaces places, int[] expected)
    {
        using Log log = Filled();
        var query = new EventQuery { Id = "id-3", Places = places };

        Assert.Equal(expected.Select(i => $"id-{i}"), log.Texts("id", query));
        Assert.Equal(expected.Select(i => $"id-{i}"), log.Page(query).Rows.Select(r => r.Id));
        Assert.Empty(log.Page(query with { Version = "v2" }).Rows);
    }

    [Fact]
    public void A_sample_is_about_as_large_as_asked_for_and_the_same_every_time()
    {
        using var log = new Log(Log.Target());
        log.Events(Log.Ids(4_000), [.. Enumerable.Range(0, 4_000).Select(i => Log.Start.AddSeconds(i))]);
        var sample = new EventQuery { OneIn = 8 };

        var ids = log.Texts("id", sample);

        Assert.InRange(ids.Count, 400, 600);
        Assert.Equal(ids, log.Texts("id", sample));
        Assert.Equal(ids.Reverse(), log.Page(sample, null, 1_000).Rows.Select(r => r.Id));
    }

    [Fact]
    public void Pages_go_from_new_to_old_without_gap_or_repetition_while_events_arrive()
    {
        using var log = new Log(Log.Target());
        DateTimeOffset[] times = [.. Enumerable.Range(0, 30).Select(i => Log.Start.AddMinutes(i / 4))];
        log.Events(Log.Ids(30), times);
        var seen = new List<string>();
        EventCursor? after = null;
        do
        {
            EventPage page = log.Page(null, after, 7);
            seen.AddRange(page.Rows.Select(r => r.Id));
            after = page.Next;
            log.Events([$"new-{seen.Count}"], [Log.Start.AddHours(9)]);
        }
        while (after is not null);

        Assert.Equal(Log.Ids(30).Reverse(), seen);
    }

    [Fact]
    public void A_row_is_shown_with_its_values_truth_and_tags()
    {
        using Log log = Filled();

        EventRow row = log.Page(new EventQuery { Id = "id-1" }).Rows[0];

        Assert.Equal((2, Log.Start.AddMinutes(1), Log.Start), (row.Seq, row.Time, row.ReceivedAt));
        Assert.Equal(["amount", Hostile, "version"], row.Values.Keys);
        Assert.Equal([2.0, "b", "v2"], row.Values.Values);
        Assert.Equal(("no", Log.Start.AddDays(1)), (row.Truth, row.TruthKnownAt));
        Assert.Equal("""{"k":"w\""}""", row.Tags);
        Assert.Equal(["amount"], log.Page(new EventQuery { Columns = ["amount"] }).Rows[0].Values.Keys);
        Assert.Null(log.Page(new EventQuery { Id = "id-5" }).Rows[0].Values["amount"]);
    }

    [Fact]
    public void A_data_set_has_the_schemas_columns_or_those_that_are_asked_for()
    {
        using Log log = Filled();
        using IDataset all = log.Store.Open(log.Model, new EventQuery(), TestContext.Current.CancellationToken);
        using IDataset some = log.Store.Open(log.Model, new EventQuery { Columns = ["time", "amount"] },
            TestContext.Current.CancellationToken);

        Assert.Equal(log.Model.Schema.Columns, all.Schema);
        Assert.Equal(["time", "amount"], some.Schema.Columns.Select(c => c.Name));
        Assert.Equal(Log.At(6).Select(LiveRows.Microseconds),
            ((TimestampSlice)some.Read("time", TestContext.Current.CancellationToken)).Microseconds.ToArray());
        Assert.Throws<KeyNotFoundException>(() => all.Read("nowhere", TestContext.Current.CancellationToken));
        Assert.Throws<KeyNotFoundException>(() =>
            log.Store.Open(log.Model, new EventQuery { Columns = ["nowhere"] }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Ids_and_times_are_read_under_the_names_the_schema_gives_them()
    {
        using var log = new Log(new ColumnDefinition("order", ColumnRole.Id, ColumnType.Text),
            new ColumnDefinition("when", ColumnRole.Timestamp, ColumnType.Timestamp));
        log.Events(Log.Ids(2));

        Assert.Equal(["id-0", "id-1"], log.Texts("order"));
        Assert.Equal(Log.At(2).Select(LiveRows.Microseconds), ((TimestampSlice)log.Read("when")).Microseconds.ToArray());
        Assert.Single(log.Page(new EventQuery { Where = [new("order", "id-1")] }).Rows);
        Assert.Empty(log.Page(new EventQuery { Where = [new("order", null)] }).Rows);
        Assert.Empty(log.Page(new EventQuery { Where = [new("when", null)] }).Rows);
    }

    [Fact]
    public void A_data_set_of_a_store_that_was_closed_says_so()
    {
        using Log log = Filled();
        using IDataset before = log.Store.Open(log.Model, new EventQuery(), TestContext.Current.CancellationToken);

        log.Reopen();

        var refused = Assert.Throws<StorageException>(() => before.Read("amount", TestContext.Current.CancellationToken));
        Assert.Equal(StorageFailure.Closed, refused.Failure);
    }

    [Fact]
    public void A_data_set_reads_one_moment_from_several_threads_while_the_writer_goes_on()
    {
        using Log log = Filled();
        using IDataset before = log.Store.Open(log.Model, new EventQuery(), TestContext.Current.CancellationToken);
        ColumnSlice added = Some.Categorical("added", ["x"]);
        log.Model = Log.ModelOf(1, [.. log.Model.Schema.Columns.Columns, added.Column]);
        log.Events(["more"], added);
        log.Erase(new Erasure { Model = 1, Id = "id-0" });
        log.Truths(("id-3", "yes"));
        log.Join();

        Parallel.For(0, 8, i =>
        {
            Assert.Equal(6, before.Read(i % 2 == 0 ? "amount" : Hostile, TestContext.Current.CancellationToken).Length);
            Assert.Equal(4, before.Read("truth", TestContext.Current.CancellationToken).Missing.Count);
        });
        Assert.Equal(6, log.Count().Events);
        Assert.Equal([null, null, null, null, null, "x"], log.Texts("added"));
    }

    [Fact]
    public void Metrics_are_summed_in_steps()
    {
        using var log = new Log(Log.Target());
        log.Metrics(("cost", Log.Start, .1), ("cost", Log.Start.AddMinutes(59), .2), ("'; --", Log.Start.AddMinutes(30), -1),
            ("cost", Log.Start.AddHours(2), 5),
            ("cost", Log.Start.AddHours(3), 7), ("cost", Log.Start.AddTicks(-10), 7));
        log.Reopen();

        var found = log.Store.Metrics(1, Log.Start, Log.Start.AddHours(3), TimeSpan.FromHours(1), TestContext.Current.CancellationToken);

        Assert.Equal([(Log.Start, "'; --", new MetricSummary(1, -1, -1, -1)), (Log.Start, "cost", new MetricSummary(2, .1 + .2, .1, .2)),
            (Log.Start.AddHours(2), "cost", new MetricSummary(1, 5, 5, 5))], found);
    }

    [Fact]
    public void What_is_stored_is_counted_and_nothing_of_a_model_without_events()
    {
        using Log log = Filled();

        Assert.Equal(new EventCounts(6, 2, 0, Log.Start, Log.Start.AddMinutes(5)), log.Count());
        Assert.Equal(new EventCounts(0, 0, 0, null, null), log.Store.Count(99, TestContext.Current.CancellationToken));
        log.Model = Log.ModelOf(99, Log.Target());
        Assert.Equal((0, null), (log.Page().Rows.Count, log.Page().Next));
        Assert.Equal(0, log.Read("truth").Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public void A_page_has_between_1_and_10000_rows(int limit)
    {
        using Log log = Filled();

        Assert.Throws<ArgumentOutOfRangeException>(() => log.Page(null, null, limit));
    }

    static Log Filled()
    {
        var amount = Some.Numeric("amount", [1, 2, 3, 4, double.PositiveInfinity, double.NaN]);
        var color = Some.Categorical(Hostile, ["a", "b", null, Hostile, "a", "b"]);
        var version = Some.Categorical("version", ["v1", "v2", "v1", "v1", "v2", null], ColumnRole.Version);
        var log = new Log(amount.Column, color.Column, version.Column, Log.Target());
        log.Events(Log.Ids(6), Log.At(6), ["""{"k":"v"}""", """{"k":"w\""}""", """{"a":":","z":"1"}""", "", "no json", "[1]"], amount,
            color, version);
        log.Truths(("id-0", "yes"), ("id-1", "no"));
        log.Join();
        return log;
    }
}
