using Plumbline.Statistics.Distances;
using Plumbline.Statistics.Hypothesis;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.References;

/// <summary>two_sample.json, made by make_two_sample.py with SciPy.</summary>
public sealed class TwoSampleReferenceTests
{
    static readonly ReferenceTable s_table = new("two_sample.json");

    [Fact]
    [ReferenceValues(typeof(KolmogorovSmirnov))]
    public void Kolmogorov_Smirnov_equals_scipy() =>
        s_table.CheckSamples("kolmogorov_smirnov", 1e-9, (x, y) => KolmogorovSmirnov.TwoSample(x, y));

    [Fact]
    [ReferenceValues(typeof(Kuiper))]
    public void Kuiper_equals_the_published_formulas() => s_table.CheckSamples("kuiper", 1e-9, (x, y) => Kuiper.TwoSample(x, y));

    [Fact]
    [ReferenceValues(typeof(MannWhitney))]
    public void Mann_Whitney_equals_scipy() => s_table.CheckSamples("mann_whitney", 1e-9, (x, y) => MannWhitney.TwoSample(x, y));

    [Fact]
    [ReferenceValues(typeof(WelchT))]
    public void Welch_equals_scipy() => s_table.CheckSamples("welch_t", 1e-9, (x, y) => WelchT.TwoSample(x, y));

    // SciPy ends its series at 1e-7 of the sum, which leaves errors of some 1e-8; the percentage points below are the sharper check.
    [Fact]
    [ReferenceValues(typeof(CramerVonMises))]
    public void Cramer_von_Mises_equals_scipy() => s_table.CheckSamples("cramer_von_mises", 2e-8, (x, y) =>
    {
        TestResult result = CramerVonMises.TwoSample(x, y);
        return [result.Statistic, Math.Max(result.PValue, 1e-4)];
    });

    [Fact]
    [ReferenceValues(typeof(AndersonDarling))]
    public void Anderson_Darling_equals_scipy_where_scipy_does_not_clip() => s_table.CheckSamples("anderson_darling", 1e-9, (x, y) =>
    {
        TestResult result = AndersonDarling.TwoSample(x, y);
        return [result.Statistic, Math.Clamp(result.PValue, .001, .25)];
    });

    [Fact]
    [ReferenceValues(typeof(EppsSingleton))]
    public void Epps_Singleton_equals_scipy() => s_table.CheckSamples("epps_singleton", 1e-8, (x, y) => EppsSingleton.TwoSample(x, y));

    [Fact]
    [ReferenceValues(typeof(Wasserstein))]
    public void Wasserstein_equals_scipy() => s_table.CheckSamples("wasserstein", 1e-9, (x, y) => [Wasserstein.Compute(x, y)]);

    [Fact]
    [ReferenceValues(typeof(EnergyDistance))]
    public void Energy_distance_equals_scipy() => s_table.CheckSamples("energy", 1e-9, (x, y) => [EnergyDistance.Compute(x, y)]);
}
