using Plumbline.Statistics.Multiplicity;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.Multiplicity;

public sealed class MultiplicityTests
{
    [Fact]
    [EdgeTable(typeof(BenjaminiHochberg))]
    [EdgeTable(typeof(BenjaminiYekutieli))]
    [EdgeTable(typeof(Holm))]
    public void Adjustments_keep_their_word_at_the_edges()
    {
        foreach (Func<double[], double[]> adjust in (Func<double[], double[]>[])[p => BenjaminiHochberg.Adjust(p),
            p => BenjaminiYekutieli.Adjust(p), p => Holm.Adjust(p)])
        {
            Assert.Empty(adjust([]));
            Assert.Equal([.03], adjust([.03]));
            Assert.Equal([double.NaN, .02], adjust([double.NaN, .02]));
            Assert.Equal([double.NaN, double.NaN], adjust([double.NaN, double.NaN]));
            Assert.Equal([0, 1], adjust([0, 1]));
            Assert.Equal([1, 1, 1], adjust([1, 1, 1]));
            Assert.Throws<ArgumentOutOfRangeException>(() => adjust([-.1]));
            Assert.Throws<ArgumentOutOfRangeException>(() => adjust([double.PositiveInfinity]));
        }
    }

    [Fact]
    public void Adjusted_values_keep_the_order_and_are_never_smaller()
    {
        SeededRandom random = new(5);
        double[] p = [.. Enumerable.Range(0, 200).Select(_ => random.NextDouble())];
        double[] q = BenjaminiHochberg.Adjust(p), y = BenjaminiYekutieli.Adjust(p), h = Holm.Adjust(p);

        Assert.All(Enumerable.Range(0, 200), i => Assert.True(p[i] <= q[i] + 1e-15 && q[i] <= y[i] + 1e-15 && q[i] <= h[i] + 1e-15));
        Assert.All(Enumerable.Range(0, 199), i => Assert.True((p[i] < p[i + 1]) ? q[i] <= q[i + 1] + 1e-15 : q[i] >= q[i + 1] - 1e-15));
    }

    // Wang and Ramdas (2022), section 3, by hand: 4 e-values, alpha .1: k = 2 is the largest with e_(k) >= 40 / k.
    [Fact]
    [ReferenceValues(typeof(EBenjaminiHochberg))]
    public void E_values_are_rejected_up_to_the_line()
    {
        Assert.Equal([true, false, true, false], EBenjaminiHochberg.Reject([50, 9, 20, 12], .1));
        Assert.Equal([true, true, true, true], EBenjaminiHochberg.Reject([50, 10, 20, 12], .1));
    }

    [Fact]
    [EdgeTable(typeof(EBenjaminiHochberg))]
    public void Rejection_by_e_values_keeps_its_word_at_the_edges()
    {
        Assert.Empty(EBenjaminiHochberg.Reject([], .05));
        Assert.Equal([true], EBenjaminiHochberg.Reject([20], .05));
        Assert.Equal([false], EBenjaminiHochberg.Reject([19.99], .05));
        Assert.Equal([false, true], EBenjaminiHochberg.Reject([double.NaN, double.PositiveInfinity], .05));
        Assert.Equal([true, true, true], EBenjaminiHochberg.Reject([20, 20, 20], .05));
        Assert.Equal([true], EBenjaminiHochberg.Reject([1e308], .05));
        Assert.Throws<ArgumentOutOfRangeException>(() => EBenjaminiHochberg.Reject([-1], .05));
        Assert.Throws<ArgumentOutOfRangeException>(() => EBenjaminiHochberg.Reject([1], 0));
    }

    [Fact]
    public void E_values_hold_the_false_discovery_rate_of_pure_chance()
    {
        // e = kappa p^(kappa - 1) with kappa = 1/2 is an e-value; all hypotheses are true, so any rejection is false.
        SeededRandom random = new(11);
        int reports = Enumerable.Range(0, 2000)
            .Count(_ => EBenjaminiHochberg.Reject([.. Enumerable.Range(0, 20).Select(_ => .5 / Math.Sqrt(random.NextDouble() + 1e-300))],
                .05).Any(r => r));

        Assert.InRange(reports, 0, 140);
    }
}
