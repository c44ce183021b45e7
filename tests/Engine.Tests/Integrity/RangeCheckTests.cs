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

    static int Outside(SeededRandom random, int n, int m)
    {
        double[] reference = [.. Enumerable.Range(0, n).Select(_ => random.NextDouble())];
        return Enumerable.Range(0, m).Select(_ => random.NextDouble()).Count(x => x < reference.Min() || x > reference.Max());
    }
}
