using Plumbline.Statistics.Sorting;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.Sorting;

public sealed class RadixSortTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(50_001)]
    public void Sorts_as_the_platform_does(int length)
    {
        SeededRandom random = new(7);
        double[] values = [.. Enumerable.Range(0, length).Select(_ => Math.ScaleB(random.NextNormal(), random.NextInt(200) - 100))];
        double[] expected = [.. values.Order()];

        RadixSort.SortInPlace(values, new double[length]);

        Assert.Equal(expected, values);
    }

    [Theory]
    [EdgeTable(typeof(RadixSort))]
    [InlineData(0.0, -0.0)]
    [InlineData(double.MaxValue, double.MinValue)]
    [InlineData(double.PositiveInfinity, double.NegativeInfinity)]
    [InlineData(1, 1)]
    [InlineData(double.Epsilon, -double.Epsilon)]
    public void Sorts_extreme_values_and_ties(double a, double b)
    {
        double[] values = [.. Enumerable.Range(0, 3000).Select(i => i % 3 == 0 ? a : i % 3 == 1 ? b : 0.5)];
        double[] expected = [.. values.Order()];

        RadixSort.SortInPlace(values, new double[values.Length]);

        Assert.Equal(expected, values);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Sorts_values_that_differ_in_their_last_bits_only(int sign)
    {
        double[] expected = [.. Enumerable.Range(0, 5000)
            .Select(i => sign * BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(1e6) + (i / 2))).Order()];
        double[] values = [.. expected, 2e6 * sign];
        expected = [.. values.Order()];
        new SeededRandom(5).Shuffle<double>(values);

        RadixSort.SortInPlace(values, new double[values.Length]);

        Assert.Equal(expected, values);
    }

    [Fact]
    public void Leaves_sorted_input_as_it_is()
    {
        double[] values = [.. Enumerable.Range(-2000, 4000).Select(i => i / 7.0)];
        double[] expected = [.. values];

        RadixSort.SortInPlace(values, new double[values.Length]);

        Assert.Equal(expected, values);
    }

    [Fact]
    public void Refuses_a_scratch_that_is_too_short() =>
        Assert.Throws<ArgumentException>(() => RadixSort.SortInPlace(new double[3], new double[2]));
}
