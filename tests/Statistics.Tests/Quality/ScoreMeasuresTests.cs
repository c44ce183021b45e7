using Plumbline.Statistics.Quality;
using Plumbline.Statistics.Tests.References;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.Quality;

public sealed class ScoreMeasuresTests
{
    [Fact]
    [ReferenceValues(typeof(RocAuc))]
    [ReferenceValues(typeof(ScoredLabels))]
    [ReferenceValues(typeof(AveragePrecision))]
    [ReferenceValues(typeof(ScoreSeparation))]
    [ReferenceValues(typeof(LogLoss))]
    [ReferenceValues(typeof(BrierScore))]
    public void Measures_of_a_score_equal_scikit_learn_and_scipy()
    {
        foreach (ReferenceCase entry in ReferenceCase.Load("quality.json", "binary"))
        {
            ScoredLabels scored = ScoredLabels.Of(entry.Numbers("scores"), entry.Codes("truth"));
            (double area, double variance) = RocAuc.AreaAndVariance(scored);

            entry.Expect("roc_auc", RocAuc.Compute(scored).Value);
            entry.Expect("delong_auc", area);
            entry.Expect("delong_variance", variance, 1e-12);
            entry.Expect("average_precision", AveragePrecision.Compute(scored).Value);
            entry.Expect("ks", ScoreSeparation.KolmogorovSmirnov(scored).Statistic.Value);
            Assert.Equal((2 * entry["roc_auc"]) - 1, ScoreSeparation.Gini(scored).Value, 9);
            entry.Expect("log_loss", LogLoss.Compute(entry.Numbers("scores"), entry.Codes("truth")).Loss.Value);
            entry.Expect("brier", BrierScore.Compute(entry.Numbers("scores"), entry.Codes("truth")).Value);
        }
    }

    [Fact]
    [ReferenceValues(typeof(LogLoss))]
    [ReferenceValues(typeof(BrierScore))]
    public void Multiclass_losses_equal_scikit_learn()
    {
        foreach (ReferenceCase entry in ReferenceCase.Load("quality.json", "multiclass"))
        {
            entry.Expect("log_loss", LogLoss.Multiclass(entry.Rows("scores"), entry.Codes("truth")).Loss.Value);
            entry.Expect("brier", BrierScore.Multiclass(entry.Rows("scores"), entry.Codes("truth")).Value);
        }
    }

    [Fact]
    [ReferenceValues(typeof(ScoreCurve))]
    public void The_unthinned_curve_equals_scikit_learn()
    {
        foreach (ReferenceCase entry in ReferenceCase.Load("quality.json", "binary"))
        {
            ScoredLabels scored = ScoredLabels.Of(entry.Numbers("scores"), entry.Codes("truth"));

            IReadOnlyList<OperatingPoint> points = ScoreCurve.Points(scored, limit: 1000);

            Assert.Equal(entry.Numbers("thresholds"), points.Skip(1).Select(point => point.Threshold));
            Assert.Equal(entry.Numbers("false_positive_rates"), points.Select(point => point.FalsePositiveRate));
            Assert.Equal(entry.Numbers("true_positive_rates"), points.Select(point => point.TruePositiveRate));
        }
    }

    [Fact]
    public void A_thinned_curve_keeps_its_ends_and_its_area()
    {
        (double[] scores, int[] truth) = Simulated.Scores(50_000, shift: 1, seed: 3);
        ScoredLabels scored = ScoredLabels.Of(scores, truth);

        IReadOnlyList<OperatingPoint> points = ScoreCurve.Points(scored);

        double area = points.Zip(points.Skip(1), (a,
            b) => (b.FalsePositiveRate - a.FalsePositiveRate) * (a.TruePositiveRate + b.TruePositiveRate) / 2).Sum();
        Assert.InRange(points.Count, 100, 200);
        Assert.Equal((0, 0), (points[0].FalsePositiveRate, points[0].TruePositiveRate));
        Assert.Equal((1, 1), (points[^1].FalsePositiveRate, points[^1].TruePositiveRate));
        Assert.Equal(RocAuc.Compute(scored).Value, area, 3);
    }

    [Theory]
    [InlineData(60, .8)]
    [InlineData(400, 1.5)]
    public void DeLongs_interval_covers_the_true_area(int n, double shift)
    {
        double truth = MathNet.Numerics.Distributions.Normal.CDF(0, 1, shift / Math.Sqrt(2));

        int covered = Simulated.Runs(500, seed => RocAuc.Compute(Simulated.Scored(n, shift, seed)), truth);

        Assert.InRange(covered / 500.0, .91, .98);
    }

    [Theory]
    [InlineData(200, .8)]
    [InlineData(2000, 1.5)]
    public void The_interval_of_average_precision_covers_its_limit(int n, double shift)
    {
        double truth = AveragePrecision.Compute(Simulated.Scored(2_000_000, shift, 99)).Value;

        int covered = Simulated.Runs(400, seed => AveragePrecision.Compute(Simulated.Scored(n, shift, seed)), truth);

        Assert.InRange(covered / 400.0, .91, .98);
    }

