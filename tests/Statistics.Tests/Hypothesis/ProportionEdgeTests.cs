using Plumbline.Statistics.Hypothesis;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.Hypothesis;

public sealed class ProportionEdgeTests
{
    const long Huge = long.MaxValue;

    [Theory]
    [EdgeTable(typeof(WilsonInterval))]
    [InlineData(0, 0, double.NaN, double.NaN, double.NaN)]
    [InlineData(0, 1, 0, 0, .79345068562276255)]
    [InlineData(1, 1, 1, .20654931437723745, 1)]
    [InlineData(Huge, Huge, 1, 1, 1)]
    [InlineData(0, Huge, 0, 0, 0)]
    public void Wilson_keeps_its_word_at_the_edges(long k, long n, double value, double low, double high)
    {
        Estimate found = WilsonInterval.Compute(k, n);

        Assert.Equal(value, found.Value, 1e-12);
        Assert.Equal(low, found.Low, 1e-12);
        Assert.Equal(high, found.High, 1e-12);
        Assert.Equal(n, found.N);
    }

    [Theory]
    [EdgeTable(typeof(TwoProportion))]
    [InlineData(0, 0, 1, 2, double.NaN, double.NaN)]
    [InlineData(1, 2, 0, 0, double.NaN, double.NaN)]
    [InlineData(0, 5, 0, 7, 0, 1)]
    [InlineData(5, 5, 7, 7, 0, 1)]
    [InlineData(0, 1, 1, 1, 1.4142135623730951, .15729920705028513)]
    [InlineData(Huge / 2, Huge, Huge / 2, Huge, 0, 1)]
    public void The_test_of_two_proportions_keeps_its_word_at_the_edges(long k1, long n1, long k2, long n2, double z, double p)
    {
        TestResult found = TwoProportion.Z(k1, n1, k2, n2);

        Assert.Equal(z, found.Statistic, 1e-9);
        Assert.Equal(p, found.PValue, 1e-9);
        Assert.Equal(double.IsNaN(z), double.IsNaN(TwoProportion.NewcombeDifference(k1, n1, k2, n2).Value));
    }

    [Theory]
    [EdgeTable(typeof(FisherExact))]
    [InlineData(0, 0, 0, 0, double.NaN, 1)]
    [InlineData(0, 0, 3, 4, double.NaN, 1)]
    [InlineData(0, 3, 0, 4, double.NaN, 1)]
    [InlineData(1, 0, 0, 1, double.PositiveInfinity, 1)]
    [InlineData(5, 5, 5, 5, 1, 1)]
    [InlineData(20, 0, 0, 20, double.PositiveInfinity, 1.4508889103849681e-11)]
    [InlineData(1_000_000_000_000, 1_000_000_000_000, 1_000_000_000_000, 1_000_000_000_000, 1, 1)]
    public void Fisher_keeps_its_word_at_the_edges(long a, long b, long c, long d, double ratio, double p)
    {
        TestResult found = FisherExact.TwoSided(a, b, c, d);

        Assert.Equal(ratio, found.Statistic, 1e-9);
        Assert.Equal(p, found.PValue, 1e-9 * p);
    }

    [Fact]
    public void Impossible_counts_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => WilsonInterval.Compute(3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => WilsonInterval.Compute(-1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => TwoProportion.Z(1, 2, 3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => TwoProportion.NewcombeDifference(-1, 2, 1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => FisherExact.TwoSided(1, -1, 1, 1));
    }

    [Fact]
    public void The_rarer_and_the_more_frequent_side_give_one_p()
    {
        TestResult up = FisherExact.TwoSided(3, 97, 30, 9_970), down = FisherExact.TwoSided(30, 9_970, 3, 97);

        Assert.Equal(up.PValue, down.PValue, 1e-12);
        Assert.InRange(up.PValue, 1e-4, .05);
    }
}
