using Plumbline.Engine.Fairness;
using Plumbline.Engine.Quality;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Segments;
using Plumbline.Engine.Tests.Quality;
using Plumbline.Statistics;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Fairness;

/// <summary>Groups, gaps and their verdicts on made rows.</summary>
public sealed class FairnessAnalysisTests
{
    [Fact]
    public void Equal_groups_are_never_beyond_tolerance()
    {
        int beyond = 0;

        for (ulong seed = 1; seed <= 40; seed++)
        {
            var (outputs, groups) = Rows(600, seed, shiftOfB: 0);
            beyond += Run(groups, outputs).Gaps.Count(g => g.Verdict == FairnessVerdict.BeyondTolerance);
        }

        Assert.Equal(0, beyond);
    }

    [Fact]
    public void A_large_gap_in_selection_is_beyond_tolerance_with_the_near_bound_outside()
    {
        var (outputs, groups) = Rows(4_000, seed: 7, shiftOfB: .4);

        var gaps = Run(groups, outputs).Gaps.ToDictionary(g => g.Measure);

        var difference = gaps["demographic_parity_difference"];
        Assert.Equal(FairnessVerdict.BeyondTolerance, difference.Verdict);
        Assert.True(difference.Value.Low > difference.Tolerance);
        Assert.Equal(("b", "a"), (difference.HighGroup, difference.LowGroup));
        Assert.Equal(FairnessVerdict.BeyondTolerance, gaps["demographic_parity_ratio"].Verdict);
        Assert.Equal(.8, gaps["demographic_parity_ratio"].Tolerance);
    }

    [Fact]
    public void The_same_gap_on_few_rows_is_not_an_alarm()
    {
        var (outputs, groups) = Rows(70, seed: 7, shiftOfB: .15);

        var gap = Run(groups, outputs).Gaps.Single(g => g.Measure == "demographic_parity_difference");

        Assert.NotEqual(FairnessVerdict.BeyondTolerance, gap.Verdict);
    }

    [Fact]
    public void Groups_below_ten_rows_are_never_named()
    {
        var (outputs, groups) = Rows(500, seed: 3, shiftOfB: 0);
        string[] names = [.. groups.Select((g, i) => i < 9 ? "rare" : g)];

        var report = Run(names, outputs);

        Assert.DoesNotContain(report.Groups, g => g.Group == "rare");
        Assert.DoesNotContain(report.Gaps, g => g.HighGroup == "rare" || g.LowGroup == "rare");
    }

    [Fact]
    public void A_group_that_shrank_below_ten_rows_is_suppressed()
    {
        var (before, groups) = Rows(500, seed: 3, shiftOfB: 0);
        var (now, _) = Rows(500, seed: 4, shiftOfB: 0);
        var column = RowGroups.From(Some.Column("g", Named(groups, "c", 40)), Some.Column("g", Named(groups, "c", 5)));

        var report = FairnessAnalysis.Run([column], Outputs.Pair(before, now), new QualityOptions(), CancellationToken.None)[0];

        var shrunk = Assert.Single(report.Groups, g => g.Group == "c");
        Assert.True(shrunk.Suppressed);
        Assert.Empty(shrunk.Current);
        Assert.NotEmpty(shrunk.Reference);
    }

    [Fact]
    public void Without_labels_the_selection_rate_remains()
    {
        var (outputs, groups) = Rows(1_000, seed: 5, shiftOfB: .4);

        var report = Run(groups, outputs with { Target = null });

        Assert.Contains("fairness.no_labels_current", report.Notes.Keys());
        Assert.Equal(FairnessVerdict.BeyondTolerance, report.Gaps.Single(g => g.Measure == "demographic_parity_difference").Verdict);
        Assert.Equal(FairnessVerdict.InsufficientData, report.Gaps.Single(g => g.Measure == "equal_opportunity_difference").Verdict);
    }

    [Fact]
    public void Scores_that_are_no_probabilities_have_no_calibration_gap()
    {
        var (outputs, groups) = Rows(1_000, seed: 5, shiftOfB: 0);
        double[] ten = [.. Some.Normal(1_000, 6).Select(x => Math.Round(5 + (2 * x)))];
        var scored = outputs with { Scores = [Outputs.Score("decile", ten, null)] };

        var report = Run(groups, scored);

        Assert.DoesNotContain(report.Gaps, g => g.Measure == "calibration_gap");
        Assert.Contains("mean_score", report.Groups[0].Current.Keys);
    }

    [Fact]
    public void Without_outputs_only_sizes_are_shown()
    {
        var column = RowGroups.From(Some.Column("g", Named([.. Enumerable.Repeat("a", 50)], "b", 20)), null);

        var report = FairnessAnalysis.Run([column], null, new QualityOptions(), CancellationToken.None)[0];

        Assert.Equal([30L, 20L], report.Groups.Select(g => g.ReferenceRows));
        Assert.Empty(report.Gaps);
    }

    [Fact]
    public void Ages_become_ranges_and_regression_errors_have_gaps_in_the_unit_of_the_target()
    {
        double[] truth = Some.Normal(2_000, 1, 100, 10), noise = Some.Normal(2_000, 2), age = Some.Normal(2_000, 3, 40, 12);
        double[] prediction = [.. truth.Select((y, i) => y + (age[i] > 50 ? 6 * noise[i] : noise[i]))];
        var slices = Outputs.Slices(truth, prediction);
        var column = RowGroups.From(Some.Column("age", age), Some.Column("age", age));

        var report = FairnessAnalysis.Run([column], Outputs.Pair(slices, slices), new QualityOptions(), CancellationToken.None)[0];

        var gap = Assert.Single(report.Gaps, g => g.Measure == "mean_absolute_error_difference");
        Assert.Equal(5, report.Groups.Count);
        Assert.Equal(FairnessVerdict.BeyondTolerance, gap.Verdict);
        Assert.StartsWith("> ", gap.HighGroup, StringComparison.Ordinal);
        Assert.Contains("fairness.ranges", report.Notes.Keys());
    }

    static FairnessReport Run(string[] groups, OutputSlices slices)
    {
        var column = Some.Column("g", groups);
        return FairnessAnalysis.Run([RowGroups.From(column, column)], Outputs.Pair(slices, slices), new QualityOptions(),
            CancellationToken.None)[0];
    }

    static string[] Named(string[] groups, string name, int first) => [.. groups.Select((g, i) => i < first ? name : g)];

    static (OutputSlices Outputs, string[] Groups) Rows(int rows, ulong seed, double shiftOfB)
    {
        var random = new SeededRandom(seed);
        var truth = new double[rows];
        var decision = new double[rows];
        var groups = new string[rows];
        for (int i = 0; i < rows; i++)
        {
            groups[i] = random.NextDouble() < .5 ? "a" : "b";
            truth[i] = random.NextDouble() < .4 ? 1 : 0;
            decision[i] = random.NextDouble() < (truth[i] == 1 ? .6 : .2) + (groups[i] == "b" ? shiftOfB : 0) ? 1 : 0;
        }
        return (Outputs.Slices(truth, decision), groups);
    }
}