    [Fact]
    public void The_difference_of_two_areas_covers_zero_for_equal_models()
    {
        int covered = Simulated.Runs(
            400, seed => RocAuc.Difference(Simulated.Scored(300, 1, seed), Simulated.Scored(200, 1, seed + 100_000)), 0);

        Assert.InRange(covered / 400.0, .92, .98);
    }

    [Fact]
    [ReferenceValues(typeof(LiftTable))]
    public void Lift_follows_its_definition()
    {
        ScoredLabels scored = ScoredLabels.Of([.9, .8, .7, .6, .5, .4, .3, .2, .1, .0], [1, 1, 0, 1, 0, 0, 1, 0, 0, 0]);

        IReadOnlyList<LiftRow> table = LiftTable.Compute(scored, steps: 5);

        Assert.Equal([.2, .4, .6, .8, 1], table.Select(row => row.Share));
        Assert.Equal([.5, .75, .75, 1, 1], table.Select(row => row.Gain));
        Assert.Equal([2.5, 1.875, 1.25, 1.25, 1], table.Select(row => Math.Round(row.Lift, 12)));
        Assert.Equal(.8, table[0].Threshold);
    }

    [Fact]
    public void A_tie_is_shared_out_by_proportion()
    {
        IReadOnlyList<LiftRow> table = LiftTable.Compute(ScoredLabels.Of([.5, .5, .5, .5], [1, 0, 0, 1]), steps: 4);

        Assert.Equal([.25, .5, .75, 1], table.Select(row => row.Gain));
    }

    [Fact]
    [EdgeTable(typeof(RocAuc))]
    [EdgeTable(typeof(AveragePrecision))]
    [EdgeTable(typeof(ScoreSeparation))]
    [EdgeTable(typeof(ScoredLabels))]
    [EdgeTable(typeof(ScoreCurve))]
    [EdgeTable(typeof(LiftTable))]
    public void Edge_table_of_sorted_scores()
    {
        ScoredLabels empty = ScoredLabels.Of([], []), oneClass = ScoredLabels.Of([.1, .2], [0, 0]), two = ScoredLabels.Of([.9, .1], [1, 0]);
        ScoredLabels ties = ScoredLabels.Of([.5, .5, .5, .5], [1, 0, 1, 0]);
        ScoredLabels bad = ScoredLabels.Of([double.NaN, double.PositiveInfinity, .5, 1e308, -1e308], [1, 0, -1, 1, 0]);

        Assert.All([empty, oneClass], scored => Assert.True(double.IsNaN(RocAuc.Compute(scored).Value)));
        Assert.All([empty, oneClass], scored => Assert.True(double.IsNaN(AveragePrecision.Compute(scored).Value)));
        Assert.All([empty, oneClass], scored => Assert.True(double.IsNaN(ScoreSeparation.KolmogorovSmirnov(scored).Statistic.Value)));
        Assert.Empty(ScoreCurve.Points(empty));
        Assert.Empty(LiftTable.Compute(oneClass));
        Assert.Equal(1, RocAuc.Compute(two).Value);
        Assert.True(double.IsNaN(RocAuc.Compute(two).Low));
        Assert.Equal(.5, RocAuc.Compute(ties).Value);
        Assert.Equal(.5, AveragePrecision.Compute(ties).Value);
        Assert.Equal(0, ScoreSeparation.KolmogorovSmirnov(ties).Statistic.Value);
        Assert.Equal(3, bad.Skipped);
        Assert.Equal(1, RocAuc.Compute(bad).Value);
    }

    [Fact]
    [EdgeTable(typeof(LogLoss))]
    [EdgeTable(typeof(BrierScore))]
    public void Edge_table_of_probabilities()
    {
        LogLoss certain = LogLoss.Compute([1, 0, 1], [1, 0, 0]);
        LogLoss bad = LogLoss.Compute([double.NaN, 1.5, -.1, double.PositiveInfinity, .5], [1, 1, 1, 1, -1]);

        Assert.Equal(3, certain.Clipped);
        Assert.Equal(Math.Log(1e15) / 3, certain.Loss.Value, 1e-3);
        Assert.True(double.IsNaN(bad.Loss.Value));
        Assert.Equal(5, bad.Skipped);
        Assert.True(double.IsNaN(BrierScore.Compute([], []).Value));
        Assert.Equal(.25, BrierScore.Compute([.5], [1]).Value);
        Assert.True(double.IsNaN(BrierScore.Compute([.5], [1]).Low));
        Assert.True(double.IsNaN(BrierScore.Compute([2], [1]).Value));
        Assert.Throws<ArgumentException>(() => LogLoss.Compute([.5], []));
    }

    [Fact]
    public void A_perfect_score_has_a_lower_bound_below_one()
    {
        Estimate area = RocAuc.Compute(ScoredLabels.Of([.1, .2, .3, .7, .8, .9], [0, 0, 0, 1, 1, 1]));

        Assert.Equal(1, area.Value);
        Assert.InRange(area.Low, .4, .9);
        Assert.Equal(1, area.High);
    }
}
