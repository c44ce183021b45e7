using System.Collections.Immutable;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Statistics;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Profiles;

public sealed class CellBookTests
{
    static readonly DateTimeOffset s_start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    static readonly InMemoryDataset s_rows = Churn(5_000);
    static readonly DateTimeOffset[] s_times = Times(5_000);
    static readonly ModelDefinition s_model = LiveRows.Model(s_rows);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(500)]
    [InlineData(5_000)]
    public void Any_split_of_the_same_rows_into_batches_gives_the_same_cells_to_the_last_bit(int size)
    {
        var expected = Cells(LiveRows.Frames(s_rows, s_times, 1_013, 3, 611));

        var cells = Cells(LiveRows.Frames(s_rows, s_times, size));

        Assert.Equal(expected, cells);
        Assert.True(expected.Count > 20);
    }

    [Fact]
    public void A_book_stopped_after_any_frame_and_taken_up_again_from_its_snapshot_ends_with_the_same_bits()
    {
        var frames = LiveRows.Frames(s_rows, s_times, 97);
        var store = new InMemoryProfileStore();
        BinSet? kept = null;
        for (int at = 0; at < frames.Length; at += 5)
        {
            var book = new CellBook(store, new SealedDays());
            if (kept is not null) book.UseBinSet(1, kept);
            foreach (var frame in frames.Take(at + 5)) book.Apply(frame, s_model);
            store.Save([.. book.Changed()], book.CountedSeq);
            book.Saved(keep: 0);
            kept = book.BinSetOf(1);
        }

        Assert.Equal(Cells(frames), store.All.Select(Bits).ToList());
        Assert.Equal(5_000, store.AppliedSeq);
    }

    [Fact]
    public void A_frame_whose_rows_lie_in_thousands_of_cells_needs_few_of_them_at_hand_and_may_be_cut_off_anywhere()
    {
        DateTimeOffset[] scattered = [.. s_times.Select((_, i) => s_start.AddMinutes(15 * (i * 7_919 % 2_000)))];
        LogFrame whole = Assert.Single(LiveRows.Frames(s_rows, scattered, 5_000));
        var store = new InMemoryProfileStore();
        var book = new CellBook(store, new SealedDays());
        int most = 0;

        book.Apply(whole, s_model, () =>
        {
            most = Math.Max(most, book.OpenPlaces);
            if (book.ChangedPlaces < 100) return;
            store.Save([.. book.Changed()], book.CountedSeq, book.Replaced());
            book.Saved(keep: 50);
        });
        // Killed before the rest was saved: the frame comes again, to a book that knows only what is stored.
        Assert.Equal(0, store.AppliedSeq);
        var again = new CellBook(store, new SealedDays());
        again.UseBinSet(1, book.BinSetOf(1)!);
        again.Apply(whole, s_model);
        store.Save([.. again.Changed()], again.CountedSeq, again.Replaced());

        Assert.InRange(most, 100, 200);
        Assert.Equal(Cells([whole]), store.All.Select(Bits).ToList());
        Assert.Equal(5_000, store.AppliedSeq);
    }

    [Fact]
    public void Values_outside_the_range_of_the_bin_set_are_counted_exactly_in_any_cells()
    {
        var whole = Whole(BookOf(LiveRows.Frames(s_rows, s_times, 400)));

        foreach (var column in whole.Columns.Where(c => c.Content is ColumnContent.Numbers { On.Range: not null }))
        {
            var numbers = (ColumnContent.Numbers)column.Content;
            var values = (NumericSlice)s_rows.Read(column.Column.Name, CancellationToken.None);
            Assert.Equal(numbers.On.Range!.Value.Count(values.Values.Span), numbers.Outside);
        }
        Assert.Contains(whole.Columns, c => c.Content is ColumnContent.Numbers { Outside: { Below: > 0, Above: > 0 } });
    }

    [Fact]
    public void What_is_at_hand_is_bounded_in_bytes_too_and_the_newest_stays()
    {
        var book = BookOf(LiveRows.Frames(s_rows, s_times, 400));
        long all = book.OpenBytes;

        book.Saved(keep: 1_000, keepBytes: all / 4);

        Assert.InRange(book.OpenBytes, 1, all / 4);
        Assert.InRange(book.OpenPlaces, 1, 10);
        book.Forget(1);
        Assert.Equal((0, 0, 0L), (book.OpenPlaces, book.ChangedPlaces, book.OpenBytes));
    }

    [Fact]
    public void Rows_replayed_from_before_the_snapshot_are_counted_once()
    {
        var frames = LiveRows.Frames(s_rows, s_times, 250);
        var store = new InMemoryProfileStore();
        var book = new CellBook(store, new SealedDays());
        foreach (var frame in frames) book.Apply(frame, s_model);
        store.Save([.. book.Changed()], appliedSeq: 2_000);

        var again = new CellBook(store, new SealedDays());
        again.UseBinSet(1, book.BinSetOf(1)!);
        foreach (var frame in frames) again.Apply(frame, s_model);

        Assert.Empty(again.Changed());
        Assert.Equal(5_000, Whole(again).Rows);
    }

    [Fact]
    public void Every_row_is_in_the_cell_of_its_time_and_version_and_in_those_of_its_segments()
    {
        var book = BookOf(LiveRows.Frames(s_rows, s_times, 400));

        var cells = book.Read(All(), CancellationToken.None);
        var segments = book.Read(All() with { AllSegments = true }, CancellationToken.None);

        Assert.Equal(5_000, cells.Sum(c => c.Profile.Rows));
        Assert.Equal(["v1", "v2"], cells.Select(c => c.Key.Version).Distinct().Order());
        Assert.All(cells, c => Assert.Equal(c.Key.Start, CellKey.StartOf(c.Key.Start)));
        Assert.Equal(5_000, segments.Sum(c => c.Profile.Rows));
        Assert.Equal(["east", "north", "south"], segments.Select(c => c.Key.Segment!.Value.Value).Distinct().Order());
        Assert.All(segments, c => Assert.Null(((ColumnContent.Numbers)c.Profile.Find("age")!.Content).Sketch));
    }

    [Fact]
    public void The_merged_cells_hold_the_counts_of_one_pass_over_all_rows()
    {
        var book = BookOf(LiveRows.Frames(s_rows, s_times, 400));
        var onePass = DatasetProfiles.Build(s_rows, book.BinSetOf(1)!.Profile, 1, null, CancellationToken.None);

        var merged = Whole(book);

        Assert.Equal(5_000, merged.Rows);
        foreach (var column in merged.Columns)
        {
            var expected = onePass.Find(column.Column.Name)!;
            Assert.Equal(expected.Missing.Count, column.Missing.Count);
            Assert.Equal(expected.Infinite, column.Infinite);
            if (column.Content is ColumnContent.Numbers numbers && expected.Content is ColumnContent.Numbers whole)
            {
                Assert.Equal(whole.Counts, numbers.Counts);
                Assert.Equal(whole.PsiCounts, numbers.PsiCounts);
                Assert.Equal(whole.Moments.Mean, numbers.Moments.Mean, 1e-12);
            }
            else if (column.Content is ColumnContent.Categories categories && expected.Content is ColumnContent.Categories all)
            {
                Assert.Equal(all.Counts, categories.Counts);
                Assert.Equal(all.Unseen, categories.Unseen);
            }
        }
    }

    [Fact]
    public void A_late_row_reopens_its_stored_cell_and_changes_no_other()
    {
        var store = new InMemoryProfileStore();
        var book = new CellBook(store, new SealedDays());
        foreach (var frame in LiveRows.Frames(s_rows, s_times, 400)) book.Apply(frame, s_model);
        store.Save([.. book.Changed()], book.CountedSeq);
        book.Saved(keep: 0);
        Assert.Equal(0, book.OpenPlaces);
        long before = store.All.Single(c => c.Key.Start == s_start && c.Key is { Version: "v1", Segment: null }).Profile.Rows;

        book.Apply(LiveRows.Frame(s_rows, [.. s_times.Select(_ => s_start.AddMinutes(3))], 0, 1, 5_001), s_model);

        var changed = book.Changed();
        var late = Assert.Single(changed, c => c.Key.Segment is null);
        Assert.Equal(s_start, late.Key.Start);
        Assert.Equal(before + 1, late.Profile.Rows);
        Assert.Equal(5_001, late.Seq);
    }

    [Fact]
    public void Counting_starts_at_the_thousandth_row_or_when_the_first_cell_is_over()
    {
        var quick = new CellBook(new InMemoryProfileStore(), new SealedDays());
        DateTimeOffset[] atOnce = [.. s_times.Select(_ => s_start)];
        quick.Apply(LiveRows.Frame(s_rows, atOnce, 0, 999, 1), s_model);
        Assert.Null(quick.BinSetOf(1));
        Assert.Equal(0, quick.CountedSeq);
        Assert.Equal(s_start.AddMinutes(15), Assert.Single(quick.Waiting).FirstCellEnd);
        quick.Apply(LiveRows.Frame(s_rows, atOnce, 999, 1_001, 1_000), s_model);
        Assert.NotNull(quick.BinSetOf(1));
        Assert.Equal(1_001, quick.CountedSeq);
        Assert.Empty(quick.Waiting);

        var slow = new CellBook(new InMemoryProfileStore(), new SealedDays());
        slow.Apply(LiveRows.Frame(s_rows, atOnce, 0, 40, 1), s_model);
        slow.Apply(LiveRows.Frame(s_rows, [.. s_times.Select(_ => s_start.AddMinutes(21))], 40, 41, 41), s_model);
        Assert.NotNull(slow.BinSetOf(1));
        Assert.Equal([40L, 1L], slow.Read(All(), CancellationToken.None).Where(c => c.Key.Version == "v1").Select(c => c.Profile.Rows));
    }

    [Fact]
    public void A_baseline_replaces_the_bin_set_and_recounted_cells_equal_cells_counted_on_it_from_the_start()
    {
        var frames = LiveRows.Frames(s_rows, s_times, 400);
        var baseline = BinSet.Of(DatasetProfiles.Build(Churn(3_000, seed: 9), null, 1, null, CancellationToken.None));
        var book = BookOf(frames);
        var provisional = book.BinSetOf(1)!;
        book.UseBinSet(1, baseline);
        Assert.Throws<ProfileException>(() => Whole(Late(book)));

        foreach (var start in s_times.Select(CellKey.StartOf).Append(s_start.AddDays(1)).Distinct())
            Assert.NotNull(book.Recount(s_model, start, RowsAt, CancellationToken.None));

        var fresh = new CellBook(new InMemoryProfileStore(), new SealedDays());
        fresh.UseBinSet(1, provisional);
        fresh.UseBinSet(1, baseline);
        foreach (var frame in frames) fresh.Apply(frame, s_model);
        fresh.Apply(LiveRows.Frame(s_rows, [.. s_times.Select(_ => s_start.AddDays(1))], 0, 1, 5_001), s_model);
        Assert.Equal(Ordered(fresh), Ordered(book));

        static CellBook Late(CellBook book)
        {
            book.Apply(LiveRows.Frame(s_rows, [.. s_times.Select(_ => s_start.AddDays(1))], 0, 1, 5_001), s_model);
            return book;
        }
    }

    [Fact]
    public void Values_of_another_type_than_the_bin_set_are_unreadable_and_absent_columns_missing()
    {
        var book = BookOf(LiveRows.Frames(s_rows, s_times, 400));
        var odd = new LogFrame(5_001, s_start, new LogEntry.Events(LiveRows.Batch(s_rows, [s_start, s_start], 0, 2) with
        {
            Columns = [Some.Categorical("age", ["old", null])],
        }));

        book.Apply(odd, s_model);

        var quarter = All() with { From = s_start, To = s_start.AddMinutes(15) };
        var cell = Assert.Single(book.Read(quarter, CancellationToken.None), c => c.Key.Version is null);
        Assert.Equal(1, cell.Profile.Find("age")!.Unreadable.Count);
        Assert.Equal(1, cell.Profile.Find("age")!.Missing.Count);
        Assert.Equal(2, cell.Profile.Find("plan")!.Missing.Count);
    }

    static List<string> Cells(ImmutableArray<LogFrame> frames) => Ordered(BookOf(frames));

    // What a cell is made of, not the number of the last row: a recount knows only how far the log had come.
    static List<string> Ordered(CellBook book)
    {
        var store = new InMemoryProfileStore();
        store.Save([.. book.Changed()], book.CountedSeq);
        return [.. store.All.Select(Bits)];
    }

    static string Bits(CellProfile cell)
    {
        using var bytes = new MemoryStream();
        ProfileJson.Write(cell.Profile, bytes);
        return $"{cell.Key} {cell.BinSet:x} {StableHash.Of(System.Text.Encoding.UTF8.GetString(bytes.ToArray())):x}";
    }

    static CellBook BookOf(ImmutableArray<LogFrame> frames)
    {
        var book = new CellBook(new InMemoryProfileStore(), new SealedDays());
        foreach (var frame in frames) book.Apply(frame, s_model);
        return book;
    }

    static DatasetProfile Whole(CellBook book) => CellMerging.Merge(book.Read(All(), CancellationToken.None), "all")!;

    static CellQuery All() => new() { Model = 1, From = s_start.AddDays(-1), To = s_start.AddDays(2) };

    static InMemoryDataset RowsAt(DateTimeOffset start)
    {
        int[] own = [.. Enumerable.Range(0, 5_000).Where(i => CellKey.StartOf(s_times[i]) == start)];
        if (start == s_start.AddDays(1)) own = [0];
        var columns = s_rows.Schema.Columns.Select(c => Picked(s_rows.Read(c.Name, CancellationToken.None), own));
        return new InMemoryDataset("rows", [.. columns]);
    }

    static ColumnSlice Picked(ColumnSlice slice, int[] rows) => slice switch
    {
        NumericSlice s => Some.Numeric(s.Column.Name, [.. rows.Select(r => s.Values.Span[r])], s.Column.Role),
        CategoricalSlice s => Some.Categorical(s.Column.Name,
            [.. rows.Select(r => s.Codes.Span[r] < 0 ? null : s.Categories[s.Codes.Span[r]])], s.Column.Role, s.Column.Type),
        _ => slice,
    };

    static DateTimeOffset[] Times(int count)
    {
        var random = new SeededRandom(5);
        return [.. Enumerable.Range(0, count).Select(i => s_start.AddSeconds((i * 1.5) + (random.NextDouble() * 2_400)))];
    }

    static InMemoryDataset Churn(int count, ulong seed = 1)
    {
        double[] age = Some.Normal(count, seed, 40, 12);
        for (int i = 0; i < count; i += 37) age[i] = double.NaN;
        for (int i = 5; i < count; i += 991) age[i] = double.PositiveInfinity;
        for (int i = 6; i < count; i += 11) age[i] = i % 2 == 0 ? 0.0 : -0.0;
        string?[] plan = Some.Categories(count, seed + 1, ("basic", 6), ("plus", 3), ("pro", 1));
        for (int i = 1; i < count; i += 53) plan[i] = i > 2_500 ? $"new-{i % 7}" : null;
        string[] region = Some.Categories(count, seed + 2, ("north", 5), ("south", 3), ("east", 2));
        string[] version = [.. Enumerable.Range(0, count).Select(i => i % 3 == 2 && i > 100 ? "v2" : "v1")];
        return Some.Dataset(("age", age), ("plan", plan), ("region", region), ("score", Some.Normal(count, seed + 3)),
            ("version", Some.Column("version", version, ColumnRole.Version))).WithSegments("region");
    }
}
