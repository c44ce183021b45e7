using Plumbline.Statistics.Quality;
using Plumbline.Statistics.Tests.References;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.Quality;

public sealed class BinaryMeasuresTests
{
    [Fact]
    [ReferenceValues(typeof(BinaryMeasures))]
    [ReferenceValues(typeof(ConfusionCounts))]
    public void Measures_equal_scikit_learn()
    {
        foreach (ReferenceCase entry in ReferenceCase.Load("quality.json", "binary"))
        {
            ConfusionCounts counts = ConfusionCounts.Of(entry.Codes("truth"), entry.Codes("decision"));

            entry.Expect("accuracy", BinaryMeasures.Accuracy(counts).Value);
            entry.Expect("balanced_accuracy", BinaryMeasures.BalancedAccuracy(counts).Value);
            entry.Expect("precision", BinaryMeasures.Precision(counts).Value);
            entry.Expect("recall", BinaryMeasures.Recall(counts).Value);
            entry.Expect("specificity", BinaryMeasures.Specificity(counts).Value);
            entry.Expect("f1", BinaryMeasures.F1(counts).Value);
            entry.Expect("f2", BinaryMeasures.FBeta(counts, 2).Value);
            entry.Expect("f05", BinaryMeasures.FBeta(counts, .5).Value);
            entry.Expect("matthews", BinaryMeasures.Matthews(counts).Value);
            entry.Expect("kappa", BinaryMeasures.Kappa(counts).Value);
        }
    }

    [Fact]
    [EdgeTable(typeof(BinaryMeasures))]
    [EdgeTable(typeof(ConfusionCounts))]
    public void Without_a_denominator_a_measure_is_undefined_not_zero()
    {
        ConfusionCounts none = ConfusionCounts.Of([], []);
        ConfusionCounts nothingSelected = new(0, 0, 5, 5);
        ConfusionCounts oneClass = new(0, 3, 0, 4);

        Assert.All(
            [
                BinaryMeasures.Accuracy(none), BinaryMeasures.F1(none), BinaryMeasures.Matthews(none), BinaryMeasures.Kappa(none),
                BinaryMeasures.SelectionRate(none), BinaryMeasures.Prevalence(none), BinaryMeasures.ValuePerRow(none, new(1, -1, -1, 0)),
                BinaryMeasures.Precision(nothingSelected), BinaryMeasures.Matthews(nothingSelected), BinaryMeasures.Recall(oneClass),
                BinaryMeasures.FalseNegativeRate(oneClass), BinaryMeasures.BalancedAccuracy(oneClass),
                    BinaryMeasures.Kappa(new(0, 0, 0, 9)),
                BinaryMeasures.NegativePredictiveValue(new(3, 3, 0, 0)),
            ],
            estimate => Assert.True(double.IsNaN(estimate.Value) && double.IsNaN(estimate.Low)));
        Assert.Equal(0, BinaryMeasures.F1(nothingSelected).Value);
    }

    [Fact]
    [EdgeTable(typeof(BinaryMeasures))]
    public void Counts_beyond_two_to_the_33_do_not_overflow()
    {
        const long huge = 1L << 34;
        ConfusionCounts counts = new(huge, huge, huge, huge);

        Assert.Equal(.5, BinaryMeasures.F1(counts).Value, 12);
        Assert.Equal(0, BinaryMeasures.Matthews(counts).Value, 12);
        Assert.Equal(0, BinaryMeasures.Kappa(counts).Value, 12);
        Assert.InRange(BinaryMeasures.F1(counts).High, .5, .50001);
    }

    [Theory]
    [InlineData(100, .3, .8, .9)]
    [InlineData(1000, .05, .6, .95)]
    public void The_bootstrap_interval_of_F1_covers_the_truth(int n, double prevalence, double recall, double specificity)
    {
        double truth = 2 * prevalence * recall / (prevalence + (prevalence * recall) + ((1 - prevalence) * (1 - specificity)));
        double[] shares =
            [prevalence * recall, (1 - prevalence) * (1 - specificity), prevalence * (1 - recall), (1 - prevalence) * specificity];
        SeededRandom random = new(7);
        long[] cells = new long[4];

        int covered = 0;
        for (int run = 0; run < 400; run++)
        {
            BinomialDraw.Multinomial(random, n, shares, cells);
            Estimate f1 = BinaryMeasures.F1(new(cells[0], cells[1], cells[2], cells[3]), (ulong)run);
            if (f1.Low <= truth && truth <= f1.High) covered++;
        }

        Assert.InRange(covered / 400.0, .92, .98);
    }

    [Fact]
    public void A_faultless_set_still_has_an_interval_of_positive_width()
    {
        Estimate f1 = BinaryMeasures.F1(new(50, 0, 0, 50));

        Assert.Equal(1, f1.Value);
        Assert.InRange(f1.Low, .85, .999);
        Assert.Equal(1, f1.High);
    }

    [Fact]
    public void Equal_seeds_give_equal_intervals()
    {
        ConfusionCounts counts = new(30, 12, 9, 80);

        Assert.Equal(BinaryMeasures.Matthews(counts, seed: 5), BinaryMeasures.Matthews(counts, seed: 5));
        Assert.NotEqual(BinaryMeasures.Matthews(counts, seed: 5), BinaryMeasures.Matthews(counts, seed: 6));
    }

    [Fact]
    public void Value_per_row_weighs_outcomes_by_their_worth()
    {
        Estimate value = BinaryMeasures.ValuePerRow(new(10, 5, 2, 83),
            new(TruePositive: 50, FalsePositive: -10, FalseNegative: -100, TrueNegative: 0));

        Assert.Equal(2.5, value.Value, 12);
        Assert.InRange(value.Low, -3, 2.5);
    }
}
