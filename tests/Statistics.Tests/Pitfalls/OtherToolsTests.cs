using Plumbline.Statistics.Bins;
using Plumbline.Statistics.Distances;
using Plumbline.Statistics.Hypothesis;
using Plumbline.Statistics.Tests.References;

namespace Plumbline.Statistics.Tests.Pitfalls;

/// <summary>What other tools get wrong about tests and distances, and that we do not. Draws are seeded.</summary>
public sealed class OtherToolsTests
{
    const int Trials = 400;

    [Theory]
    [InlineData(3, .22)]
    [InlineData(5, .31)]
    [InlineData(12, .54)]
    [InlineData(50, .96)]
    public void Chi_squared_holds_its_level_where_taking_the_reference_as_truth_does_not(int values, double alarmsElsewhere)
    {
        SeededRandom random = new((ulong)values);
        int ours = 0, theirs = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            long[] reference = Flat(random, 1000, values), current = Flat(random, 1000, values);
            if (ChiSquared.TwoSample(reference, current).PValue < .05) ours++;
            if (ReferenceAsTruth(reference, current) < .05) theirs++;
        }

        Assert.InRange(ours / (double)Trials, 0, .09);
        Assert.Equal(alarmsElsewhere, theirs / (double)Trials, .08);
    }

    [Fact]
    public void One_row_of_a_new_category_is_no_drift()
    {
        long[] reference = [500, 300, 200, 0], current = [499, 300, 200, 1];

        Assert.Equal(0, ReferenceAsTruth(reference, current));
        Assert.InRange(ChiSquared.TwoSample(reference, current).PValue, .5, 1);
        Assert.InRange(JensenShannonEffect.Compute(reference, current).Value, 0, .03);
    }

    [Fact]
    public void One_outlier_does_not_hide_a_shift_from_population_stability()
    {
        double[] plain = Samples.Make(1, 5000), reference = [.. plain, 1e6], current = Samples.Make(2, 5000, shift: .5);

        double ours = Psi(NumericBins.FromSorted(reference, 10), reference, current),
            clean = Psi(NumericBins.FromSorted(plain, 10), plain, current);
        double equalWidth = Psi(NumericBins.FromSorted(reference, 10, Binning.EqualWidth), reference, current);

        Assert.InRange(clean, .2, .35);
        Assert.Equal(clean, ours, .01);
        Assert.InRange(equalWidth, 0, .002);
    }

    [Fact]
    public void An_empty_cell_does_not_decide_population_stability()
    {
        double[] reference = Samples.Make(3, 1000), current = Samples.Make(4, 1000, shift: .25);
        NumericBins bins = NumericBins.FromSorted(reference, 10, Binning.EqualWidth);
        (long[] before, long[] now) = Counts(bins, reference, current);

        double floored = before.Zip(now, (a, b) => (Math.Max(b / 1000.0, 1e-300) - Math.Max(a / 1000.0,
            1e-300)) * Math.Log(Math.Max(b / 1000.0, 1e-300) / Math.Max(a / 1000.0, 1e-300))).Sum();

        Assert.InRange(PopulationStability.Compute(before, now), .03, .12);
        Assert.True(floored > 3 * PopulationStability.Compute(before, now), $"floored {floored}");
    }

    [Fact]
    public void A_downward_shift_is_drift_for_mann_whitney()
    {
        double[] reference = Samples.Make(5, 500), down = Samples.Make(6, 500, shift: -.5), up = Samples.Make(6, 500, shift: .5);

        Assert.InRange(MannWhitney.TwoSample(reference, down).PValue, 0, 1e-6);
        Assert.InRange(MannWhitney.TwoSample(reference, up).PValue, 0, 1e-6);
    }

    [Fact]
    public void G_and_fisher_work_on_samples_of_different_sizes()
    {
        Assert.InRange(GTest.TwoSample([50, 30, 20], [510, 290, 200]).PValue, .5, 1);
        Assert.InRange(FisherExact.TwoSided(5, 95, 50, 850).PValue, .5, 1);
    }

    [Fact]
    public void Energy_distance_does_not_depend_on_the_unit()
    {
        double[] metres = Samples.Make(7, 400, scale: 2), moved = Samples.Make(8, 400, scale: 2, shift: .5);
        double[] millimetres = Array.ConvertAll(metres, x => x * 1000), movedMillimetres = Array.ConvertAll(moved, x => x * 1000);

        Assert.Equal(EnergyDistance.Normalised(metres, moved, 2), EnergyDistance.Normalised(millimetres, movedMillimetres, 2000), 1e-12);
        Assert.NotEqual(EnergyDistance.Compute(metres, moved) / 2, EnergyDistance.Compute(millimetres, movedMillimetres) / 2000, .01);
    }

    [Fact]
    public void Significance_alone_does_not_make_an_effect()
    {
        long[] reference = [500_000, 500_000], current = [502_500, 497_500];

        Assert.InRange(ChiSquared.TwoSample(reference, current).PValue, 0, .001);
        Assert.InRange(JensenShannonEffect.Compute(reference, current).High, 0, .01);
    }

    [Fact]
    public void Joining_thin_cells_keeps_the_level_at_a_hundred_rows()
    {
        SeededRandom random = new(9);
        int alarms = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            double[] reference = Normal(random, 100), current = Normal(random, 100);
            (long[] before, long[] now) = Counts(NumericBins.FromSorted(reference, 20), reference, current);
            int[] groups = CellJoining.JoinNeighbours(before, 100, 100);
            if (ChiSquared.TwoSample(CellJoining.Apply(before, groups), CellJoining.Apply(now, groups)).PValue < .05) alarms++;
        }

        Assert.InRange(alarms / (double)Trials, 0, .08);
    }

    /// <summary>What others do: the reference shares are the expected ones, without error of their own.</summary>
    static double ReferenceAsTruth(long[] reference, long[] current)
    {
        double scale = current.Sum() / (double)reference.Sum(), statistic = 0;
        for (int c = 0; c < reference.Length; c++)
        {
            double expected = reference[c] * scale;
            if (expected == 0 && current[c] > 0) return 0;
            if (expected > 0) statistic += (current[c] - expected) * (current[c] - expected) / expected;
        }

        return GammaDistribution.Upper((reference.Length - 1) / 2.0, statistic / 2);
    }

    static double Psi(NumericBins bins, double[] reference, double[] current)
    {
        (long[] before, long[] now) = Counts(bins, reference, current);
        return PopulationStability.Compute(before, now);
    }

    static (long[] Reference, long[] Current) Counts(NumericBins bins, double[] reference, double[] current)
    {
        long[] before = new long[bins.CellCount], now = new long[bins.CellCount];
        bins.CountSorted(reference, before);
        bins.CountSorted(current, now);
        return (before, now);
    }

    static long[] Flat(SeededRandom random, int rows, int values)
    {
        long[] counts = new long[values];
        for (int i = 0; i < rows; i++) counts[random.NextInt(values)]++;
        return counts;
    }

    static double[] Normal(SeededRandom random, int rows)
    {
        double[] values = [.. Enumerable.Range(0, rows).Select(_ => random.NextNormal())];
        Array.Sort(values);
        return values;
    }
}
