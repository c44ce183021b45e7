using Plumbline.Statistics.Descriptive;
using Plumbline.Statistics.Tests.References;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.Descriptive;

public sealed class MomentsTests
{
    /// <summary>What merging may lose against a single pass: rounding of four sums.</summary>
    const double MergeTolerance = 1e-12;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(5003)]
    public void The_vectorised_path_equals_the_plain_definition(int n)
    {
        double[] values = Samples.Make(1, n, shift: 3);
        Moments moments = Of(values);

        Assert.Equal(n, moments.Count);
        Assert.Equal(n < 1 ? double.NaN : values.Average(), moments.Mean, 1e-12);
        Assert.Equal(n < 2 ? double.NaN : CentralSum(values, 2) / (n - 1), moments.Variance, 1e-12);
        Assert.Equal(n < 2 ? double.NaN : CentralSum(values, 3) / n / Math.Pow(CentralSum(values, 2) / n, 1.5), moments.Skewness, 1e-10);
        Assert.Equal(n < 2 ? double.NaN : (CentralSum(values, 4) / n / Math.Pow(CentralSum(values, 2) / n, 2)) - 3, moments.Kurtosis,
            1e-10);
    }

    [Fact]
    public void Merge_equals_a_single_pass()
    {
        double[] values = Samples.Make(2, 4000, "cube", 10);
        Moments whole = Of(values), merged = Of(values.AsSpan(0, 123));
        merged.Merge(Of(values.AsSpan(123, 2000)));
        merged.Merge(Of(values.AsSpan(2123)));

        AssertClose(whole, merged);
    }

    [Fact]
    public void Merge_with_empty_is_the_identity_and_singletons_merge()
    {
        double[] values = Samples.Make(3, 40);
        Moments left = new(), right = Of(values), ones = new();
        left.Merge(Of(values));
        right.Merge(new Moments());
        foreach (double value in values) ones.Merge(Of([value]));

        Assert.Equal(Of(values).State, left.State);
        Assert.Equal(Of(values).State, right.State);
        AssertClose(right, ones);
    }

    [Fact]
    public void Merge_is_commutative_and_associative()
    {
        double[][] parts = [Samples.Make(4, 100), Samples.Make(5, 333, shift: 2), Samples.Make(6, 7, scale: 9)];
        Moments left = Merged(Merged(Of(parts[0]), Of(parts[1])), Of(parts[2])),
            right = Merged(Of(parts[2]), Merged(Of(parts[1]), Of(parts[0])));

        AssertClose(left, right);
    }

    [Fact]
    public void Merge_holds_beyond_eight_thousand_million_values()
    {
        // Twice the same population: mean, variance and shape stay, so the kurtosis of a product of integers would show.
        MomentsState half = new(1L << 33, 5, 2.0 * (1L << 33), 3.0 * (1L << 33), 12.0 * (1L << 33), 0, 9);
        Moments moments = Merged(new Moments(half), new Moments(half));

        Assert.Equal(1L << 34, moments.Count);
        Assert.Equal(2, moments.Variance, 1e-9);
        Assert.Equal(3 / Math.Pow(2, 1.5), moments.Skewness, 1e-9);
        Assert.Equal(0, moments.Kurtosis, 1e-9);
    }

    [Fact]
    public void The_state_takes_the_stream_up_again()
    {
        double[] values = Samples.Make(7, 1000);
        Moments resumed = new(Of(values.AsSpan(0, 512)).State);
        resumed.AddRange(values.AsSpan(512));

        Assert.Equal(Of(values).State, resumed.State);
    }

    [Fact]
    [EdgeTable(typeof(Moments))]
    public void Moments_keep_their_word_at_the_edges()
    {
        Moments empty = new(), one = Of([4]), constant = Of([.1, .1, .1, .1]),
            odd = Of([double.NaN, 1, double.PositiveInfinity, 2, double.NegativeInfinity]);
        Moments huge = Of([double.MaxValue, double.MaxValue]), wide = Of([-double.MaxValue, double.MaxValue]), ties = Of([1, 1, 2, 2]);

        Assert.True(double.IsNaN(empty.Mean) && double.IsNaN(empty.Variance) && double.IsNaN(empty.Min) && double.IsNaN(empty.Skewness)
            && double.IsNaN(empty.Kurtosis));
        Assert.Equal(4, one.Mean);
        Assert.True(double.IsNaN(one.Variance));
        Assert.Equal(0, constant.Variance);
        Assert.Equal(.1, constant.Mean);
        Assert.True(double.IsNaN(constant.Skewness) && double.IsNaN(constant.Kurtosis));
        Assert.Equal((2, 1, 2, 1.5), (odd.Count, odd.NaNCount, odd.InfiniteCount, odd.Mean));
        Assert.Equal((double.MaxValue, 0.0), (huge.Mean, huge.Variance));
        Assert.Equal(0, wide.Mean);
        Assert.Equal(double.PositiveInfinity, wide.Variance);
        Assert.Equal(1.0 / 3, ties.Variance, 1e-15);
    }

    static Moments Of(ReadOnlySpan<double> values)
    {
        Moments moments = new();
        moments.AddRange(values);
        return moments;
    }

    static Moments Merged(Moments a, Moments b)
    {
        Moments copy = new(a.State);
        copy.Merge(b);
        return copy;
    }

    static double CentralSum(double[] values, double power) => values.Sum(x => Math.Pow(x - values.Average(), power));

    static void AssertClose(Moments expected, Moments found)
    {
        Assert.Equal((expected.Count, expected.Min, expected.Max), (found.Count, found.Min, found.Max));
        Assert.Equal(expected.Mean, found.Mean, MergeTolerance * Math.Abs(expected.Mean));
        Assert.Equal(expected.Variance, found.Variance, MergeTolerance * expected.Variance);
        Assert.Equal(expected.Skewness, found.Skewness, 1e-10);
        Assert.Equal(expected.Kurtosis, found.Kurtosis, 1e-10);
    }
}
