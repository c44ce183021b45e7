using Plumbline.Statistics.Hypothesis;
using Plumbline.Statistics.Quality;
using Plumbline.Statistics.Tests.References;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.Quality;

public sealed class IndependentChangeTests
{
    const double Z = 1.959963984540054;

    [Fact]
    [ReferenceValues(typeof(IndependentChange))]
    public void Two_Wilson_intervals_combine_to_the_interval_of_statsmodels()
    {
        foreach (ReferenceCase entry in ReferenceCase.Load("change.json", "proportions"))
        {
            long[] counts = entry.Counts("counts");

            IndependentChange change = IndependentChange.Compute(WilsonInterval.Compute(counts[0], counts[1]),
                WilsonInterval.Compute(counts[2], counts[3]));

            entry.Expect("value", change.Value);
            entry.Expect("low", change.Low);
            entry.Expect("high", change.High);
        }
    }

    [Fact]
    [ReferenceValues(typeof(IndependentChange))]
    public void Two_normal_intervals_combine_to_the_z_interval_and_test()
    {
        foreach (ReferenceCase entry in ReferenceCase.Load("change.json", "normal"))
        {
            IndependentChange change = IndependentChange.Compute(Normal(entry.Numbers("reference")), Normal(entry.Numbers("current")));

            entry.Expect("value", change.Value);
            entry.Expect("low", change.Low);
            entry.Expect("high", change.High);
            entry.Expect("se", change.StandardError);
            entry.Expect("p", change.PValue);
        }
    }

    [Fact]
    [ReferenceValues(typeof(IndependentChange))]
    public void The_smallest_detectable_change_is_that_of_the_power_calculation()
    {
        foreach (ReferenceCase entry in ReferenceCase.Load("change.json", "power"))
        {
            IndependentChange change = new(0, -Z * entry["se"], Z * entry["se"], entry["se"], 1);

            // statsmodels counts the far tail too, which is 1e-6 at most here.
            entry.Expect("smallest", change.SmallestDetectable(entry["level"], entry["power"]), 1e-5);
        }
    }

    [Fact]
    public void The_p_value_is_below_five_percent_exactly_when_the_interval_excludes_zero()
    {
        for (int now = 0; now <= 60; now++)
        {
            IndependentChange change = IndependentChange.Compute(WilsonInterval.Compute(25, 50), WilsonInterval.Compute(now, 60));

            Assert.Equal(change.Low > 0 || change.High < 0, change.PValue < .05);
        }
    }

    [Fact]
    public void Swapping_the_sides_mirrors_the_change()
    {
        Estimate one = WilsonInterval.Compute(30, 90), other = WilsonInterval.Compute(70, 120);

        IndependentChange forth = IndependentChange.Compute(one, other), back = IndependentChange.Compute(other, one);

        Assert.Equal(forth.Value, -back.Value, 1e-15);
        Assert.Equal(forth.Low, -back.High, 1e-15);
        Assert.Equal(forth.PValue, back.PValue, 1e-15);
    }

    [Fact]
    [EdgeTable(typeof(IndependentChange))]
    public void Undefined_sides_have_no_change_and_sides_without_interval_have_no_test()
    {
        Estimate known = WilsonInterval.Compute(5, 10);

        Assert.True(double.IsNaN(IndependentChange.Compute(Estimate.Undefined(0), known).Value));
        Assert.True(double.IsNaN(IndependentChange.Compute(known, Estimate.Undefined(0)).PValue));
        Assert.Equal(.5, IndependentChange.Compute(known, Estimate.Point(1, 3)).Value);
        Assert.True(double.IsNaN(IndependentChange.Compute(known, Estimate.Point(1, 3)).PValue));
        Assert.True(double.IsNaN(IndependentChange.Compute(known, Estimate.Point(1, 3)).SmallestDetectable()));
        Assert.Equal(1, IndependentChange.Compute(known, known).PValue);
        Assert.Equal(1, IndependentChange.Compute(new(2, 2, 2, 1), new(2, 2, 2, 1)).PValue);
        Assert.Equal(0, IndependentChange.Compute(new(2, 2, 2, 1), new(3, 3, 3, 1)).PValue);
        Assert.Equal(1e308, IndependentChange.Compute(new(0, 0, 0, 9), new(1e308, 1e308, 1e308, 9)).Value);
        Assert.Throws<ArgumentOutOfRangeException>(() => IndependentChange.Compute(known, known).SmallestDetectable(level: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => IndependentChange.Compute(known, known).SmallestDetectable(power: 1));
    }

    static Estimate Normal(double[] estimate) => new(estimate[0], estimate[0] - (Z * estimate[1]), estimate[0] + (Z * estimate[1]), 1_000);
}
