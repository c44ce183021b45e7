using Plumbline.Statistics.Quality;
using Plumbline.Statistics.Tests.References;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.Quality;

public sealed class RegressionMeasuresTests
{
    [Fact]
    [ReferenceValues(typeof(RegressionMeasures))]
    public void Measures_equal_scikit_learn()
    {
        foreach (ReferenceCase entry in ReferenceCase.Load("quality.json", "regression"))
        {
            RegressionMeasures measures = RegressionMeasures.Compute(entry.Numbers("truth"), entry.Numbers("prediction"));

            entry.Expect("mean_error", measures.MeanError.Value);
            entry.Expect("mae", measures.MeanAbsoluteError.Value);
            entry.Expect("median_ae", measures.MedianAbsoluteError.Value);
            entry.Expect("rmse", measures.RootMeanSquaredError.Value);
            entry.Expect("mape", measures.MeanAbsolutePercentageError.Value);
            entry.Expect("smape", measures.SymmetricMeanAbsolutePercentageError.Value);
            entry.Expect("r2", measures.RSquared.Value);
            entry.Expect("explained_variance", measures.ExplainedVariance.Value);
            entry.Expect("q10", measures.QuantileLoss10.Value);
            entry.Expect("q50", measures.QuantileLoss50.Value);
            entry.Expect("q90", measures.QuantileLoss90.Value);
            entry.Expect("max_error", measures.MaxError.Value);
            Assert.Equal(entry.Int("zero_targets"), measures.ZeroTargets);
        }
    }

    [Fact]
    [EdgeTable(typeof(RegressionMeasures))]
    public void Edge_table()
    {
        RegressionMeasures empty = RegressionMeasures.Compute([], []), single = RegressionMeasures.Compute([3], [5]);
        RegressionMeasures constant = RegressionMeasures.Compute([2, 2, 2], [1, 2, 3]), zero = RegressionMeasures.Compute([0, 0], [0, 1]);
        RegressionMeasures bad = RegressionMeasures.Compute([1, double.NaN, 3, double.PositiveInfinity], [1, 2, double.NaN, 4]);
        RegressionMeasures huge = RegressionMeasures.Compute([1e308, -1e308], [1e308, -1e308]);

        Assert.True(double.IsNaN(empty.MeanError.Value) && double.IsNaN(empty.MaxError.Value)
            && double.IsNaN(empty.MedianAbsoluteError.Value));
        Assert.Equal((2, 2, 2), (single.MeanError.Value, single.RootMeanSquaredError.Value, single.MedianAbsoluteError.Value));
        Assert.True(double.IsNaN(single.MeanError.Low) && double.IsNaN(single.RSquared.Value));
        Assert.True(double.IsNaN(constant.RSquared.Value) && double.IsNaN(constant.ExplainedVariance.Value));
        Assert.True(double.IsNaN(zero.MeanAbsolutePercentageError.Value));
        Assert.Equal(1, zero.SymmetricMeanAbsolutePercentageError.Value);
        Assert.Equal((1, 3), (bad.Count, bad.Skipped));
        Assert.Equal(0, huge.MeanAbsoluteError.Value);
        Assert.Throws<ArgumentException>(() => RegressionMeasures.Compute([1], []));
    }

    [Fact]
    public void Intervals_cover_the_limits()
    {
        int rmse = 0, median = 0, rSquared = 0, absolute = 0;
        for (ulong run = 1; run <= 400; run++)
        {
            RegressionMeasures measures = Simulate(300, run);
            if (measures.RootMeanSquaredError.Low <= 2 && 2 <= measures.RootMeanSquaredError.High) rmse++;
            if (measures.MedianAbsoluteError.Low <= 1.348980 && 1.348980 <= measures.MedianAbsoluteError.High) median++;
            if (measures.RSquared.Low <= 9.0 / 13 && 9.0 / 13 <= measures.RSquared.High) rSquared++;
            if (measures.MeanAbsoluteError.Low <= 1.595769 && 1.595769 <= measures.MeanAbsoluteError.High) absolute++;
        }

        Assert.All([rmse, median, rSquared, absolute], covered => Assert.InRange(covered / 400.0, .92, .985));
    }

    // Prediction of variance 9, independent error of variance 4.
    static RegressionMeasures Simulate(int n, ulong seed)
    {
        SeededRandom random = new(seed);
        double[] truth = new double[n], prediction = new double[n];
        for (int i = 0; i < n; i++)
        {
            prediction[i] = 3 * random.NextNormal();
            truth[i] = prediction[i] + (2 * random.NextNormal());
        }
        return RegressionMeasures.Compute(truth, prediction);
    }
}
