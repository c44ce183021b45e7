using Plumbline.Statistics.Descriptive;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.Descriptive;

public sealed class QuantileTests
{
    [Theory]
    [EdgeTable(typeof(Quantile))]
    [InlineData(new double[0], .5, double.NaN)]
    [InlineData(new double[] { 7 }, .9, 7)]
    [InlineData(new double[] { 2, 2, 2 }, .3, 2)]
    [InlineData(new[] { -double.MaxValue, double.MaxValue }, .5, 0)]
    [InlineData(new double[] { 1, 2, double.PositiveInfinity }, .25, 1.5)]
    [InlineData(new double[] { 1, 2, double.PositiveInfinity }, 1, double.PositiveInfinity)]
    [InlineData(new double[] { 1, 1, 2, 2 }, .5, 1.5)]
    public void R7_keeps_its_word_at_the_edges(double[] sorted, double q, double expected) =>
        Assert.Equal(expected, Quantile.R7(sorted, q));

    [Theory]
    [InlineData(-.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_probability_outside_0_and_1_is_refused(double q) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantile.R7([1, 2], q));
}
