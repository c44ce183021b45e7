using Plumbline.Engine.Columns;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Tests.Events;

public sealed class TruthTests
{
    static readonly DateTimeOffset s_cell = Log.Start;

    [Fact]
    public void A_truth_that_comes_after_its_event_is_joined_and_changes_the_events_cell()
    {
        using Log log = Labelled();
        log.Events(Log.Ids(20));
        Assert.Empty(log.Join());

        log.Truths(("id-0", "yes"), ("id-16", "no"));

        Assert.Equal([s_cell, s_cell.AddMinutes(15)], log.Join());
        IReadOnlyList<string?> truths = log.Texts("truth");
        Assert.Equal(("yes", null, "no"), (truths[0], truths[1], truths[16]));
        Assert.Equal(0, log.Count().WaitingTruths);
        Assert.Empty(log.Join());
    }

    [Fact]
    public void A_truth_that_comes_before_its_event_waits_for_it()
    {
        using Log log = Labelled();
        log.Truths(("id-1", "yes"));
        Assert.Empty(log.Join());
        Assert.Equal(1, log.Count().WaitingTruths);
        log.Reopen();

        log.Events(Log.Ids(2));

        Assert.Equal([s_cell], log.Join());
        Assert.Equal([null, "yes"], log.Texts("truth"));
        Assert.Equal(0, log.Count().WaitingTruths);
    }

    [Fact]
    public void Counts_that_are_kept_are_those_of_a_store_opened_anew_after_every_change()
    {
        using Log log = Labelled();
        var changes = new (string What, Action Change)[]
        {
            ("events", () => log.Events(Log.Ids(20))),
            ("truths", () => log.Truths(("id-0", "yes"), ("id-90", "no"), ("id-91", "no"))),
            ("join", () => log.Join()),
            ("late events", () => log.Events(["id-90", "early"], [Log.Start, Log.Start.AddDays(-3)])),
            ("second join", () => log.Join()),
            ("erasure", () => log.Erase(new Erasure { Model = 1, Id = "id-91" })),
            ("retention", () => log.Store.Drop(1, Log.Start.AddDays(2), CancellationToken.None)),
        };

        foreach (var (what, change) in changes)
        {
            log.Count();
            change();
            (EventCounts kept, var waiting) = (log.Count(), log.Store.WaitingTruths);
            log.Reopen();
            Assert.True(kept == log.Count(), $"{what}: {kept} was kept, {log.Count()} is there.");
            Assert.True(waiting.Order().SequenceEqual(log.Store.WaitingTruths.Order()), what);
        }
        Assert.Equal(new EventCounts(0, 0, 0, null, null), log.Count());
        Assert.Empty(log.Store.WaitingTruths);
    }

    [Fact]
    public void A_truth_waits_by_the_count_from_the_first_join_that_did_not_find_its_event()
    {
        using Log log = Labelled();
        log.Truths(("id-1", "yes"), ("id-2", "no"));
        Assert.Empty(log.Store.WaitingTruths);

        log.Join();
        Assert.Equal(2, Assert.Single(log.Store.WaitingTruths).Value);
        log.Events(Log.Ids(2));
        log.Join();

        Assert.Equal(1, log.Store.WaitingTruths[1]);
    }

    [Fact]
    public void A_truth_and_its_event_in_one_join_meet_whichever_came_first()
    {
        using Log log = Labelled();
        log.Truths(("id-0", "early"));
        log.Events(Log.Ids(2));
        log.Truths(("id-1", "late"));

        Assert.Equal([s_cell], log.Join());
        Assert.Equal(["early", "late"], log.Texts("truth"));
    }

    [Fact]
    public void A_truth_equal_to_the_present_one_changes_nothing()
    {
        using Log log = Labelled();
        log.Events(Log.Ids(1));
        log.TruthsAt(Log.Start.AddHours(1), ("id-0", "yes"), ("id-0", "yes"));
        Assert.Equal([s_cell], log.Join());

        log.TruthsAt(Log.Start.AddHours(2), ("id-0", "yes"));

        Assert.Empty(log.Join());
        Assert.Equal(Log.Start.AddHours(1), log.Page().Rows[0].TruthKnownAt);
        Assert.Equal((3, 0), (log.Count().Truths, log.Count().WaitingTruths));
    }

    [Fact]
    public void A_corrected_truth_holds_and_the_earlier_one_is_what_was_known_then()
    {
        using Log log = Labelled();
        log.Events(Log.Ids(1));
        log.TruthsAt(Log.Start.AddHours(1), ("id-0", "yes"));
        log.Join();
        log.TruthsAt(Log.Start.AddHours(3), ("id-0", "no"));

        Assert.Equal([s_cell], log.Join());
        Assert.Equal(["no"], log.Texts("truth"));
        Assert.Equal(["yes"], log.Texts("truth", new EventQuery { TruthKnownBy = Log.Start.AddHours(2) }));
        Assert.Equal([null], log.Texts("truth", new EventQuery { TruthKnownBy = Log.Start }));
        Assert.Equal("no", log.Page().Rows[0].Truth);
        Assert.Equal("yes", log.Page(new EventQuery { TruthKnownBy = Log.Start.AddHours(2) }).Rows[0].Truth);
    }

