using Plumbline.Statistics.Distances;
using Plumbline.Statistics.Hypothesis;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.Hypothesis;

/// <summary>The edge table of everything on counts: no cell, no row, one cell, equal, disjoint, huge, negative, of unequal length. Counts
/// know no NaN.</summary>
public sealed class CountEdgeTests
{
    const long Huge = long.MaxValue / 4;

    public static TheoryData<string, Func<long[], long[], double>, double, double> Distances => new()
    {
        { "psi", (a, b) => PopulationStability.Compute(a, b), double.PositiveInfinity, 0 },
        { "kullback_leibler", (a, b) => KullbackLeibler.Compute(a, b), double.PositiveInfinity, 0 },
        { "jensen_shannon", (a, b) => JensenShannon.Distance(a, b), 1, 0 },
        { "hellinger", (a, b) => Hellinger.Compute(a, b), 1, 0 },
        { "total_variation", (a, b) => TotalVariation.Compute(a, b), 1, 0 },
        { "l_infinity", (a, b) => LInfinity.Compute(a, b), 1, 0 },
        { "effect", (a, b) => JensenShannonEffect.Compute(a, b).Value, 1, 0 },
        { "chi_squared", (a, b) => ChiSquared.TwoSample(a, b).Statistic, double.PositiveInfinity, 0 },
        { "g_test", (a, b) => GTest.TwoSample(a, b).Statistic, double.PositiveInfinity, 0 },
    };

    [Theory]
    [MemberData(nameof(Distances))]
    [EdgeTable(typeof(PopulationStability))]
    [EdgeTable(typeof(KullbackLeibler))]
    [EdgeTable(typeof(JensenShannon))]
    [EdgeTable(typeof(Hellinger))]
    [EdgeTable(typeof(TotalVariation))]
    [EdgeTable(typeof(LInfinity))]
    [EdgeTable(typeof(JensenShannonEffect))]
    [EdgeTable(typeof(ChiSquared))]
    [EdgeTable(typeof(GTest))]
    public void Distances_on_counts_keep_their_word_at_the_edges(string name, Func<long[], long[], double> distance, double most,
        double whenEqual)
    {
        Assert.True(double.IsNaN(distance([], [])), name);
        Assert.True(double.IsNaN(distance([0, 0], [0, 0])), name);
        Assert.True(double.IsNaN(distance([0, 0], [1, 2])), name);
        Assert.True(double.IsNaN(distance([1, 2], [0, 0])), name);
        Assert.Equal(whenEqual, distance([5], [9]), 1e-12);
        Assert.Equal(whenEqual, distance([1], [1]), 1e-12);
        Assert.Equal(whenEqual, distance([10, 20, 30], [20, 40, 60]), 0.02);
        Assert.Equal(whenEqual, distance([Huge, Huge], [Huge, Huge]), 1e-9);
        Assert.InRange(distance([Huge, 1], [1, Huge]), 0.5, most);
        Assert.InRange(distance([0, 0, 7], [4, 3, 0]), 0.5, most);
        Assert.Equal(distance([10, 20, 30], [20, 10, 30]), distance([10, 0, 20, 30, 0], [20, 0, 10, 30, 0]), 1e-12);
        Assert.Throws<ArgumentException>(() => distance([1, 2], [1, 2, 3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => distance([1, -2], [1, 2]));
    }

    [Fact]
    public void The_effect_has_no_interval_with_one_cell_or_no_row()
    {
        Effect one = JensenShannonEffect.Compute([5], [9]), none = JensenShannonEffect.Compute([5, 1], [0, 0]);

        Assert.Equal(0, one.Value);
        Assert.True(double.IsNaN(one.Low) && double.IsNaN(one.High) && double.IsNaN(none.Low) && double.IsNaN(none.Value));
    }

    [Theory]
    [EdgeTable(typeof(GroupedRankSum))]
    [InlineData(new long[0], new long[0], double.NaN, double.NaN)]
    [InlineData(new long[] { 0, 0 }, new long[] { 3, 4 }, double.NaN, double.NaN)]
    [InlineData(new long[] { 7 }, new long[] { 5 }, 0, 1)]
    [InlineData(new long[] { 1, 0 }, new long[] { 0, 1 }, 1, .31731050786291415)]
    [InlineData(new long[] { 10, 10, 10 }, new long[] { 20, 20, 20 }, 0, 1)]
    [InlineData(new[] { Huge, Huge }, new[] { Huge, Huge }, 0, 1)]
    public void Location_keeps_its_word_at_the_edges(long[] reference, long[] current, double z, double p)
    {
        TestResult found = GroupedRankSum.Location(reference, current);

        Assert.Equal(z, found.Statistic, 1e-9);
        Assert.Equal(p, found.PValue, 1e-9);
    }

    [Theory]
    [InlineData(new long[0], new long[0], double.NaN, double.NaN)]
    [InlineData(new long[] { 7 }, new long[] { 5 }, 0, 1)]
    [InlineData(new long[] { 1, 0 }, new long[] { 0, 1 }, 0, 1)]
    [InlineData(new long[] { 9, 1 }, new long[] { 1, 9 }, 0, 1)]
    public void Spread_keeps_its_word_at_the_edges(long[] reference, long[] current, double z, double p)
    {
        TestResult found = GroupedRankSum.Spread(reference, current);

        Assert.Equal(z, found.Statistic, 1e-9);
        Assert.Equal(p, found.PValue, 1e-9);
    }

    [Theory]
    [EdgeTable(typeof(CramersV))]
    [InlineData(new long[0], new long[0], double.NaN)]
    [InlineData(new long[] { 0, 0 }, new long[] { 3, 4 }, double.NaN)]
    [InlineData(new long[] { 7 }, new long[] { 5 }, double.NaN)]
    [InlineData(new long[] { 1, 0 }, new long[] { 0, 1 }, double.NaN)]
    [InlineData(new long[] { 50, 50 }, new long[] { 50, 50 }, 0)]
    [InlineData(new long[] { 500, 0 }, new long[] { 0, 500 }, 1)]
    [InlineData(new[] { Huge, 0 }, new[] { 0, Huge }, 1)]
    public void CramersV_keeps_its_word_at_the_edges(long[] reference, long[] current, double expected) =>
        Assert.Equal(expected, CramersV.BiasCorrected(reference, current), 1e-9);

    [Theory]
    [EdgeTable(typeof(DetectableEffect))]
    [InlineData(0, 100, 5, double.NaN)]
    [InlineData(100, 0, 5, double.NaN)]
    [InlineData(100, 100, 1, double.NaN)]
    [InlineData(1, 1, 2, 1)]
    [InlineData(long.MaxValue, long.MaxValue, 20, 0)]
    public void DetectableEffect_keeps_its_word_at_the_edges(long n, long m, int cells, double expected) =>
        Assert.Equal(expected, DetectableEffect.Smallest(n, m, cells, 1), 1e-6);

    [Fact]
    public void DetectableEffect_refuses_impossible_probabilities()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => DetectableEffect.Smallest(10, 10, 5, 1, level: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => DetectableEffect.Smallest(10, 10, 5, 1, power: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => DetectableEffect.Smallest(10, 10, 5, 1, tests: 0));
    }
}
