using Plumbline.Engine.Baselines;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Engine.Tests.Monitors;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Baselines;

public sealed class BaselineBuilderTests
{
    [Fact]
    public void Columns_of_a_file_get_the_names_of_live_events_and_labels_give_quality()
    {
        var file = Some.Dataset(("age", Some.Normal(500, 1)), ("made_at", Enumerable.Range(0, 500).Select(i =>
            Live.Monday.AddMinutes(i)).ToArray()),
            ("answer", Some.Categories(500, 2, ("yes", 1), ("no", 1))), ("outcome", Some.Categories(500, 3, ("yes", 1), ("no", 1))))
            .WithRole("answer", ColumnRole.Prediction).WithRole("outcome", ColumnRole.Target);

        var baseline = Live.BaselineOf(file);

        Assert.Equal(["age", "time", "prediction", "truth"], baseline.Profile.Schema.Columns.Select(c => c.Name));
        Assert.NotNull(baseline.Profile.Find("truth"));
        Assert.Equal(500, baseline.Quality!.Reference!.Rows);
        Assert.Equal(Live.Monday, baseline.Profile.From);
    }

    [Fact]
    public void A_live_name_that_a_feature_already_has_is_not_taken_from_it()
    {
        var file = Some.Dataset(("prediction", Some.Normal(50, 1)), ("answer", Some.Normal(50, 2)), ("again", Some.Normal(50, 3)))
            .WithRole("answer", ColumnRole.Prediction).WithRole("again", ColumnRole.Latency);

        Assert.Equal(["prediction", "answer", "latency_ms"], Live.BaselineOf(file).Profile.Columns.Select(c => c.Column.Name));
    }

    [Fact]
    public void Fingerprints_are_equal_for_baselines_that_judge_alike_whatever_their_name()
    {
        var one = Live.BaselineOf(Live.Rows(900, 1), "one");

        Assert.Equal(one.Fingerprint, Live.BaselineOf(Live.Rows(900, 1), "two").Fingerprint);
        Assert.NotEqual(one.Fingerprint, Live.BaselineOf(Live.Rows(901, 1)).Fingerprint);
        Assert.NotEqual(one.Fingerprint, BaselineBuilder.Of(1, "one", "", one.Profile with { Columns = [.. one.Profile.Columns.Select(c =>
            c with { OwnVariation = .2 })] }, null, Live.Monday).Fingerprint);
    }

    [Fact]
    public void The_own_variation_of_cells_is_that_of_their_rows_in_ten_blocks()
    {
        // A daily wave, a thousand rows an hour: what the stream does by itself.
        var hours = Enumerable.Range(0, 20).Select(h => Some.Dataset(("x", Some.Normal(1_000, 5 + (ulong)h, h / 2 % 5)))).ToList();
        var whole = Some.Dataset(("x", hours.SelectMany(h => ((NumericSlice)h.Read("x", default)).Values.ToArray()).ToArray()));
        var ofRows = Live.BaselineOf(whole);
        var cells = hours.Select((h, i) => Cell(i, Live.Profile(h, ofRows))).ToList();

        var ofCells = BaselineBuilder.FromCells(1, "past", "past", cells, null, Live.Monday)!;

        Assert.True(ofRows.Profile.Columns[0].OwnVariation > .07);
        Assert.Equal(ofRows.Profile.Columns[0].OwnVariation, ofCells.Profile.Columns[0].OwnVariation);
        Assert.Equal(20_000, ofCells.Profile.Rows);
    }

    [Fact]
    public void Few_or_small_cells_have_no_variation_of_their_own_and_none_is_no_baseline()
    {
        var on = Live.BaselineOf(Live.Rows(9_000, 1));
        var small = Enumerable.Range(0, 12).Select(i => Cell(i, Live.Profile(Live.Rows(100, 7 + (ulong)i), on))).ToList();

        Assert.All(BaselineBuilder.FromCells(1, "b", "b", small, null, Live.Monday)!.Profile.Columns, c => Assert.Equal(0, c.OwnVariation));
        Assert.Null(BaselineBuilder.FromCells(1, "b", "b", [], null, Live.Monday));
    }

    [Fact]
    public void Cells_counted_on_an_older_bin_set_are_left_out()
    {
        var (old, now) = (Live.BaselineOf(Live.Rows(900, 1)), Live.BaselineOf(Live.Rows(900, 2)));
        CellProfile[] cells = [Cell(2, Live.Profile(Live.Rows(300, 3), now)), Cell(0, Live.Profile(Live.Rows(400, 4), old)),
            Cell(1, Live.Profile(Live.Rows(200, 5), now))];

        var baseline = BaselineBuilder.FromCells(1, "b", "b", cells, null, Live.Monday)!;

        Assert.Equal(500, baseline.Profile.Rows);
        Assert.Equal(now.Profile.BinSetFingerprint, baseline.Profile.BinSetFingerprint);
    }

    [Fact]
    public void A_choice_takes_the_cells_of_its_windows_and_no_others()
    {
        var on = Live.BaselineOf(Live.Rows(900, 1));
        var cells = Enumerable.Range(0, 24 * 15).Select(h => Cell(h, Live.Profile(Live.Rows(h % 24 == 9 ? 50 : 10, 3), on))).ToList();
        var window = new Window(Live.Monday.AddDays(14).AddHours(9), Live.Monday.AddDays(14).AddHours(10));

        Assert.Equal(30, Rows(new BaselineChoice.Rolling(3)));
        Assert.Equal(100, Rows(new BaselineChoice.Seasonal(2)));
        Assert.Equal(50, Rows(new BaselineChoice.OfVersion("2")));
        Assert.Null(BaselineBuilder.Resolve(new BaselineChoice.Rolling(3), 1, Live.Hour, [], null));
        Assert.Equal("rolling:3", BaselineBuilder.Resolve(new BaselineChoice.Rolling(3), 1, window, cells, null)!.Name);

        long Rows(BaselineChoice choice) => BaselineBuilder.Resolve(choice, 1, window, cells, null)!.Profile.Rows;
    }

    internal static CellProfile Cell(int hour, DatasetProfile profile) => new()
    {
        Key = new CellKey(1, Live.Monday.AddHours(hour), TimeSpan.FromHours(1), null, null),
        Profile = profile,
        BinSet = profile.BinSetFingerprint,
        Seq = hour,
    };
}
