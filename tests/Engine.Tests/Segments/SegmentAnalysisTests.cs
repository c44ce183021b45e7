using Plumbline.Engine.Quality;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Segments;
using Plumbline.Engine.Tests.Quality;
using Plumbline.Statistics;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Segments;

/// <summary>Quality per segment value, and the split of its change.</summary>
public sealed class SegmentAnalysisTests
{
    const double Rounding = 1e-12;

    [Theory]
    [InlineData(.5, "accuracy")]
    [InlineData(.2, "recall")]
    public void Mix_and_within_add_up_to_the_change_on_all_rows(double positives, string measure)
    {
        var before = Rows(3_000, 1, positives, shareOfNorth: .3, errorOfNorth: .1);
        var now = Rows(2_000, 2, positives, shareOfNorth: .6, errorOfNorth: .3);

        var report = Run(before, now);
        var whole = Outputs.Report(before.Outputs, now.Outputs).Changes[measure];

        Assert.Equal(measure, report.Measure);
        Assert.Equal(report.Change, report.Mix + report.Within, Rounding);
        Assert.Equal(whole.Value, report.Change, Rounding);
    }

    [Fact]
    public void Segments_that_only_grow_change_the_mix_alone()
    {
        var before = Exact((100, 40), (100, 10));
        var now = Exact((200, 80), (100, 10));

        var report = Run(before, now);

        Assert.Equal(0, report.Within, Rounding);
        Assert.Equal(report.Change, report.Mix, Rounding);
        Assert.True(report.Mix < 0);
    }

    [Fact]
    public void The_segment_that_fell_is_called_worse_and_the_other_is_not()
    {
        var before = Rows(4_000, 13, .5, .5, errorOfNorth: .2);
        var now = Rows(4_000, 14, .5, .5, errorOfNorth: .5);

        var rows = Run(before, now).Rows.ToDictionary(r => r.Value);

        Assert.Equal(QualityVerdict.Worse, rows["north"].Change!.Verdict);
        Assert.True(rows["north"].QValue < .05);
        Assert.Equal(QualityVerdict.NoChangeSeen, rows["south"].Change!.Verdict);
        Assert.True(rows["north"].Measures["accuracy"].Value < rows["south"].Measures["accuracy"].Value);
    }

    [Fact]
    public void A_segment_with_few_rows_gets_no_verdict()
    {
        var before = Exact((20, 4), (500, 100));
        var now = Exact((20, 18), (500, 100));

        var rows = Run(before, now).Rows.ToDictionary(r => r.Value);

        Assert.Equal(QualityVerdict.InsufficientData, rows["north"].Change!.Verdict);
    }

    [Fact]
    public void Quiet_segments_raise_few_false_alarms()
    {
        int reportsWithAlarm = 0;

        for (ulong seed = 0; seed < 100; seed++)
        {
            var before = Rows(1_000, (2 * seed) + 1, .5, .4, .2);
            var now = Rows(1_000, (2 * seed) + 2, .5, .4, .2);
            if (Run(before, now).Rows.Any(r => r.Change!.Verdict is QualityVerdict.Worse or QualityVerdict.Better)) reportsWithAlarm++;
        }

        Assert.InRange(reportsWithAlarm, 0, 11);
    }

    [Fact]
    public void Without_quality_only_volumes_are_reported()
    {
        var column = RowGroups.From(Some.Column("region", Enumerable.Repeat("a", 30).ToArray()),
            Some.Column("region", Enumerable.Repeat("a", 12).ToArray()));

        var report = SegmentAnalysis.Run([column], null, new QualityOptions(), CancellationToken.None)[0];

        Assert.Null(report.Measure);
        Assert.True(double.IsNaN(report.Change));
        Assert.Equal((30L, 12L), (report.Rows[0].ReferenceRows, report.Rows[0].CurrentRows));
        Assert.Null(report.Rows[0].Reference);
    }

