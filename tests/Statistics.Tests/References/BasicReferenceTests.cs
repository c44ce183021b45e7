using System.Text.Json;
using Plumbline.Statistics.Bins;
using Plumbline.Statistics.Descriptive;
using Plumbline.Statistics.Hypothesis;
using Plumbline.Statistics.Multiplicity;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.References;

/// <summary>basics.json, made by make_basics.py with NumPy, SciPy and statsmodels.</summary>
public sealed class BasicReferenceTests
{
    static readonly ReferenceTable s_table = new("basics.json");

    [Fact]
    [ReferenceValues(typeof(Moments))]
    public void Moments_equal_numpy_and_scipy() => s_table.Check("moments", 1e-9, entry =>
    {
        Moments moments = new();
        moments.AddRange(Sample(entry));
        return [moments.Count, moments.Mean, moments.Variance, moments.Skewness, moments.Kurtosis, moments.Min, moments.Max];
    });

    [Fact]
    [ReferenceValues(typeof(Quantile))]
    public void Quantiles_equal_numpy() => s_table.Check("quantiles", 1e-12, entry =>
    {
        double[] sample = Sample(entry);
        return Array.ConvertAll([0, 0.05, 1.0 / 3, 0.5, 0.9, 1], q => Quantile.R7(sample, q));
    });

    [Fact]
    [ReferenceValues(typeof(NumericBins))]
    public void Quantile_edges_equal_their_definition() => s_table.Check("edges", 0, entry => Edges(entry, 20, Binning.Quantile));

    [Fact]
    public void Ten_quantile_edges_equal_their_definition() => s_table.Check("edges10", 0, entry => Edges(entry, 10, Binning.Quantile));

    [Fact]
    public void Atoms_equal_their_definition() =>
        s_table.Check("atoms", 0, entry => NumericBins.FromSorted(Sample(entry), 20).Atoms.ToArray());

    [Fact]
    public void Equal_width_edges_equal_numpy() => s_table.Check("equal_width", 1e-12, entry => Edges(entry, 12, Binning.EqualWidth)[1..]);

    [Fact]
    public void Sturges_edges_equal_numpy() => s_table.Check("sturges", 1e-12, entry => Edges(entry, 1, Binning.Sturges)[1..]);

    [Fact]
    public void Doane_edges_equal_numpy() => s_table.Check("doane", 1e-12, entry => Edges(entry, 1, Binning.Doane)[1..]);

    [Fact]
    public void Distinct_cells_are_the_distinct_values() => s_table.Check("distinct", 0, entry =>
    {
        double[] sample = Sample(entry);
        return sample.Length < 1000 ? NumericBins.FromSorted(sample, 1, Binning.Distinct).Atoms.ToArray() : [];
    });

    [Fact]
    [ReferenceValues(typeof(WilsonInterval))]
    public void Wilson_equals_statsmodels() => s_table.Check("wilson", 1e-12, entry =>
    {
        long[] v = Inputs(entry);
        Estimate estimate = WilsonInterval.Compute(v[0], v[1]);
        return [estimate.Low, estimate.High];
    });

    [Fact]
    [ReferenceValues(typeof(TwoProportion))]
    public void Two_proportion_test_equals_statsmodels() =>
        s_table.Check("z", 1e-12, entry => ReferenceTable.Pair(With(Inputs(entry), TwoProportion.Z)));

    [Fact]
    [ReferenceValues(typeof(TwoProportion))]
    public void Newcombe_interval_equals_statsmodels() => s_table.Check("newcombe", 1e-12, entry =>
    {
        Estimate estimate = With(Inputs(entry), TwoProportion.NewcombeDifference);
        return [estimate.Value, estimate.Low, estimate.High];
    });

    [Fact]
    [ReferenceValues(typeof(FisherExact))]
    public void Fisher_equals_scipy() =>
        s_table.Check("fisher", 1e-10, entry => ReferenceTable.Pair(With(Inputs(entry), FisherExact.TwoSided)));

    [Fact]
    [ReferenceValues(typeof(BenjaminiHochberg))]
    public void Benjamini_Hochberg_equals_statsmodels() =>
        s_table.Check("fdr_bh", 1e-12, entry => BenjaminiHochberg.Adjust(PValues(entry)));

    [Fact]
    [ReferenceValues(typeof(BenjaminiYekutieli))]
    public void Benjamini_Yekutieli_equals_statsmodels() =>
        s_table.Check("fdr_by", 1e-12, entry => BenjaminiYekutieli.Adjust(PValues(entry)));

    [Fact]
    [ReferenceValues(typeof(Holm))]
    public void Holm_equals_statsmodels() => s_table.Check("holm", 1e-12, entry => Holm.Adjust(PValues(entry)));

    static double[] Sample(JsonElement entry) => Samples.Of(entry.GetProperty("sample"));

    static double[] Edges(JsonElement entry, int count, Binning binning) =>
        NumericBins.FromSorted(Sample(entry), count, binning).Edges.ToArray();

    static double[] PValues(JsonElement entry) => ReferenceTable.Numbers(entry.GetProperty("inputs"));

    static long[] Inputs(JsonElement entry) => ReferenceTable.Counts(entry.GetProperty("inputs"));

    static T With<T>(long[] v, Func<long, long, long, long, T> function) => function(v[0], v[1], v[2], v[3]);
}
