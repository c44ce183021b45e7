using Plumbline.Engine.Integrity;
using Plumbline.Statistics;

namespace Plumbline.Engine.Tests.Integrity;

public sealed class RangeCheckTests
{
    [Fact]
    public void The_chance_of_rows_outside_adds_up_by_hand()
    {
        // n = 2, m = 1: of three places the current row is outside in two.
        double probability = RangeCheck.TailProbability(1, 2, 1);

        Assert.Equal(2.0 / 3, probability, 12);
    }

    [Fact]
    public void The_chance_of_rows_outside_agrees_with_simulation()
    {
        var random = new SeededRandom(1);
        int hits = Enumerable.Range(0, 20_000).Count(_ => Outside(random, 20, 30) >= 6);

        double probability = RangeCheck.TailProbability(6, 20, 30);

        Assert.InRange(hits / 20_000.0, probability - .012, probability + .012);
    }

    [Fact]
    public void The_vectorised_count_equals_the_plain_one()
    {
        double[] values = [-5, double.NaN, 2, double.NegativeInfinity, 8, 1e308, double.PositiveInfinity, 0, 7, 7.1, -.1, -1e308, 3];

        long outside = RangeCheck.CountOutside(values, 0, 7);

        Assert.Equal(values.Count(v => double.IsFinite(v) && v is < 0 or > 7 && double.IsFinite(v)), outside);
    }

    static int Outside(SeededRandom random, int n, int m)
    {
        double[] reference = [.. Enumerable.Range(0, n).Select(_ => random.NextDouble())];
        return Enumerable.Range(0, m).Select(_ => random.NextDouble()).Count(x => x < reference.Min() || x > reference.Max());
    }
}