    [Fact]
    public void Corrections_within_one_join_hold_in_the_order_of_the_log_and_going_back_is_a_correction_too()
    {
        using Log log = Labelled();
        log.Events(Log.Ids(2));
        log.Truths(("id-0", "a"), ("id-1", "x"), ("id-0", "b"), ("id-0", "a"), ("id-1", null));
        log.Join();

        Assert.Equal(["a", null], log.Texts("truth"));
        Assert.Equal("a", Assert.Single(log.Page(new EventQuery { OnlyWithTruth = true }).Rows).Truth);
    }

    [Fact]
    public void A_truth_of_an_unknown_id_waits_and_is_counted()
    {
        using Log log = Labelled();
        log.Events(Log.Ids(1));
        log.Truths(("nobody", "yes"), ("id-0", "yes"));
        Assert.Equal(2, log.Count().WaitingTruths);

        log.Join();

        Assert.Equal((2, 1), (log.Count().Truths, log.Count().WaitingTruths));
    }

    [Fact]
    public void An_id_used_again_in_a_later_cell_gets_the_truth_too()
    {
        using Log log = Labelled();
        log.Events(["same"]);
        log.Truths(("same", "yes"));
        log.Join();

        log.Events(["same"], [Log.Start.AddHours(5)]);

        Assert.Equal([Log.Start.AddHours(5)], log.Join());
        Assert.Equal(["yes", "yes"], log.Texts("truth"));
    }

    [Fact]
    public void Truths_that_are_numbers_keep_their_last_digit_and_their_missing_spelling()
    {
        using var log = new Log(Log.Target(ColumnType.Numeric));
        log.Events(Log.Ids(3));
        log.Truths(Log.Start, ["id-0", "id-1", "id-2"],
            new NumericSlice(Log.Target(ColumnType.Numeric), new[] { .1 + .2, double.NaN, -0.0 },
            MissingValues.None.With("NA", 1), UnreadableValues.None));
        log.Join();

        var read = (NumericSlice)log.Read("truth");

        Assert.Equal([.1 + .2, double.NaN, -0.0], read.Values.ToArray());
        Assert.True(double.IsNegative(read.Values.Span[2]));
        Assert.Equal(1, read.Missing.BySpelling["NA"]);
    }

    [Fact]
    public void Cells_before_1970_start_where_the_engine_says()
    {
        var moment = new DateTimeOffset(1969, 12, 31, 23, 59, 59, TimeSpan.Zero);
        using Log log = Labelled();
        log.Events(["old"], [moment]);
        log.Truths(("old", "yes"));

        Assert.Equal([CellKey.StartOf(moment)], log.Join());
    }

    [Fact]
    public void Changed_cells_are_handed_out_again_after_a_crash_until_the_next_join_says_they_were_seen()
    {
        using Log log = Labelled();
        log.Events(Log.Ids(1));
        log.Truths(("id-0", "yes"));
        Assert.Single(log.Join());
        log.Reopen();

        Assert.Equal([s_cell], log.Join());
        Assert.Empty(log.Join());
        log.Reopen();
        Assert.Empty(log.Join());
    }

    [Fact]
    public void Cells_are_kept_until_their_own_round_is_done_whatever_was_joined_meanwhile()
    {
        using Log log = Labelled();
        log.Events(Log.Ids(1));
        log.Truths(("id-0", "yes"));
        var first = log.Store.JoinTruths(0, TestContext.Current.CancellationToken);
        log.Truths(("id-0", "no"));
        var second = log.Store.JoinTruths(0, TestContext.Current.CancellationToken);
        Assert.Empty(log.Store.JoinTruths(first.Number, TestContext.Current.CancellationToken).Changed);
        log.Reopen();

        Assert.Equal((1, 1, 2), (first.Changed.Count, second.Changed.Count, second.Number));
        Assert.Equal([s_cell], log.Join());
        Assert.Empty(log.Join());
        log.Reopen();
        Assert.Empty(log.Join());
    }

    [Fact]
    public void Truths_of_one_model_are_not_those_of_another()
    {
        using Log log = Labelled();
        log.Events(Log.Ids(1));
        log.Model = Log.ModelOf(2, Log.Target());
        log.Events(Log.Ids(1));
        log.Truths(("id-0", "second"));
        ChangedCell changed = Assert.Single(log.Store.JoinTruths(0, TestContext.Current.CancellationToken).Changed);

        Assert.Equal(2, changed.Model);
        Assert.Equal(["second"], log.Texts("truth"));
        log.Model = Log.ModelOf(1, Log.Target());
        Assert.Equal([null], log.Texts("truth"));
    }

    [Fact]
    public void A_cancelled_join_leaves_everything_to_the_next()
    {
        using Log log = Labelled();
        log.Events(Log.Ids(1));
        log.Truths(("id-0", "yes"));

        Assert.ThrowsAny<OperationCanceledException>(() => log.Store.JoinTruths(0, new CancellationToken(canceled: true)));

        Assert.Equal([s_cell], log.Join());
    }

    static Log Labelled() => new(Log.Target());
}
