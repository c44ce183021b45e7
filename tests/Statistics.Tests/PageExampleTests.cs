using System.Globalization;
using System.Runtime.CompilerServices;
using Plumbline.Statistics.Bins;
using Plumbline.Statistics.Descriptive;
using Plumbline.Statistics.Distances;
using Plumbline.Statistics.Hypothesis;
using Plumbline.Statistics.Multiplicity;
using Plumbline.Statistics.Sketches;
using Plumbline.Statistics.Sorting;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests;

/// <summary>The example on a page of docs/methods is the code that runs here, with the number that comes out.</summary>
public sealed class PageExampleTests
{
    public static TheoryData<Type, string> Examples =>
    [
        Line(typeof(RadixSort), Sorted([3, 1, 2])[0]),
        Line(typeof(Quantile), Quantile.R7([1, 2, 4, 8], 0.9)),
        Line(typeof(Moments), MomentsOf([1, 2, 4, 8]).StandardDeviation),
        Line(typeof(NumericBins), NumericBins.FromSorted([0, 0, 0, 1, 2, 5, 9, 20], binCount: 4).CellCount),
        Line(typeof(CellJoining), CellJoining.Apply([4, 6, 10, 20, 30, 0, 30], CellJoining.JoinNeighbours([4, 6, 10, 20, 30, 0, 30], n: 100, m: 50))[0]),
        Line(typeof(PopulationStability), PopulationStability.Compute([100, 200, 300], [200, 200, 200])),
        Line(typeof(KullbackLeibler), KullbackLeibler.Compute([100, 200, 300], [200, 200, 200])),
        Line(typeof(JensenShannon), JensenShannon.Distance([100, 200, 300], [200, 200, 200])),
        Line(typeof(Hellinger), Hellinger.Compute([100, 200, 300], [200, 200, 200])),
        Line(typeof(TotalVariation), TotalVariation.Compute([100, 200, 300], [200, 200, 200])),
        Line(typeof(LInfinity), LInfinity.Compute([100, 200, 300], [200, 200, 200])),
        Line(typeof(Wasserstein), Wasserstein.Compute([1, 2, 4], [2, 3, 5, 9])),
        Line(typeof(EnergyDistance), EnergyDistance.Compute([1, 2, 4], [2, 3, 5, 9])),
        Line(typeof(JensenShannonEffect), JensenShannonEffect.Compute([100, 200, 300], [200, 200, 200]).Value),
        Line(typeof(DetectableEffect), DetectableEffect.Smallest(n: 1000, m: 1000, cells: 20, judgedColumns: 20)),
        Line(typeof(ChiSquared), ChiSquared.TwoSample([10, 20, 30], [20, 20, 20]).PValue),
        Line(typeof(GTest), GTest.TwoSample([10, 20, 30], [20, 20, 20]).PValue),
        Line(typeof(CramersV), CramersV.BiasCorrected([100, 200, 300], [200, 200, 200])),
        Line(typeof(KolmogorovSmirnov), KolmogorovSmirnov.TwoSample([1, 2, 3, 4, 5], [3, 4, 5, 6, 7, 8]).PValue),
        Line(typeof(Kuiper), Kuiper.TwoSample([1, 2, 3, 4, 5], [3, 4, 5, 6, 7, 8]).Statistic),
        Line(typeof(CramerVonMises), CramerVonMises.TwoSample([1, 2, 3, 4, 5], [3, 4, 5, 6, 7, 8]).PValue),
        Line(typeof(MannWhitney), MannWhitney.TwoSample([1, 2, 3, 4, 5], [3, 4, 5, 6, 7, 8]).PValue),
        Line(typeof(AndersonDarling), AndersonDarling.TwoSample([1, 2, 3, 4, 5], [3, 4, 5, 6, 7, 8]).PValue),
        Line(typeof(WelchT), WelchT.TwoSample([1, 2, 3, 4, 5], [3, 4, 5, 6, 7, 8]).PValue),
        Line(typeof(EppsSingleton), EppsSingleton.TwoSample([1, 2, 3, 4, 5], [3, 4, 5, 6, 7, 8]).PValue),
        Line(typeof(GroupedRankSum), GroupedRankSum.Location([10, 20, 30], [20, 20, 20]).Statistic),
        Line(typeof(FisherExact), FisherExact.TwoSided(8, 2, 1, 5).PValue),
        Line(typeof(TwoProportion), TwoProportion.NewcombeDifference(48, 80, 56, 70).Low),
        Line(typeof(WilsonInterval), WilsonInterval.Compute(37, 1000).High),
        Line(typeof(BenjaminiHochberg), BenjaminiHochberg.Adjust([0.01, 0.02, 0.5, double.NaN])[0]),
        Line(typeof(BenjaminiYekutieli), BenjaminiYekutieli.Adjust([0.01, 0.02, 0.5, double.NaN])[0]),
        Line(typeof(Holm), Holm.Adjust([0.01, 0.02, 0.5, double.NaN])[0]),
        Line(typeof(EBenjaminiHochberg), EBenjaminiHochberg.Reject([50, 9, 20, 12], alpha: 0.1).Count(rejected => rejected)),
        Line(typeof(KllSketch), Filled(new KllSketch(k: 200, seed: 1), 10_000).RankError),
        Line(typeof(QuantileSketch), QuantileSketch.Exact([1, 2, 4, 8]).Cdf(4)),
        Line(typeof(HyperLogLog), Filled(new HyperLogLog(precision: 12), 10_000).RelativeError),
        Line(typeof(FrequentItems), Filled(new FrequentItems(capacity: 3), ["a", "b", "a", "c", "a"]).Top(1)[0].Low),
    ];

    [Theory]
    [MemberData(nameof(Examples))]
    public void The_page_shows_the_code_and_its_number(Type statistic, string line)
    {
        string page = Repository.Path("docs", "methods", StatisticChecks.PageOf(statistic));

        Assert.True(File.Exists(page) && File.ReadAllLines(page).Contains(line), $"{StatisticChecks.PageOf(statistic)} lacks the line\n{line}");
    }

    static TheoryDataRow<Type, string> Line(Type statistic, double value, [CallerArgumentExpression(nameof(value))] string code = "") =>
        new(statistic, string.Create(CultureInfo.InvariantCulture, $"Example: `{code}` = {value:G6}"));

    static double[] Sorted(double[] values)
    {
        RadixSort.SortInPlace(values, new double[values.Length]);
        return values;
    }

    static Moments MomentsOf(double[] values)
    {
        Moments moments = new();
        moments.AddRange(values);
        return moments;
    }

    static KllSketch Filled(KllSketch sketch, int values)
    {
        for (int i = 0; i < values; i++) sketch.Add(i);
        return sketch;
    }

    static HyperLogLog Filled(HyperLogLog sketch, int values)
    {
        for (int i = 0; i < values; i++) sketch.Add(StableHash.Of(i));
        return sketch;
    }

    static FrequentItems Filled(FrequentItems sketch, string[] items)
    {
        sketch.AddRange(items);
        return sketch;
    }
}
