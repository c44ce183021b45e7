using Plumbline.Statistics.Slices;
using Plumbline.Statistics.Tests.References;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.Slices;

public sealed class SliceLineTests
{
    [Fact]
    [ReferenceValues(typeof(SliceLine))]
    public void Finds_what_brute_force_finds()
    {
        foreach (ReferenceCase entry in ReferenceCase.Load("slices.json"))
        {
            IReadOnlyList<SliceFinding> found = Find(entry, top: 1000);

            IReadOnlyList<ReferenceCase> expected = entry.Cases("slices");
            Assert.Equal(expected.Count, found.Count);
            for (int i = 0; i < found.Count; i++)
            {
                Assert.Equal(expected[i].Rows("conditions").Select(pair => ((int)pair[0], (int)pair[1])),
                    found[i].Conditions.Select(c => (c.Column, c.Code)));
                Assert.Equal(expected[i].Int("rows"), found[i].Rows);
                expected[i].Expect("loss", found[i].Loss);
                expected[i].Expect("elsewhere", found[i].LossElsewhere);
                expected[i].Expect("score", found[i].Score);
                expected[i].Expect("p", found[i].PValue);
                Assert.InRange(found[i].QValue, found[i].PValue, 1);
            }
        }
    }

    [Fact]
    public void On_one_level_nothing_is_pruned_and_q_values_equal_statsmodels()
    {
        ReferenceCase entry = ReferenceCase.Load("slices.json")[0];

        IReadOnlyList<SliceFinding> found = Find(entry, top: 1000);

        Assert.All(entry.Cases("slices").Zip(found), pair => pair.First.Expect("q", pair.Second.QValue));
    }

    [Fact]
    public void Pruning_by_the_best_few_does_not_change_them()
    {
        foreach (ReferenceCase entry in ReferenceCase.Load("slices.json"))
            Assert.Equal(
                Find(entry, top: 1000).Take(2).Select(slice => slice.Score),
                Find(entry, top: 2).Select(slice => slice.Score));
    }

    [Fact]
    public void Random_losses_seldom_give_a_significant_slice()
    {
        int significant = 0;
        for (ulong run = 1; run <= 200; run++)
            if (SliceLine.Find(RandomColumns(500, run), RandomLosses(500, run + 1000)).Any(slice => slice.QValue < .05)) significant++;

        Assert.InRange(significant, 0, 20);
    }

    [Fact]
    public void A_planted_slice_of_two_conditions_comes_first()
    {
        SliceColumn[] columns = RandomColumns(20_000, 5);
        double[] losses = RandomLosses(20_000, 6);
        for (int i = 0; i < losses.Length; i++)
            if (columns[2].Codes[i] == 3 && columns[5].Codes[i] == 1) losses[i] += 2;

        SliceFinding worst = SliceLine.Find(columns, losses)[0];

        Assert.Equal([new(2, 3), new(5, 1)], worst.Conditions);
        Assert.InRange(worst.QValue, 0, 1e-10);
    }

    [Fact]
    [EdgeTable(typeof(SliceLine))]
    public void Edge_table()
    {
        SliceColumn whole = new([0, 0, 0], 1), missing = new([-1, -1, -1], 2);
        double[] bad = [double.NaN, double.PositiveInfinity, double.NaN];

        Assert.Empty(SliceLine.Find([], []));
        Assert.Empty(SliceLine.Find([whole], [1, 2, 3]));
        Assert.Empty(SliceLine.Find([missing], [1, 2, 3], new() { MinimumRows = 1 }));
        Assert.Empty(SliceLine.Find([new([0, 1, 1], 2)], [0, 0, 0], new() { MinimumRows = 1 }));
        Assert.Empty(SliceLine.Find([new([0, 1, 1], 2)], bad, new() { MinimumRows = 1 }));
        Assert.Single(SliceLine.Find([new([0, 0, 1, 1], 2)], [1, 1, 0, 0], new() { MinimumRows = 1 }));
        Assert.Throws<ArgumentException>(() => SliceLine.Find([whole], [1, -2, 3]));
        Assert.Throws<ArgumentException>(() => SliceLine.Find([whole], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SliceLine.Find([whole], [1, 2, 3], new() { MaximumLevel = 4 }));
    }

    static IReadOnlyList<SliceFinding> Find(ReferenceCase entry, int top)
    {
        double[] cardinalities = entry.Numbers("cardinalities");
        SliceColumn[] columns = [.. entry.Rows("codes").Select((codes, i) => new SliceColumn([.. codes.Select(code => (int)code)],
            (int)cardinalities[i]))];
        return SliceLine.Find(columns, entry.Numbers("losses"), new()
        {
            Alpha = entry["alpha"],
            MinimumRows = entry.Int("minimum"),
            MaximumLevel = entry.Int("levels"),
            Top = top,
        });
    }

    static SliceColumn[] RandomColumns(int n, ulong seed)
    {
        SeededRandom random = new(seed);
        return [.. Enumerable.Range(0, 8).Select(_ => new SliceColumn([.. Enumerable.Range(0, n).Select(_ => random.NextInt(6))], 6))];
    }

    static double[] RandomLosses(int n, ulong seed)
    {
        SeededRandom random = new(seed);
        return [.. Enumerable.Range(0, n).Select(_ => Math.Abs(random.NextNormal()))];
    }
}
