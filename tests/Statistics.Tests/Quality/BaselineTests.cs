using Plumbline.Statistics.Quality;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.Quality;

public sealed class BaselineTests
{
    [Fact]
    [ReferenceValues(typeof(BestConstant))]
    public void Best_constants_follow_their_definitions()
    {
        ConfusionCounts counts = new(30, 5, 10, 55);
        ConfusionMatrix matrix = new([10, 2, 3, 20, 1, 4, 5, 5, 5]);

        Assert.Equal(new ConfusionCounts(0, 0, 40, 60), BestConstant.Majority(counts));
        Assert.Equal(new ConfusionCounts(40, 60, 0, 0), BestConstant.Always(counts, positive: true));
        Assert.Equal(.6, BinaryMeasures.Accuracy(BestConstant.Majority(counts)).Value);
        Assert.Equal(0.6730116670092565, BestConstant.LogLoss(counts), 1e-12);
        Assert.Equal(.24, BestConstant.Brier(counts), 1e-12);
        Assert.Equal(25.0 / 55, MulticlassMeasures.Accuracy(BestConstant.Majority(matrix)).Value, 1e-12);
        Assert.Equal(0, BestConstant.Regression([1, 2, 6], 3).RSquared.Value, 12);
    }

    [Fact]
    [ReferenceValues(typeof(OneRule))]
    public void One_rule_takes_the_most_frequent_label_of_each_cell()
    {
        OneRule rule = OneRule.Fit([0, 0, 0, 1, 1, 2, -1, -1], 4, [1, 1, 0, 2, 2, 0, 1, -1], 3);

        Assert.Equal([1, 2, 0, 1], Enumerable.Range(0, 4).Select(rule.Decide));
        Assert.Equal(1, rule.Decide(-1));
        Assert.Equal(6.0 / 7, rule.TrainingAccuracy, 1e-12);
    }

    [Fact]
    [EdgeTable(typeof(BestConstant))]
    [EdgeTable(typeof(OneRule))]
    [EdgeTable(typeof(CostMatrix))]
    public void Edge_table()
    {
        OneRule empty = OneRule.Fit([], 2, [], 2);

        Assert.True(double.IsNaN(BestConstant.LogLoss(default)) && double.IsNaN(BestConstant.Brier(default)));
        Assert.Equal(0, BestConstant.LogLoss(new(5, 0, 0, 0)));
        Assert.True(double.IsNaN(BestConstant.Regression([], 1).MeanError.Value));
        Assert.True(double.IsNaN(empty.TrainingAccuracy));
        Assert.Equal(0, empty.Decide(7));
        Assert.Equal(0, new CostMatrix(1, 2, 3, 4).Total(default));
        Assert.Throws<ArgumentException>(() => OneRule.Fit([0], 1, [], 1));
    }
}
