using Plumbline.Statistics.Sorting;

namespace Plumbline.Statistics.Tests.Sorting;

public sealed class RunSortTests
{
    // One run, few (odd and even), as many as are merged, one more, and no order at all.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(1_000)]
    public void Runs_are_sorted_as_the_platform_does(int runs)
    {
        SeededRandom random = new(7);
        double[] values = [.. Enumerable.Range(0, runs).SelectMany(_ => Run(random, 1 + (int)(random.NextUInt64() % 60)))];
        double[] expected = [.. values];
        Array.Sort(expected);

        RunSort.Sort(values);

        Assert.Equal(expected, values);
    }

    [Fact]
    public void Equal_values_and_both_zeros_stay_as_many_as_they_were()
    {
        double[] values = [.. Enumerable.Repeat(1.0, 20), .. Enumerable.Repeat(0.0, 20), .. Enumerable.Repeat(-0.0, 20)];

        RunSort.Sort(values);

        Assert.Equal(20, values.Count(v => BitConverter.DoubleToInt64Bits(v) == 0));
        Assert.Equal(20, values.Count(double.IsNegative));
        Assert.Equal(Enumerable.Repeat(1.0, 20), values[40..]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(23)]
    public void Few_values_are_sorted_too(int length)
    {
        double[] values = [.. Enumerable.Range(0, length).Select(i => (double)(length - i))];

        RunSort.Sort(values);

        Assert.Equal(Enumerable.Range(1, length).Select(i => (double)i), values);
    }

    static IEnumerable<double> Run(SeededRandom random, int length) =>
        Enumerable.Range(0, length).Select(_ => random.NextDouble()).Order();
}
