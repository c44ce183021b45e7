using Plumbline.Statistics.Fairness;
using Plumbline.Statistics.Hypothesis;
using Plumbline.Statistics.Quality;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.Fairness;

public sealed class GroupGapsTests
{
    [Fact]
    [ReferenceValues(typeof(GroupGaps))]
    public void Gaps_follow_the_definitions_of_fairlearn()
    {
        GroupOutcome[] groups = [Outcome(30, 10, 20, 40), Outcome(60, 40, 10, 90), Outcome(5, 5, 10, 80)];

        Dictionary<FairnessGapMeasure, GroupGap> gaps = GroupGaps.ComputeAll(groups, minimumRows: 10).ToDictionary(gap => gap.Measure);

        Assert.Equal(.5 - .1, gaps[FairnessGapMeasure.DemographicParityDifference].Value.Value, 12);
        Assert.Equal(.1 / .5, gaps[FairnessGapMeasure.DemographicParityRatio].Value.Value, 12);
        Assert.Equal((60 / 70.0) - (5 / 15.0), gaps[FairnessGapMeasure.EqualOpportunityDifference].Value.Value, 12);
        Assert.Equal((60 / 70.0) - (5 / 15.0), gaps[FairnessGapMeasure.EqualisedOddsMax].Value.Value, 12);
        Assert.Equal(.5 * ((60 / 70.0) - (5 / 15.0) + (40 / 130.0) - (5 / 85.0)), gaps[FairnessGapMeasure.EqualisedOddsMean].Value.Value,
            12);
        Assert.Equal(.75 - .5, gaps[FairnessGapMeasure.PredictiveParityDifference].Value.Value, 12);
        Assert.Equal(.85 - .7, gaps[FairnessGapMeasure.AccuracyDifference].Value.Value, 12);
        Assert.Equal((1, 2), (gaps[FairnessGapMeasure.DemographicParityRatio].HighGroup,
            gaps[FairnessGapMeasure.DemographicParityRatio].LowGroup));
    }

    [Fact]
    [ReferenceValues(typeof(GroupGap))]
    public void Between_two_groups_the_interval_is_Newcombes()
    {
        GroupOutcome[] groups = [Outcome(30, 10, 20, 40), Outcome(60, 40, 10, 90)];
        Estimate expected = TwoProportion.NewcombeDifference(40, 100, 100, 200);

        Estimate found = GroupGaps.Compute(groups, FairnessGapMeasure.DemographicParityDifference).Value;

        Assert.Equal((expected.Value, expected.Low, expected.High), (found.Value, found.Low, found.High), s_close);
    }

