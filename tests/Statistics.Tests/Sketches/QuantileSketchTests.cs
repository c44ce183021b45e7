using Plumbline.Statistics.Sketches;
using Plumbline.Statistics.Tests.References;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.Sketches;

public sealed class QuantileSketchTests
{
    // numpy.quantile([1, 2, 4, 8], [0, .1, .5, .9, 1])
    [Fact]
    [ReferenceValues(typeof(QuantileSketch))]
    public void An_exact_sketch_answers_as_numpy()
    {
        QuantileSketch sketch = QuantileSketch.Exact([1, 2, 4, 8]);

        Assert.Equal([1, 1.3, 3, 6.8, 8], Array.ConvertAll([0, .1, .5, .9, 1], sketch.Quantile), Close);
        Assert.Equal([0, .25, .25, .75, 1], Array.ConvertAll([.5, 1, 1.5, 4, 9], sketch.Cdf), Close);
    }

    [Fact]
    public void Exact_parts_merge_to_the_exact_whole()
    {
        double[] values = Samples.Make(1, 3000, step: .1);
        double[] first = [.. values.Where((_, i) => i % 3 == 0)], second = [.. values.Where((_, i) => i % 3 != 0)];

        QuantileSketch merged = QuantileSketch.Merge(QuantileSketch.Exact(first), QuantileSketch.Exact(second));

        Assert.True(merged.IsExact);
        Assert.Equal(QuantileSketch.Exact(values).ToBytes(), merged.ToBytes());
    }

    [Fact]
    public void Above_the_limit_the_merge_is_bounded_and_within_its_error()
    {
        double[] values = Samples.Make(2, 8000);
        QuantileSketch first = QuantileSketch.Exact(values.AsSpan(0, 3000)), second = QuantileSketch.Exact(values.AsSpan(3000));

        QuantileSketch merged = QuantileSketch.Merge(first, second, mostExact: 5000);

        Assert.False(merged.IsExact);
        Assert.Equal(8000, merged.Count);
        Assert.InRange(Math.Abs(merged.Cdf(values[3999]) - .5), 0, merged.RankError);
        Assert.InRange(merged.Quantile(.5), values[4000 - (int)(8000 * merged.RankError)], values[4000 + (int)(8000 * merged.RankError)]);
    }

    [Fact]
    public void Merge_with_nothing_is_the_sketch_itself()
    {
        QuantileSketch sketch = QuantileSketch.Exact([1, 2, 3]);

        Assert.Same(sketch, QuantileSketch.Merge(sketch, QuantileSketch.Empty));
        Assert.Same(sketch, QuantileSketch.Merge(QuantileSketch.Empty, sketch));
    }

    [Fact]
    public void Bytes_bring_both_kinds_back()
    {
        KllSketch kll = new();
        kll.AddRange(Samples.Make(3, 4000));
        QuantileSketch exact = QuantileSketch.Exact([1, 1, 1, 2, 5]), bounded = kll.Freeze();

        Assert.Equal(exact.ToBytes(), QuantileSketch.FromBytes(exact.ToBytes()).ToBytes());
        Assert.Equal(bounded.ToBytes(), QuantileSketch.FromBytes(bounded.ToBytes()).ToBytes());
        Assert.Equal(bounded.Quantile(.25), QuantileSketch.FromBytes(bounded.ToBytes()).Quantile(.25));
        Assert.Throws<FormatException>(() => QuantileSketch.FromBytes([]));
        Assert.Throws<FormatException>(() => QuantileSketch.FromBytes(exact.ToBytes().AsSpan(0, 9)));
    }

    [Fact]
    public void The_gap_of_two_exact_sketches_is_the_ks_distance()
    {
        double[] reference = Samples.Make(4, 300, step: .5), current = Samples.Make(5, 200, shift: .3, step: .5);

        Assert.Equal(Plumbline.Statistics.Hypothesis.KolmogorovSmirnov.Distance(reference, current),
            QuantileSketch.LargestGap(QuantileSketch.Exact(reference), QuantileSketch.Exact(current)), 1e-12);
    }

    [Fact]
    [EdgeTable(typeof(QuantileSketch))]
    public void The_sketch_keeps_its_word_at_the_edges()
    {
        QuantileSketch one = QuantileSketch.Exact([5]), constant = QuantileSketch.Exact([2, 2, 2]),
            huge = QuantileSketch.Exact([-double.MaxValue, double.MaxValue]);

        Assert.True(double.IsNaN(QuantileSketch.Empty.Quantile(.5)) && double.IsNaN(QuantileSketch.Empty.Cdf(1))
            && double.IsNaN(QuantileSketch.Empty.Min));
        Assert.Equal(5, one.Quantile(.3));
        Assert.Equal(2, constant.Quantile(.99));
        Assert.Equal(0, huge.Quantile(.5));
        Assert.Equal(1, constant.Cdf(double.PositiveInfinity));
        Assert.Equal(0, constant.Cdf(double.NegativeInfinity));
        Assert.True(double.IsNaN(constant.Cdf(double.NaN)) && double.IsNaN(QuantileSketch.LargestGap(one, QuantileSketch.Empty)));
        Assert.Throws<ArgumentOutOfRangeException>(() => one.Quantile(1.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => one.Quantile(double.NaN));
    }

    static bool Close(double a, double b) => Math.Abs(a - b) < 1e-12;
}
