using Plumbline.Engine.Storage;
using Plumbline.Storage.Ingest;
using Plumbline.Testing;

namespace Plumbline.Storage.Tests.Ingest;

public sealed class IngestStoreTests : IDisposable
{
    static readonly DateTimeOffset s_at = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    readonly TemporaryFolder _folder = new();

    string File => Path.Combine(_folder.Path, "ingest.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rejected_rows_survive_a_restart_and_are_read_newest_first()
    {
        using (var first = IngestStore.Create(File)) first.Add([.. Enumerable.Range(0, 5).Select(i => Row(i))]);

        using var second = IngestStore.Open(File);
        RejectedPage page = second.Read(new RejectedQuery { Model = 1, Limit = 3 });
        RejectedPage rest = second.Read(new RejectedQuery { Model = 1, BeforeNumber = page.Rows[^1].Number });

        Assert.Equal((5L, 0L), (second.Count(1), second.Count(2)));
        Assert.Equal([4L, 3, 2], page.Rows.Select(r => r.Index));
        Assert.Equal([1L, 0], rest.Rows.Select(r => r.Index));
        Assert.Equal((true, false, 5L, 5L, 0L), (page.HasMore, rest.HasMore, page.Count, page.All, page.Forgotten));
        Assert.Equal(Row(4) with { Number = page.Rows[0].Number }, page.Rows[0]);
    }

    [Fact]
    public void Causes_are_counted_over_all_rows_asked_for_and_not_over_the_page()
    {
        using var store = IngestStore.Create(File);
        store.Add([Row(0) with { Field = "a", Alike = 99 }, Row(1) with { Field = "b" },
            Row(2) with { Field = "b", At = s_at.AddHours(1) }]);

        RejectedPage all = store.Read(new RejectedQuery { Model = 1, Limit = 1 });
        RejectedPage later = store.Read(new RejectedQuery { Model = 1, From = s_at.AddMinutes(1) });

        Assert.Equal([("a", 100L), ("b", 2L)], all.Causes.Select(c => (c.Field, c.Count)));
        Assert.Equal(102, all.Count);
        Assert.Equal(new RejectedCause(IngestKind.Events, "b", "why", 1, s_at.AddHours(1)), Assert.Single(later.Causes));
    }

    [Fact]
    public void Field_reason_and_time_choose_rows()
    {
        using var store = IngestStore.Create(File);
        store.Add([Row(0) with { Field = "" }, Row(1) with { Field = "x%" }, Row(2) with { Reason = "not so" }, Row(3) with { Model = 2 }]);

        Assert.Equal([0L], Indexes(store, new RejectedQuery { Model = 1, Field = "" }));
        Assert.Equal([1L], Indexes(store, new RejectedQuery { Model = 1, Field = "x%" }));
        Assert.Empty(Indexes(store, new RejectedQuery { Model = 1, Field = "%" }));
        Assert.Equal([2L], Indexes(store, new RejectedQuery { Model = 1, Reason = "ot s" }));
        Assert.Empty(Indexes(store, new RejectedQuery { Model = 1, To = s_at }));
        Assert.Equal([3L], Indexes(store, new RejectedQuery { Model = 2, From = s_at }));
    }

    [Fact]
    public void The_oldest_rows_make_room_by_number_and_are_counted()
    {
        using var store = IngestStore.Create(File, new InboxLimits { RowsPerModel = 100 });
        for (int i = 0; i < 1_000; i += 10) store.Add([.. Enumerable.Range(i, 10).Select(n => Row(n))]);

        RejectedPage page = store.Read(new RejectedQuery { Model = 1, Limit = 1_000 });

        Assert.InRange(page.Rows.Length, 90, 100);
        Assert.Equal(Enumerable.Range(0, page.Rows.Length).Select(i => 999L - i), page.Rows.Select(r => r.Index));
        Assert.Equal((1_000L, 1_000L - page.Rows.Length), (page.All, page.Forgotten));
    }

    [Fact]
    public void The_oldest_rows_make_room_by_bytes_of_the_model_and_of_all_models()
    {
        var limits = new InboxLimits { BytesPerModel = 10_000, BytesInAll = 25_000 };
        using var store = IngestStore.Create(File, limits);
        for (int model = 1; model <= 5; model++)
            for (int i = 0; i < 200; i++) store.Add([Row(i) with { Model = model, Reason = new string('r', 400) }]);

        Assert.InRange(store.Size.Bytes, 15_000, limits.BytesInAll);
        Assert.Empty(store.Read(new RejectedQuery { Model = 1 }).Rows);
        Assert.Equal((200L, 200L), (store.Read(new RejectedQuery { Model = 1 }).All,
            store.Read(new RejectedQuery { Model = 1 }).Forgotten));
        Assert.InRange(store.Read(new RejectedQuery { Model = 5 }).Rows.Length, 15, 25);
        store.Dispose();
        Assert.Empty(IngestStore.Check(File));
    }

    [Fact]
    public void An_inbox_is_emptied_and_a_model_forgotten_without_touching_another()
    {
        using var store = IngestStore.Create(File);
        store.Add([Row(0), Row(1) with { Model = 2 }]);
        foreach (int model in new[] { 1, 2 }) store.Add(model, [new SeenName(SeenKind.SegmentValue, "region", "north")]);

        store.Clear(1);
        Assert.Equal((0, 0L, 1), (store.Read(new RejectedQuery { Model = 1 }).Rows.Length, store.Read(new RejectedQuery { Model = 1 }).All,
            store.Read(1).Count));

        store.Forget(1);
        Assert.Empty(store.Read(1));
        Assert.Equal((1, 1), (store.Read(new RejectedQuery { Model = 2 }).Rows.Length, store.Read(2).Count));
    }

    [Fact]
    public void Names_are_kept_once_by_what_they_are_of()
    {
        SeenName[] names = [new(SeenKind.SegmentValue, "a", "x"), new(SeenKind.SegmentValue, "b", "x"), new(SeenKind.Metric, "", "x"),
            new(SeenKind.Metric, "", "X")];
        using (var first = IngestStore.Create(File))
        {
            first.Add(7, names);
            first.Add(7, names);
        }

        using var second = IngestStore.Open(File);
        Assert.Equal(names.ToHashSet(), second.Read(7).ToHashSet());
        Assert.Equal(names.Length, second.Read(7).Count);
    }

    [Fact]
    public void A_request_begun_is_found_until_it_expires_and_the_first_attempt_holds()
    {
        using var store = IngestStore.Create(File);
        var begun = new BegunRequest(1, "m", "k", s_at, 41, s_at.AddHours(24));
        store.Begin(begun);
        store.Begin(begun with { At = s_at.AddHours(1), AfterSeq = 99 });

        Assert.Equal(begun, store.Find(1, "m", "k", s_at.AddHours(23)));
        Assert.Null(store.Find(1, "m", "k", s_at.AddHours(24)));
        Assert.Null(store.Find(2, "m", "k", s_at));
        store.Begin(begun with { At = s_at.AddHours(25), ExpiresAt = s_at.AddHours(49) });
        Assert.Equal(s_at.AddHours(25), store.Find(1, "m", "k", s_at.AddHours(26))!.At);
    }

    static IEnumerable<long> Indexes(IngestStore store, RejectedQuery query) => store.Read(query).Rows.Select(r => r.Index);

    static RejectedRow Row(int index) => new()
    {
        Model = 1,
        At = s_at,
        Kind = IngestKind.Events,
        Index = index,
        Field = "features.age",
        Reason = "why",
        Value = "\"aaa\"",
    };
}