    [Fact]
    [EdgeTable(typeof(GroupGaps))]
    [EdgeTable(typeof(GroupGap))]
    [EdgeTable(typeof(GroupOutcome))]
    public void Edge_table()
    {
        GroupOutcome[] none = [], single = [Outcome(50, 50, 50, 50)], small = [Outcome(50, 50, 50, 50), Outcome(1, 1, 1, 1)];
        GroupOutcome[] equal = [Outcome(20, 20, 20, 20), Outcome(20, 20, 20, 20)], never = [Outcome(0, 0, 50, 50), Outcome(0, 0, 40, 60)];
        GroupOutcome[] zero = [Outcome(50, 50, 0, 0), Outcome(0, 0, 50, 50)];

        foreach (GroupOutcome[] groups in new[] { none, single, small })
            Assert.All(GroupGaps.ComputeAll(groups), gap => Assert.Equal((GapStanding.Undefined, -1), (gap.Judge(.1), gap.HighGroup)));
        Assert.Equal(0, GroupGaps.Compute(equal, FairnessGapMeasure.EqualisedOddsMax).Value.Value);
        Assert.Equal(GapStanding.Unclear, GroupGaps.Compute(equal, FairnessGapMeasure.EqualisedOddsMax).Judge(.1));
        Assert.True(double.IsNaN(GroupGaps.Compute(never, FairnessGapMeasure.DemographicParityRatio).Value.Value));
        Assert.Equal(0, GroupGaps.Compute(zero, FairnessGapMeasure.DemographicParityRatio).Value.Value);
        Assert.Equal(GapStanding.Beyond, GroupGaps.Compute(zero, FairnessGapMeasure.DemographicParityRatio).Judge(.8));
        Assert.Equal(1, GroupGaps.Compute(zero, FairnessGapMeasure.DemographicParityDifference).Value.Value);
        Assert.True(double.IsNaN(default(GroupOutcome).SelectionRate.Value) && double.IsNaN(default(GroupOutcome).Accuracy.Value));
        Assert.Throws<ArgumentOutOfRangeException>(() => GroupGaps.Compute(equal, FairnessGapMeasure.AccuracyDifference, minimumRows: 0));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    public void Equal_groups_are_seldom_put_beyond_a_tolerance_of_zero(int count)
    {
        SeededRandom random = new(11);
        int alarms = 0;
        for (int run = 0; run < 1000; run++)
        {
            GroupOutcome[] groups = [.. Enumerable.Range(0, count).Select(_ =>
            {
                int selected = Enumerable.Range(0, 200).Count(_ => random.NextDouble() < .3);
                return new GroupOutcome(200, selected, default, Estimate.Undefined(0), Estimate.Undefined(0));
            })];
            if (GroupGaps.Compute(groups, FairnessGapMeasure.DemographicParityDifference).Judge(0) == GapStanding.Beyond) alarms++;
        }

        Assert.InRange(alarms, 1, 70);
    }

    [Fact]
    public void Only_the_near_end_of_the_interval_puts_a_gap_beyond()
    {
        GroupGap gap = new(FairnessGapMeasure.AccuracyDifference, new(.2, .12, .28, 500), 0, 1, .001);

        Assert.Equal(GapStanding.Beyond, gap.Judge(.1));
        Assert.Equal(GapStanding.Unclear, gap.Judge(.15));
        Assert.Equal(GapStanding.Within, gap.Judge(.3));
    }

    [Fact]
    public void Small_groups_never_hide_the_gap_between_large_ones()
    {
        GroupOutcome[] groups = [Outcome(900, 0, 100, 0), Outcome(500, 0, 500, 0), Outcome(0, 0, 3, 0)];

        GroupGap gap = GroupGaps.Compute(groups, FairnessGapMeasure.EqualOpportunityDifference);

        Assert.Equal((0, 1), (gap.HighGroup, gap.LowGroup));
        Assert.Equal(GapStanding.Beyond, gap.Judge(.1));
    }

    [Fact]
    public void Gaps_of_means_find_the_extreme_groups()
    {
        Estimate[] errors = [new(1, .8, 1.2, 100), new(3, 2.5, 3.5, 100), new(2, 1.9, 2.1, 5), Estimate.Undefined(0)];

        GroupGap gap = GroupGaps.OfMeans(errors);

        Assert.Equal((1, 0), (gap.HighGroup, gap.LowGroup));
        Assert.Equal((2, 2 - Math.Sqrt(.29), 2 + Math.Sqrt(.29)), (gap.Value.Value, gap.Value.Low, gap.Value.High), s_close);
    }

    [Fact]
    [ReferenceValues(typeof(GroupOutcomes))]
    [ReferenceValues(typeof(GroupOutcome))]
    public void Outcomes_count_by_group_and_merge_equals_a_single_pass()
    {
        int[] groups = [0, 0, 1, 1, 1, -1], decision = [1, 0, 1, -1, 1, 1], truth = [1, 1, 0, 1, -1, 1];
        double[] scores = [.9, .4, .7, .2, double.NaN, .5];
        GroupOutcomes whole = new(2), left = new(2), right = new(2);

        whole.AddRange(groups, decision, truth, scores);
        left.AddRange(groups.AsSpan(0, 2), decision.AsSpan(0, 2), truth.AsSpan(0, 2), scores.AsSpan(0, 2));
        right.AddRange(groups.AsSpan(2), decision.AsSpan(2), truth.AsSpan(2), scores.AsSpan(2));
        right.Merge(left);
        right.Merge(new GroupOutcomes(2));

        Assert.Equal(whole.ToArray(), right.ToArray());
        Assert.Equal((2, 1), (whole[0].Rows, whole[0].Selected));
        Assert.Equal((2, 2), (whole[1].Rows, whole[1].Selected));
        Assert.Equal(new ConfusionCounts(1, 0, 1, 0), whole[0].Counts);
        Assert.Equal(new ConfusionCounts(0, 1, 0, 0), whole[1].Counts);
        Assert.Equal(.65, whole[0].MeanScore.Value, 12);
        Assert.Equal(-.35, whole[0].CalibrationError.Value, 12);
    }

    [Fact]
    [EdgeTable(typeof(GroupOutcomes))]
    public void Edge_table_of_outcomes()
    {
        GroupOutcomes empty = new(0), one = new(1);
        one.AddRange([0], [1], [], []);

        Assert.Equal(0, empty.Count);
        Assert.Equal(1, one.Count);
        Assert.Equal(0, one[0].Counts.Count);
        Assert.True(double.IsNaN(one[0].MeanScore.Value));
        Assert.Throws<ArgumentException>(() => one.Merge(empty));
        Assert.Throws<ArgumentException>(() => one.AddRange([0], [], [], []));
    }

    static readonly TupleComparer s_close = new();

    static GroupOutcome Outcome(long tp, long fp, long fn, long tn) =>
        new(tp + fp + fn + tn, tp + fp, new(tp, fp, fn, tn), Estimate.Undefined(0), Estimate.Undefined(0));

    sealed class TupleComparer : IEqualityComparer<(double, double, double)>
    {
        public bool Equals((double, double, double) x, (double, double, double) y) =>
            Math.Abs(x.Item1 - y.Item1) < 1e-9 && Math.Abs(x.Item2 - y.Item2) < 1e-9 && Math.Abs(x.Item3 - y.Item3) < 1e-9;

        public int GetHashCode((double, double, double) obj) => 0;
    }
}
