using Plumbline.Statistics.Calibration;
using Plumbline.Statistics.Quality;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.Calibration;

public sealed class CalibrationTests
{
    [Fact]
    [ReferenceValues(typeof(ReliabilityCurve))]
    [ReferenceValues(typeof(ExpectedCalibrationError))]
    public void Bins_of_equal_mass_follow_their_definition()
    {
        ScoredLabels scored = ScoredLabels.Of([.1, .2, .3, .4, .6, .7, .8, .9], [0, 0, 1, 0, 1, 0, 1, 1]);

        IReadOnlyList<ReliabilityBin> curve = ReliabilityCurve.Compute(scored, bins: 4);

        Assert.Equal([.15, .35, .65, .85], curve.Select(bin => Math.Round(bin.MeanScore, 12)));
        Assert.Equal([0, .5, .5, 1], curve.Select(bin => bin.Observed.Value));
        Assert.Equal(.15, ExpectedCalibrationError.Compute(scored, bins: 4).Value, 12);
    }

    [Fact]
    public void Ties_share_a_bin_whatever_the_order_of_rows()
    {
        IReadOnlyList<ReliabilityBin> curve =
            ReliabilityCurve.Compute(ScoredLabels.Of([.5, .5, .5, .5, .5, .9], [1, 0, 1, 0, 1, 1]), bins: 3);

        Assert.Equal([5L, 1L], curve.Select(bin => bin.Observed.N));
        Assert.Equal(.6, curve[0].Observed.Value, 12);
    }

    [Fact]
    public void A_biased_score_is_found_and_its_interval_covers_the_bias()
    {
        int covered = 0;
        for (ulong run = 1; run <= 200; run++)
        {
            Estimate error = ExpectedCalibrationError.Compute(Probabilities(3000, bias: .1, run));
            if (error.Low <= .1 && .1 <= error.High) covered++;
        }

        Assert.InRange(covered / 200.0, .9, 1);
    }

    [Fact]
    public void The_interval_of_a_calibrated_score_reaches_zero()
    {
        int reaching = 0;
        for (ulong run = 1; run <= 100; run++)
            if (ExpectedCalibrationError.Compute(Probabilities(1000, bias: 0, run)).Low < .005) reaching++;

        Assert.InRange(reaching, 90, 100);
    }

    [Fact]
    [EdgeTable(typeof(ReliabilityCurve))]
    [EdgeTable(typeof(ExpectedCalibrationError))]
    public void Edge_table()
    {
        ScoredLabels empty = ScoredLabels.Of([], []), single = ScoredLabels.Of([.7], [1]), constant = ScoredLabels.Of([.5, .5], [1, 0]);
        ScoredLabels bad = ScoredLabels.Of([double.NaN, double.PositiveInfinity], [1, 0]), huge = ScoredLabels.Of([1e308, -1e308], [1, 0]);

        Assert.Empty(ReliabilityCurve.Compute(empty));
        Assert.True(double.IsNaN(ExpectedCalibrationError.Compute(empty).Value));
        Assert.True(double.IsNaN(ExpectedCalibrationError.Compute(bad).Value));
        Assert.Equal(.3, ExpectedCalibrationError.Compute(single).Value, 12);
        Assert.Equal(0, ExpectedCalibrationError.Compute(constant).Value);
        Assert.Single(ReliabilityCurve.Compute(constant));
        Assert.Equal(2, ReliabilityCurve.Compute(huge).Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => ReliabilityCurve.Compute(single, bins: 0));
    }

    static ScoredLabels Probabilities(int n, double bias, ulong seed)
    {
        SeededRandom random = new(seed);
        double[] scores = new double[n];
        int[] truth = new int[n];
        for (int i = 0; i < n; i++)
        {
            scores[i] = .2 + (.6 * random.NextDouble());
            truth[i] = random.NextDouble() < scores[i] - bias ? 1 : 0;
        }
        return ScoredLabels.Of(scores, truth);
    }
}
