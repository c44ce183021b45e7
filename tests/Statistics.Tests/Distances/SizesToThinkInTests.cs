using MathNet.Numerics.Distributions;
using Plumbline.Statistics.Distances;

namespace Plumbline.Statistics.Tests.Distances;

/// <summary>The sizes people are told to think in, on the population itself: counts are shares of a very large sample, so nothing is
/// drawn.</summary>
public sealed class SizesToThinkInTests
{
    const double Rows = 1e12;

    static readonly double[] s_flat = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1];
    static readonly double[] s_tilted = [1.3, 1.2, 1.1, 1, 1, 1, 1, .9, .8, .7];

    [Theory]
    [InlineData(.1, 1, .043)]
    [InlineData(.2, 1, .084)]
    [InlineData(.3, 1, .126)]
    [InlineData(.5, 1, .207)]
    [InlineData(0, 1.1, .052)]
    [InlineData(0, 1.3, .138)]
    public void A_shift_or_scale_of_a_normal_column_has_the_told_size(double shift, double scale, double effect)
    {
        double[] quantiles = [.. Enumerable.Range(1, 19).Select(k => Normal.InvCDF(0, 1, k / 20.0))];
        double[] reference = [.. Enumerable.Repeat(1.0, 20)], current = Shares(quantiles, x => Normal.CDF(shift, scale, x));

        Assert.Equal(effect, Effect(reference, current), .002);
    }

    [Theory]
    [InlineData(5, .076)]
    [InlineData(12, .108)]
    public void A_flatter_zipf_column_has_the_told_size(int values, double effect)
    {
        double[] reference = [.. Enumerable.Range(1, values).Select(i => 1.0 / i)],
            current = [.. Enumerable.Range(1, values).Select(i => Math.Pow(i, -.7))];

        Assert.Equal(effect, Effect(reference, current), .002);
    }

    [Fact]
    public void One_percent_of_rows_in_a_new_category_has_the_told_size() =>
        Assert.Equal(.07, Effect([.5, .5, 0], [.495, .495, .01]), .002);

    [Fact]
    public void The_interval_covers_the_true_effect()
    {
        const int trials = 300;
        double truth = Effect(s_flat, s_tilted);
        SeededRandom random = new(3);

        int covered = Enumerable.Range(0, trials).Count(_ =>
        {
            Effect found = JensenShannonEffect.Compute(Draw(random, 1000, s_flat), Draw(random, 1000, s_tilted));
            return found.Low <= truth && truth <= found.High;
        });

        Assert.InRange(covered / (double)trials, .9, .99);
    }

    [Fact]
    public void The_detectable_effect_is_found_with_the_promised_power()
    {
        const int trials = 300;
        double detectable = DetectableEffect.Smallest(1000, 1000, 2, 1, tests: 1);
        double share = ShareWithEffect(detectable);
        SeededRandom random = new(4);

        int found = Enumerable.Range(0, trials).Count(_ =>
            Plumbline.Statistics.Hypothesis.ChiSquared.TwoSample(Split(random, 1000, .5), Split(random, 1000, share)).PValue <= .05 * .8);

        Assert.InRange(found / (double)trials, .73, .87);
    }

    static double Effect(double[] reference, double[] current) => JensenShannonEffect.Compute(Scaled(reference), Scaled(current)).Value;

    static long[] Scaled(double[] shares) => [.. shares.Select(s => (long)Math.Round(s / shares.Sum() * Rows))];

    static double[] Shares(double[] edges, Func<double, double> cdf)
    {
        double[] upTo = [0, .. edges.Select(cdf), 1];
        return [.. Enumerable.Range(0, edges.Length + 1).Select(i => upTo[i + 1] - upTo[i])];
    }

    static long[] Draw(SeededRandom random, int rows, double[] weights)
    {
        double total = weights.Sum();
        long[] counts = new long[weights.Length];
        for (int i = 0; i < rows; i++)
        {
            double at = random.NextDouble() * total;
            int cell = 0;
            while (cell < counts.Length - 1 && at >= weights[cell]) at -= weights[cell++];
            counts[cell]++;
        }

        return counts;
    }

    static long[] Split(SeededRandom random, int rows, double share)
    {
        long first = 0;
        for (int i = 0; i < rows; i++) first += random.NextDouble() < share ? 1 : 0;
        return [first, rows - first];
    }

    static double ShareWithEffect(double effect)
    {
        double low = .5, high = 1;
        for (int step = 0; step < 60; step++)
        {
            double middle = (low + high) / 2;
            if (Effect([.5, .5], [middle, 1 - middle]) < effect) low = middle;
            else high = middle;
        }

        return low;
    }
}
