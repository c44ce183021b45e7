using Plumbline.Statistics.Slices;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.Slices;

public sealed class MixWithinTests
{
    [Fact]
    [ReferenceValues(typeof(MixWithin))]
    public void Splits_a_change_as_Kitagawa_does()
    {
        MixWithin split = MixWithin.Split([50, 50], [.9, .7], [80, 20], [.9, .6]);

        Assert.Equal(.3 * .9 - (.3 * .7), split.Mix, 12);
        Assert.Equal(.2 * -.1, split.Within, 12);
        Assert.Equal((.8 * .9) + (.2 * .6) - .8, split.Change, 12);
    }

    [Fact]
    public void Mix_and_within_always_add_up_to_the_change()
    {
        SeededRandom random = new(3);
        for (int run = 0; run < 500; run++)
        {
            int k = 1 + random.NextInt(6);
            long[] before = [.. Enumerable.Range(0, k).Select(_ => (long)random.NextInt(50))],
                now = [.. before.Select(_ => (long)random.NextInt(50))];
            double[] valuesBefore = [.. before.Select(rows => rows == 0 ? double.NaN : random.NextNormal())];
            double[] valuesNow = [.. now.Select(rows => rows == 0 ? double.NaN : random.NextNormal())];
            if (before.Sum() == 0 || now.Sum() == 0) continue;

            MixWithin split = MixWithin.Split(before, valuesBefore, now, valuesNow);

            Assert.Equal(Mean(now, valuesNow) - Mean(before, valuesBefore), split.Change, 1e-12);
            Assert.Equal(split.Change, split.Mix + split.Within, 1e-12);
            Assert.Equal(split.Mix, split.MixBySegment.Sum(), 1e-12);
            Assert.Equal(split.Within, split.WithinBySegment.Sum(), 1e-12);
        }
    }

    [Fact]
    public void Growth_without_change_is_all_mix_and_change_without_growth_all_within()
    {
        MixWithin grown = MixWithin.Split([10, 90], [.5, .9], [30, 70], [.5, .9]),
            changed = MixWithin.Split([10, 90], [.5, .9], [20, 180], [.4, .9]);

        Assert.Equal((0, -.08), (grown.Within, Math.Round(grown.Mix, 12)));
        Assert.Equal((0, -.01), (changed.Mix, Math.Round(changed.Within, 12)));
    }

    [Fact]
    [EdgeTable(typeof(MixWithin))]
    public void Edge_table()
    {
        Assert.True(double.IsNaN(MixWithin.Split([], [], [], []).Change));
        Assert.True(double.IsNaN(MixWithin.Split([0], [double.NaN], [5], [.5]).Change));
        Assert.True(double.IsNaN(MixWithin.Split([5], [double.NaN], [5], [.5]).Within));
        Assert.Equal(.25, MixWithin.Split([5], [.5], [1L << 40], [.75]).Change);
        Assert.Throws<ArgumentException>(() => MixWithin.Split([1], [1], [1, 2], [1]));
    }

    static double Mean(long[] rows, double[] values) =>
        rows.Zip(values).Where(pair => pair.First > 0).Sum(pair => pair.First * pair.Second) / rows.Sum();
}