    [Fact]
    public void The_first_two_columns_are_crossed()
    {
        var before = Rows(2_000, 5, .5, .5, .2);
        var now = Rows(2_000, 6, .5, .5, .2);
        string[] halves = [.. Enumerable.Range(0, 2_000).Select(i => i % 2 == 0 ? "even" : "odd")];
        var columns = new[] { Groups(before.Region, now.Region), RowGroups.From(Some.Column("half", halves), Some.Column("half", halves)) };

        var reports = SegmentAnalysis.Run(columns, Outputs.Pair(before.Outputs, now.Outputs), new QualityOptions(), CancellationToken.None);

        var crossing = reports[0].Crossing!;
        Assert.Null(reports[1].Crossing);
        Assert.Equal(("region", "half"), (crossing.RowColumn, crossing.ColumnColumn));
        Assert.Equal(2_000, crossing.Cells.Sum(r => r.Sum(c => c.CurrentRows)));
        Assert.Equal("accuracy", crossing.Measure);
        Assert.All(crossing.Cells, r => Assert.All(r, c => Assert.NotNull(c.Change)));
    }

    [Fact]
    public void Regression_segments_compare_the_mean_absolute_error()
    {
        double[] truth = Some.Normal(1_000, 1, 50, 5), noise = Some.Normal(1_000, 2);
        string[] half = [.. Enumerable.Range(0, 1_000).Select(i => i < 500 ? "a" : "b")];
        var before = Outputs.Slices(truth, truth.Zip(noise, (y, e) => y + e).ToArray());
        var now = Outputs.Slices(truth, truth.Select((y, i) => y + (i < 500 ? 3 * noise[i] : noise[i])).ToArray());

        var report = SegmentAnalysis.Run([Groups(half, half)], Outputs.Pair(before, now), new QualityOptions(), CancellationToken.None)[0];

        Assert.Equal("mae", report.Measure);
        Assert.Equal(QualityVerdict.Worse, report.Rows.Single(r => r.Value == "a").Change!.Verdict);
        Assert.Equal(QualityVerdict.NoChangeSeen, report.Rows.Single(r => r.Value == "b").Change!.Verdict);
    }

    [Fact]
    public void A_group_is_called_as_most_of_its_rows_are_and_holds_every_spelling_of_the_number()
    {
        string[] before = [.. Enumerable.Range(0, 100).Select(i => i < 60 ? "8.0" : i < 70 ? "8" : "9.50")];
        double[] now = [.. Enumerable.Range(0, 100).Select(i => i < 50 ? 8 : 9.5)];

        var groups = RowGroups.From(Some.Column("firmware", before), Some.Column("firmware", now));

        Assert.Equal(["8.0", "9.5"], groups.Labels);
        Assert.Equal((70, 50), (groups.Reference.ToArray().Count(g => g == 0), groups.Current.ToArray().Count(g => g == 0)));
    }

    static SegmentReport Run((OutputSlices Outputs, string[] Region) before, (OutputSlices Outputs, string[] Region) now) =>
        SegmentAnalysis.Run([Groups(before.Region, now.Region)], Outputs.Pair(before.Outputs, now.Outputs), new QualityOptions(),
            CancellationToken.None)[0];

    static RowGroups Groups(string[] before, string[] now) => RowGroups.From(Some.Column("region", before), Some.Column("region", now));

    static (OutputSlices Outputs, string[] Region) Exact((int Rows, int Wrong) north, (int Rows, int Wrong) south)
    {
        var truth = new List<double>();
        var decision = new List<double>();
        var region = new List<string>();
        foreach (var (name, rows, wrong) in new[] { ("north", north.Rows, north.Wrong), ("south", south.Rows, south.Wrong) })
            for (int i = 0; i < rows; i++)
            {
                region.Add(name);
                truth.Add(i % 2);
                decision.Add(i < wrong ? 1 - (i % 2) : i % 2);
            }
        return (Outputs.Slices(truth.ToArray(), decision.ToArray()), region.ToArray());
    }

    static (OutputSlices Outputs, string[] Region) Rows(int rows, ulong seed, double positives, double shareOfNorth, double errorOfNorth)
    {
        var random = new SeededRandom(seed);
        var truth = new double[rows];
        var decision = new double[rows];
        var region = new string[rows];
        for (int i = 0; i < rows; i++)
        {
            region[i] = random.NextDouble() < shareOfNorth ? "north" : "south";
            truth[i] = random.NextDouble() < positives ? 1 : 0;
            bool wrong = random.NextDouble() < (region[i] == "north" ? errorOfNorth : .2);
            decision[i] = wrong ? 1 - truth[i] : truth[i];
        }
        return (Outputs.Slices(truth, decision), region);
    }
}
