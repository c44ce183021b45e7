using Plumbline.Statistics.Distances;
using Plumbline.Statistics.Hypothesis;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.References;

/// <summary>counts.json, made by make_counts.py with SciPy.</summary>
public sealed class CountReferenceTests
{
    static readonly ReferenceTable s_table = new("counts.json");

    [Fact]
    [ReferenceValues(typeof(ChiSquared))]
    public void Chi_squared_equals_scipy() => s_table.CheckCounts("chi_squared", 1e-9, (a, b) => Numbers(ChiSquared.TwoSample(a, b)));

    [Fact]
    [ReferenceValues(typeof(GTest))]
    public void G_test_equals_scipy() => s_table.CheckCounts("g_test", 1e-9, (a, b) => Numbers(GTest.TwoSample(a, b)));

    [Fact]
    [ReferenceValues(typeof(JensenShannon))]
    public void Jensen_Shannon_equals_scipy() => s_table.CheckCounts("jensen_shannon", 1e-9, (a, b) => [JensenShannon.Distance(a, b)]);

    [Fact]
    [ReferenceValues(typeof(Hellinger))]
    public void Hellinger_equals_its_definition() => s_table.CheckCounts("hellinger", 1e-12, (a, b) => [Hellinger.Compute(a, b)]);

    [Fact]
    [ReferenceValues(typeof(TotalVariation))]
    public void Total_variation_equals_its_definition() =>
        s_table.CheckCounts("total_variation", 1e-12, (a, b) => [TotalVariation.Compute(a, b)]);

    [Fact]
    [ReferenceValues(typeof(LInfinity))]
    public void L_infinity_equals_scipy() => s_table.CheckCounts("l_infinity", 1e-12, (a, b) => [LInfinity.Compute(a, b)]);

    [Fact]
    [ReferenceValues(typeof(PopulationStability))]
    public void Population_stability_equals_its_definition() =>
        s_table.CheckCounts("psi", 1e-12, (a, b) => [PopulationStability.Compute(a, b)]);

    [Fact]
    [ReferenceValues(typeof(KullbackLeibler))]
    public void Kullback_Leibler_equals_scipy_entropy() =>
        s_table.CheckCounts("kullback_leibler", 1e-12, (a, b) => [KullbackLeibler.Compute(a, b)]);

    [Fact]
    [ReferenceValues(typeof(CramersV))]
    public void Cramers_v_equals_its_definition() => s_table.CheckCounts("cramers_v", 1e-9, (a, b) => [CramersV.BiasCorrected(a, b)]);

    [Fact]
    [ReferenceValues(typeof(JensenShannonEffect))]
    public void Effect_and_interval_equal_scipy_noncentral_chi_squared() => s_table.CheckCounts("effect", 1e-8, (a, b) =>
    {
        Effect effect = JensenShannonEffect.Compute(a, b);
        return [effect.Value, effect.Low, effect.High];
    });

    [Fact]
    [ReferenceValues(typeof(GroupedRankSum))]
    public void Location_equals_mann_whitney_on_the_cells() =>
        s_table.CheckCounts("location", 1e-9, (a, b) => ReferenceTable.Pair(GroupedRankSum.Location(a, b)));

    [Fact]
    [ReferenceValues(typeof(GroupedRankSum))]
    public void Spread_equals_its_definition() =>
        s_table.CheckCounts("spread", 1e-9, (a, b) => ReferenceTable.Pair(GroupedRankSum.Spread(a, b)));

    [Fact]
    [ReferenceValues(typeof(GroupedRankSum))]
    public void Spread_equals_mood_without_ties() =>
        s_table.CheckCounts("mood", 1e-9, (a, b) => ReferenceTable.Pair(GroupedRankSum.Spread(a, b)));

    [Fact]
    [ReferenceValues(typeof(DetectableEffect))]
    public void Detectable_effect_equals_scipy_power() => s_table.Check("detectable", 1e-8, entry =>
    {
        double[] v = ReferenceTable.Numbers(entry.GetProperty("inputs"));
        return [DetectableEffect.Smallest((long)v[0], (long)v[1], (int)v[2], (int)v[3], v[4], v[5], (int)v[6])];
    });

    static double[] Numbers(ChiSquaredResult result) => [result.Statistic, result.PValue, result.DegreesOfFreedom, result.ExpectedBelow5];
}
