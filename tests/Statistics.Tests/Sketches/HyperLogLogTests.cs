using Plumbline.Statistics.Sketches;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.Sketches;

public sealed class HyperLogLogTests
{
    // The reference is the true number of distinct values: the relative error of 60 sketches has the stated standard deviation.
    [Theory]
    [ReferenceValues(typeof(HyperLogLog))]
    [InlineData(10)]
    [InlineData(300)]
    [InlineData(5_000)]
    [InlineData(40_000)]
    public void The_error_is_the_stated_one(int distinct)
    {
        double[] errors = [.. Enumerable.Range(0, 60).Select(seed => (Filled((ulong)seed, distinct).Estimate / distinct) - 1)];

        double deviation = Math.Sqrt(errors.Average(e => e * e));

        Assert.InRange(deviation, 0, 1.3 * new HyperLogLog().RelativeError);
        Assert.InRange(Math.Abs(errors.Average()), 0, 4 * new HyperLogLog().RelativeError / Math.Sqrt(60));
    }

    [Fact]
    public void Merge_is_bit_equal_to_a_single_pass_in_any_order()
    {
        HyperLogLog all = Filled(1, 3000), a = new(), b = new(), c = new();
        for (int i = 0; i < 3000; i++) new[] { a, b, c }[i % 3].Add(Hash(1, i));

        Assert.Equal(all.ToBytes(), Merged(Merged(a, b), c).ToBytes());
        Assert.Equal(all.ToBytes(), Merged(c, Merged(b, a)).ToBytes());
        Assert.Equal(a.ToBytes(), Merged(a, new HyperLogLog()).ToBytes());
        Assert.Equal(a.ToBytes(), Merged(new HyperLogLog(), a).ToBytes());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(20_000)]
    public void Bytes_bring_the_sketch_back(int distinct)
    {
        HyperLogLog sketch = Filled(2, distinct);

        Assert.Equal(sketch.Estimate, HyperLogLog.FromBytes(sketch.ToBytes()).Estimate);
        Assert.Equal(sketch.Count, HyperLogLog.FromBytes(sketch.ToBytes()).Count);
        Assert.InRange(sketch.ToBytes().Length, 0, 3100);
    }

    [Fact]
    public void Damaged_bytes_are_refused()
    {
        byte[] bytes = Filled(3, 100).ToBytes();

        Assert.Throws<FormatException>(() => HyperLogLog.FromBytes([]));
        Assert.Throws<FormatException>(() => HyperLogLog.FromBytes(bytes.AsSpan(0, bytes.Length - 1)));
        Assert.Throws<FormatException>(() => HyperLogLog.FromBytes([.. bytes[..^1], 64]));
        Assert.Throws<FormatException>(() => HyperLogLog.FromBytes([bytes[0], bytes[1], 30, .. bytes[3..]]));
    }

    [Fact]
    [EdgeTable(typeof(HyperLogLog))]
    public void The_sketch_keeps_its_word_at_the_edges()
    {
        HyperLogLog empty = new(), one = new(), constant = new(), special = new();
        one.Add(StableHash.Of(1.0));
        for (int i = 0; i < 1000; i++) constant.Add(StableHash.Of("same"));
        foreach (double x in (double[])[double.NaN, -double.NaN, double.PositiveInfinity, 1e308, 0.0, -0.0]) special.Add(StableHash.Of(x));

        Assert.Equal(0, empty.Estimate);
        Assert.Equal(1, one.Estimate, .01);
        Assert.Equal(1, constant.Estimate, .01);
        Assert.Equal(1000, constant.Count);
        Assert.Equal(4, special.Estimate, .05);
        Assert.Throws<ArgumentOutOfRangeException>(() => new HyperLogLog(3));
        Assert.Throws<ArgumentException>(() => new HyperLogLog(10).Merge(new HyperLogLog(12)));
    }

    static HyperLogLog Merged(HyperLogLog a, HyperLogLog b)
    {
        HyperLogLog copy = HyperLogLog.FromBytes(a.ToBytes());
        copy.Merge(b);
        return copy;
    }

    static HyperLogLog Filled(ulong seed, int distinct)
    {
        HyperLogLog sketch = new();
        for (int i = 0; i < distinct; i++) sketch.Add(Hash(seed, i));
        return sketch;
    }

    static ulong Hash(ulong seed, int i) => StableHash.Combine(seed, (ulong)i);
}
