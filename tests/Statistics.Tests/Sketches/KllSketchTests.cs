using Plumbline.Statistics.Descriptive;
using Plumbline.Statistics.Sketches;
using Plumbline.Statistics.Tests.References;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.Sketches;

public sealed class KllSketchTests
{
    [Theory]
    [ReferenceValues(typeof(KllSketch))]
    [InlineData("normal")]
    [InlineData("cube")]
    public void Ranks_stay_within_the_stated_error_in_99_of_100_sketches(string kind)
    {
        double[] values = Samples.Make(1, 20_000, kind);

        int outside = Enumerable.Range(0, 100)
            .Count(seed => LargestError(Filled(values, (ulong)seed, shuffled: true), values) > KllSketch.ErrorOf(200));

        Assert.InRange(outside, 0, 4);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(200)]
    [InlineData(800)]
    public void Sorted_input_stays_within_the_error_too(int k)
    {
        double[] values = Samples.Make(2, 30_000);

        KllSketch sketch = new(k, 5);
        sketch.AddRange(values);

        Assert.InRange(LargestError(sketch, values), 0, KllSketch.ErrorOf(k));
    }

    [Fact]
    public void Small_streams_are_exact()
    {
        KllSketch sketch = new();
        sketch.AddRange(Samples.Make(3, 200));

        Assert.True(sketch.IsExact);
        Assert.Equal(0, sketch.RankError);
        Assert.Equal(Quantile.R7(Samples.Make(3, 200), .3), sketch.Quantile(.3));
    }

    [Fact]
    public void Merge_stays_within_the_error_of_a_single_pass()
    {
        double[] values = Samples.Make(4, 40_000);
        KllSketch merged = new(200, 1);
        for (int part = 0; part < 50; part++)
        {
            KllSketch piece = new(200, (ulong)part);
            piece.AddRange(values.AsSpan(part * 800, 800));
            merged.Merge(piece);
        }

        Assert.Equal(40_000, merged.Count);
        Assert.Equal(values[0], merged.Min);
        Assert.Equal(values[^1], merged.Max);
        Assert.InRange(LargestError(merged, values), 0, KllSketch.ErrorOf(200));
    }

    [Fact]
    public void Merge_with_an_empty_sketch_changes_nothing()
    {
        KllSketch sketch = Filled(Samples.Make(5, 3000), 7, shuffled: false);
        byte[] before = sketch.ToBytes();

        sketch.Merge(new KllSketch());
        KllSketch other = new(200, 7);
        other.Merge(sketch);

        Assert.Equal(before, sketch.ToBytes());
        Assert.Equal(sketch.Count, other.Count);
        Assert.Equal(sketch.Rank(.3), other.Rank(.3), 1e-12);
    }

    [Fact]
    public void Merge_is_commutative_and_associative_within_the_error()
    {
        double[] values = Samples.Make(6, 9000);
        KllSketch[] parts = [.. Enumerable.Range(0, 3).Select(p => Filled(values[(p * 3000)..((p + 1) * 3000)], (ulong)p, shuffled: true))];

        KllSketch left = Merged(Merged(parts[0], parts[1]), parts[2]), right = Merged(parts[2], Merged(parts[1], parts[0]));

        Assert.Equal(left.Count, right.Count);
        Assert.InRange(Math.Abs(left.Rank(0) - right.Rank(0)), 0, 2 * KllSketch.ErrorOf(200));
        Assert.InRange(LargestError(left, values), 0, KllSketch.ErrorOf(200));
        Assert.InRange(LargestError(right, values), 0, KllSketch.ErrorOf(200));
    }

    [Fact]
    public void The_same_stream_and_seed_give_the_same_bytes()
    {
        double[] values = Samples.Make(7, 5000);

        Assert.Equal(Filled(values, 3, true).ToBytes(), Filled(values, 3, true).ToBytes());
        Assert.NotEqual(Filled(values, 3, true).ToBytes(), Filled(values, 4, true).ToBytes());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(150)]
    [InlineData(9999)]
    public void Bytes_bring_the_sketch_back(int count)
    {
        KllSketch sketch = Filled(Samples.Make(8, count), 2, shuffled: true);

        KllSketch back = KllSketch.FromBytes(sketch.ToBytes());
        back.Add(.25);
        sketch.Add(.25);

        Assert.Equal(sketch.ToBytes(), back.ToBytes());
        Assert.InRange(sketch.ToBytes().Length, 0, 8 * 3 * 200 + 100);
    }

    [Fact]
    public void Damaged_bytes_are_refused()
    {
        byte[] bytes = Filled(Samples.Make(9, 1000), 2, shuffled: true).ToBytes();

        Assert.Throws<FormatException>(() => KllSketch.FromBytes([]));
        Assert.Throws<FormatException>(() => KllSketch.FromBytes(bytes.AsSpan(0, bytes.Length - 1)));
        Assert.Throws<FormatException>(() => KllSketch.FromBytes([.. bytes, 0]));
        Assert.Throws<FormatException>(() => KllSketch.FromBytes([(byte)'X', .. bytes]));
        Assert.Throws<FormatException>(() => KllSketch.FromBytes([bytes[0], 99, .. bytes[2..]]));
    }

    [Fact]
    [EdgeTable(typeof(KllSketch))]
    public void The_sketch_keeps_its_word_at_the_edges()
    {
        KllSketch empty = new(), one = new(), odd = new(), huge = new(), ties = new();
        one.Add(5);
        odd.AddRange([double.NaN, double.PositiveInfinity, 1, double.NegativeInfinity]);
        huge.AddRange([-double.MaxValue, double.MaxValue]);
        for (int i = 0; i < 5000; i++) ties.Add(i % 2);

        Assert.True(double.IsNaN(empty.Quantile(.5)) && double.IsNaN(empty.Rank(1)) && double.IsNaN(empty.Min));
        Assert.Equal(5, one.Quantile(.9));
        Assert.Equal(1, odd.Count);
        Assert.Equal(double.MaxValue, huge.Quantile(1));
        Assert.Equal(.5, ties.Rank(0), KllSketch.ErrorOf(200));
        Assert.Equal(1, ties.Rank(1));
        Assert.True(double.IsNaN(ties.Rank(double.NaN)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KllSketch(7));
        Assert.Throws<ArgumentException>(() => new KllSketch(100).Merge(new KllSketch(200)));
    }

    static KllSketch Merged(KllSketch a, KllSketch b)
    {
        KllSketch copy = KllSketch.FromBytes(a.ToBytes());
        copy.Merge(b);
        return copy;
    }

    static KllSketch Filled(double[] values, ulong seed, bool shuffled)
    {
        double[] order = [.. values];
        if (shuffled) new SeededRandom(seed + 1000).Shuffle<double>(order);
        KllSketch sketch = new(200, seed);
        sketch.AddRange(order);
        return sketch;
    }

    static double LargestError(KllSketch sketch, double[] sorted)
    {
        QuantileSketch frozen = sketch.Freeze();
        double largest = 0;
        for (int i = 0; i < sorted.Length; i += 7)
            largest = Math.Max(largest, Math.Abs(frozen.Cdf(sorted[i]) - ((i + 1.0) / sorted.Length)));
        return largest;
    }
}
