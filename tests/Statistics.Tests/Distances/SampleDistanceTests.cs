using Plumbline.Statistics.Distances;
using Plumbline.Statistics.Tests.References;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.Distances;

public sealed class SampleDistanceTests
{
    [Theory]
    [EdgeTable(typeof(Wasserstein))]
    [EdgeTable(typeof(EnergyDistance))]
    [InlineData("empty", double.NaN, double.NaN)]
    [InlineData("empty current", double.NaN, double.NaN)]
    [InlineData("one", 1, 1.4142135623730951)]
    [InlineData("constant", 0, 0)]
    [InlineData("two constants", 1, 1.4142135623730951)]
    [InlineData("NaN", double.NaN, double.NaN)]
    [InlineData("infinite", double.NaN, double.NaN)]
    [InlineData("huge", .6, .4898979485566357)]
    [InlineData("ties", .6666666666666667, .6666666666666667)]
    public void Distances_of_samples_keep_their_word_at_the_edges(string edge, double wasserstein, double energy)
    {
        (double[] reference, double[] current) = EdgeSamples.Of(edge);

        Assert.Equal(wasserstein, Wasserstein.Compute(reference, current), 1e-12);
        Assert.Equal(energy, EnergyDistance.Compute(reference, current), 1e-12);
    }

    [Fact]
    public void A_constant_reference_has_a_normalised_distance_only_when_nothing_moved()
    {
        Assert.Equal(0, Wasserstein.Normalised(Wasserstein.Compute([2, 2], [2, 2, 2]), 0));
        Assert.Equal(double.NaN, Wasserstein.Normalised(Wasserstein.Compute([2, 2], [2, 3]), 0));
        Assert.Equal(0, EnergyDistance.Normalised([2, 2], [2, 2, 2], 0));
        Assert.Equal(double.NaN, EnergyDistance.Normalised([2, 2], [2, 3], 0));
    }

    [Fact]
    public void Distances_across_the_whole_range_do_not_overflow()
    {
        Assert.Equal(1.5e308, Wasserstein.Compute([-1e308, 1e308], [-5e307, -5e307]) + 5e307, 1e294);
        Assert.Equal(double.PositiveInfinity, Wasserstein.Compute([-1.7e308], [1.7e308]));
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(12)]
    [InlineData(1e6)]
    public void Normalised_distances_do_not_depend_on_the_unit(double unit)
    {
        double[] reference = Samples.Make(1, 400), current = Samples.Make(2, 300, shift: .2);
        double[] scaledReference = Array.ConvertAll(reference, x => x * unit), scaledCurrent = Array.ConvertAll(current, x => x * unit);

        double distance = Wasserstein.Compute(reference, current), scaled = Wasserstein.Compute(scaledReference, scaledCurrent);
        Assert.Equal(Wasserstein.Normalised(distance, 1.5), Wasserstein.Normalised(scaled, 1.5 * unit), 1e-12);
        Assert.Equal(EnergyDistance.Normalised(reference, current, 1.5),
            EnergyDistance.Normalised(scaledReference, scaledCurrent, 1.5 * unit), 1e-12);
        Assert.Equal(EnergyDistance.Compute(reference, current) * Math.Sqrt(unit), EnergyDistance.Compute(scaledReference, scaledCurrent),
            1e-9 * Math.Sqrt(unit));
    }

    [Fact]
    public void A_shift_by_a_constant_is_its_own_distance()
    {
        double[] reference = Samples.Make(3, 500), current = Array.ConvertAll(reference, x => x + .75);

        Assert.Equal(.75, Wasserstein.Compute(reference, current), 1e-12);
    }

    [Fact]
    public void Distances_are_symmetric()
    {
        double[] reference = Samples.Make(4, 200), current = Samples.Make(5, 333, scale: 2);

        Assert.Equal(Wasserstein.Compute(reference, current), Wasserstein.Compute(current, reference), 1e-12);
        Assert.Equal(EnergyDistance.Compute(reference, current), EnergyDistance.Compute(current, reference), 1e-12);
    }
}
