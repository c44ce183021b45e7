using System.Text.Json;
using Plumbline.Statistics.Hypothesis;

namespace Plumbline.Statistics.Tests.References;

/// <summary>distributions.json, made by make_distributions.py with SciPy.</summary>
public sealed class DistributionReferenceTests
{
    static readonly ReferenceTable s_table = new("distributions.json");

    [Fact]
    public void Incomplete_gamma_equals_scipy() =>
        s_table.Check("gamma", 1e-11, e => With(e, v => new[] { GammaDistribution.Lower(v[0], v[1]),
            GammaDistribution.Upper(v[0], v[1]) }));

    [Fact]
    public void Noncentral_chi_squared_equals_scipy() =>
        s_table.Check("noncentral", 1e-9, e => With(e, v => new[] { NoncentralChiSquared.Cdf(v[0], v[1], v[2]) }));

    [Fact]
    public void Noncentrality_inverts_the_distribution() =>
        s_table.Check("noncentrality", 1e-8, e => With(e, v => new[] { NoncentralChiSquared.Noncentrality(v[0], v[1], v[2]) }));

    [Fact]
    public void Kolmogorov_distribution_equals_scipy() =>
        s_table.Check("kolmogorov", 1e-9, e => With(e, v => new[] { KolmogorovDistribution.OneSampleUpper(v[0], v[1]) }));

    [Fact]
    public void Hypergeometric_equals_scipy() =>
        s_table.Check("hypergeometric", 1e-11, e => With(e, v => new[] { new Hypergeometric(v[0], v[1], v[2]).Probability(v[3]) }));

    // Marsaglia and Marsaglia, "Evaluating the Anderson-Darling distribution" (2004).
    [Theory]
    [InlineData(1.9330, .10)]
    [InlineData(2.4924, .05)]
    [InlineData(3.0775, .025)]
    [InlineData(3.8781, .01)]
    public void Anderson_Darling_limit_has_the_published_percentage_points(double x, double p) =>
        Assert.Equal(p, QuadraticLimit.AndersonDarlingUpper(x), 4);

    // Stephens, "EDF statistics for goodness of fit and some comparisons" (1974), table 1A.
    [Theory]
    [InlineData(.347, .10)]
    [InlineData(.461, .05)]
    [InlineData(.581, .025)]
    [InlineData(.743, .01)]
    [InlineData(1.168, .001)]
    public void Cramer_von_Mises_limit_has_the_published_percentage_points(double x, double p) =>
        Assert.Equal(p, QuadraticLimit.CramerVonMisesUpper(x), 3);

    [Theory]
    [InlineData(1e7)]
    [InlineData(9.99e7)]
    [InlineData(1.01e8)]
    [InlineData(1e18)]
    public void Noncentrality_is_found_for_any_number_of_rows(double x)
    {
        double noncentrality = NoncentralChiSquared.Noncentrality(x, 19, .025);

        Assert.Equal(1.96, Math.Sqrt(noncentrality) - Math.Sqrt(x - 19), x > 1e17 ? 200 : 1e-2);
    }

    static double[] With(JsonElement entry, Func<double[], double[]> function) =>
        function(ReferenceTable.Numbers(entry.GetProperty("inputs")));
}
