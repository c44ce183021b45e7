using Plumbline.Statistics.Sorting;
using Plumbline.Statistics.Tests.References;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.Sorting;

public sealed class RadixSortReferenceTests
{
    // The reference is the platform's comparison sort.
    [Theory]
    [ReferenceValues(typeof(RadixSort))]
    [InlineData("normal", 0)]
    [InlineData("cube", .01)]
    [InlineData("uniform", 1)]
    public void Every_kind_of_data_is_sorted(string kind, double step)
    {
        double[] expected = Samples.Make(9, 20_000, kind, 50, -20, step), values = [.. expected];
        new SeededRandom(3).Shuffle<double>(values);

        RadixSort.SortInPlace(values, new double[values.Length]);

        Assert.Equal(expected, values);
    }
}
