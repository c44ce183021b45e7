using Plumbline.Engine.Baselines;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Storage;
using Plumbline.Engine.Tests.Monitors;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Baselines;

public sealed class BaselineSegmentTests
{
    static readonly InMemoryDataset s_rows = Live.Rows(20_000, 1, missing: .02).WithSegments("region");

    [Fact]
    public void A_segment_value_of_a_file_counts_what_its_rows_by_themselves_count()
    {
        var baseline = Segmented(s_rows);

        Assert.Equal(["north", "south", "west"], baseline.Segments.Select(s => s.Value));
        foreach (var segment in baseline.Segments)
        {
            var own = DatasetProfiles.Build(Only(s_rows, segment.Value), baseline.Profile, 1, null, CancellationToken.None);
            Assert.Equal(own.Rows, segment.Profile.Rows);
            foreach (var expected in own.Columns) AssertSame(expected, segment.Profile.Find(expected.Column.Name)!);
        }
        Assert.Contains(baseline.Segments, s => s.Profile.Columns.Any(c => c.OwnVariation > 0));
    }

    [Fact]
    public void Of_many_values_those_with_the_most_rows_are_kept()
    {
        string[] device = [.. Enumerable.Range(0, 6_000).Select(i => $"d{(int)Math.Sqrt(i * 4):000}")];
        var rows = Some.Dataset(("x", Some.Normal(6_000, 1)), ("device", device)).WithSegments("device");

        var kept = Segmented(rows).Segments;

        Assert.Equal(100, kept.Count);
        Assert.Equal(device.CountBy(d => d).OrderByDescending(d => d.Value).ThenBy(d => d.Key, StringComparer.Ordinal).Take(100)
            .Select(d => d.Key),
            kept.Select(s => s.Value));
    }

    [Fact]
    public void The_quality_of_a_value_is_that_of_its_rows()
    {
        var rows = Some.Dataset(("region", Some.Categories(3_000, 2, ("north", 2), ("south", 1))),
            ("answer", Some.Categories(3_000, 3, ("yes", 1), ("no", 1))), ("outcome", Some.Categories(3_000, 4, ("yes", 1), ("no", 1))))
            .WithRole("answer", ColumnRole.Prediction).WithRole("outcome", ColumnRole.Target).WithSegments("region");

        var south = Segmented(rows).Segments.Single(s => s.Value == "south");
        var own = Live.BaselineOf(Only(rows, "south")).Quality!.Reference!;

        Assert.Equal(own.Rows, south.Quality!.Reference!.Rows);
        Assert.Equal(own.Measures["accuracy"], south.Quality.Reference.Measures["accuracy"]);
        Assert.Empty(south.Quality.Reference.Roc);
    }

    [Fact]
    public void Segment_values_are_part_of_what_the_fingerprint_says()
    {
        var baseline = Segmented(s_rows);

        Assert.Equal(baseline.Fingerprint, Segmented(s_rows).Fingerprint);
        Assert.NotEqual(baseline.Fingerprint, Live.BaselineOf(s_rows).Fingerprint);
        Assert.Equal(baseline.Segments.Count, baseline.Segments.Select(s => s.AsBaseline(baseline).Fingerprint).Distinct().Count());
    }

    [Fact]
    public void Cells_of_segment_values_on_the_bins_of_the_baseline_are_frozen_with_it()
    {
        var (old, on) = (Segmented(Live.Rows(900, 7).WithSegments("region")), Segmented(s_rows));
        var whole = BaselineBuilder.FromCells(1, "past", "past",
            [BaselineBuilderTests.Cell(1, BinSet.Of(on.Profile).Profile with { Rows = 5 })], null,
            Live.Monday)!;
        CellProfile[] cells = [.. on.Segments.SelectMany(s => new[] { Cell(1, s), Cell(2, s) }), Cell(3, old.Segments[0])];

        var past = BaselineBuilder.WithSegments(whole, cells, new Dictionary<KeyValuePair<string, string>, QualityReport>());

        Assert.Equal(on.Segments.Select(s => (s.Value, 2 * s.Profile.Rows)), past.Segments.Select(s => (s.Value, s.Profile.Rows)));
        Assert.NotEqual(whole.Fingerprint, past.Fingerprint);
    }

    static Baseline Segmented(InMemoryDataset rows) =>
        BaselineBuilder.FromDataset(1, "default", rows, new BaselineOptions { Segments = true }, Live.Monday, CancellationToken.None);

    static CellProfile Cell(int hour, BaselineSegment part) => BaselineBuilderTests.Cell(hour, part.Profile) with
    {
        Key = new CellKey(1, Live.Monday.AddHours(hour), TimeSpan.FromHours(1), null, part.Key),
    };

    static void AssertSame(ColumnProfile expected, ColumnProfile actual)
    {
        Assert.Equal((expected.Rows, expected.Missing.Count, expected.OwnVariation),
            (actual.Rows, actual.Missing.Count, actual.OwnVariation));
        if (expected.Content is ColumnContent.Categories categories)
        {
            Assert.Equal(categories.Counts, ((ColumnContent.Categories)actual.Content).Counts);
            return;
        }
        var (a, b) = ((ColumnContent.Numbers)expected.Content, (ColumnContent.Numbers)actual.Content);
        Assert.Equal(a.Counts, b.Counts);
        Assert.Equal(a.PsiCounts, b.PsiCounts);
        Assert.Equal(a.Outside, b.Outside);
        Assert.Equal((a.Moments.Count, a.Moments.Min, a.Moments.Max), (b.Moments.Count, b.Moments.Min, b.Moments.Max));
        Assert.Equal(a.Moments.Mean, b.Moments.Mean, 1e-9 * Math.Abs(a.Moments.Mean));
        Assert.Null(b.Sketch);
    }

    static InMemoryDataset Only(InMemoryDataset rows, string region)
    {
        var regions = (CategoricalSlice)rows.Read("region", CancellationToken.None);
        int[] own = [.. Enumerable.Range(0, rows.RowCount).Where(i => regions.Categories[regions.Codes.Span[i]] == region)];
        var columns = rows.Schema.Columns.Select(c => rows.Read(c.Name, CancellationToken.None) switch
        {
            NumericSlice s => Some.Numeric(c.Name, [.. own.Select(r => s.Values.Span[r])], c.Role),
            CategoricalSlice s => (ColumnSlice)Some.Categorical(c.Name,
                [.. own.Select(r => s.Codes.Span[r] < 0 ? null : s.Categories[s.Codes.Span[r]])],
                c.Role, c.Type),
            var other => other,
        });
        return new InMemoryDataset("only", [.. columns]);
    }
}
