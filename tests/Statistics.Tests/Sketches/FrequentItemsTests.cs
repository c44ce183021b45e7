using Plumbline.Statistics.Sketches;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.Sketches;

public sealed class FrequentItemsTests
{
    [Fact]
    [ReferenceValues(typeof(FrequentItems))]
    public void Bounds_hold_the_true_counts_of_a_zipf_stream()
    {
        string[] stream = Zipf(1, 50_000);
        FrequentItems sketch = new(64);
        sketch.AddRange(stream);
        Dictionary<string, long> truth = stream.GroupBy(x => x).ToDictionary(g => g.Key, g => g.LongCount());

        Assert.All(truth, t => Assert.InRange(t.Value, sketch.Of(t.Key).Low, sketch.Of(t.Key).High));
        Assert.Equal(["0", "1", "2"], sketch.Top(3).Select(t => t.Item));
        Assert.InRange(sketch.MaxError, 1, 2 * 50_000 / 64);
    }

    [Fact]
    public void Few_items_are_counted_exactly()
    {
        FrequentItems sketch = new(3);
        sketch.AddRange(["b", "a", "a", "c"]);
        sketch.Add(7UL, 0);

        Assert.True(sketch.IsExact);
        Assert.Equal([new FrequentItem("a", 2, 2), new FrequentItem("b", 1, 1), new FrequentItem("c", 1, 1)], sketch.Top(10));
    }

    [Fact]
    public void Merge_keeps_the_bounds_in_any_order()
    {
        string[] stream = Zipf(2, 30_000);
        FrequentItems[] parts = [.. Enumerable.Range(0, 3).Select(_ => new FrequentItems(64))];
        for (int i = 0; i < stream.Length; i++) parts[i % 3].Add(stream[i]);
        Dictionary<string, long> truth = stream.GroupBy(x => x).ToDictionary(g => g.Key, g => g.LongCount());

        FrequentItems left = Merged(Merged(parts[0], parts[1]), parts[2]), right = Merged(parts[2], Merged(parts[1], parts[0]));

        Assert.Equal(30_000, left.Count);
        Assert.All(truth, t => Assert.InRange(t.Value, left.Of(t.Key).Low, left.Of(t.Key).High));
        Assert.All(truth, t => Assert.InRange(t.Value, right.Of(t.Key).Low, right.Of(t.Key).High));
        Assert.InRange(left.MaxError, 0, 2 * 30_000 / 64);
    }

    [Fact]
    public void Merge_of_exact_parts_equals_a_single_pass()
    {
        FrequentItems all = new(50), a = new(50), b = new(50);
        for (int i = 0; i < 400; i++)
        {
            all.Add($"{i % 17}");
            (i % 2 == 0 ? a : b).Add($"{i % 17}");
        }

        Assert.Equal(all.ToBytes(), Merged(a, b).ToBytes());
        Assert.Equal(all.ToBytes(), Merged(b, a).ToBytes());
        Assert.Equal(a.ToBytes(), Merged(a, new FrequentItems(50)).ToBytes());
    }

    [Fact]
    public void Bytes_bring_the_sketch_back_and_damage_is_refused()
    {
        FrequentItems sketch = new(20);
        sketch.AddRange(Zipf(3, 5000));
        sketch.AddRange(["", "日本", "a\0b", "=cmd()"]);
        byte[] bytes = sketch.ToBytes();

        Assert.Equal(bytes, FrequentItems.FromBytes(bytes).ToBytes());
        Assert.Equal(sketch.MaxError, FrequentItems.FromBytes(bytes).MaxError);
        Assert.Throws<FormatException>(() => FrequentItems.FromBytes([]));
        Assert.Throws<FormatException>(() => FrequentItems.FromBytes(bytes.AsSpan(0, bytes.Length - 2)));
    }

    [Fact]
    [EdgeTable(typeof(FrequentItems))]
    public void The_sketch_keeps_its_word_at_the_edges()
    {
        FrequentItems empty = new(5), one = new(2), constant = new(2), huge = new(2), ties = new(4);
        one.Add("x");
        for (int i = 0; i < 100; i++) constant.Add("same");
        huge.Add("x", long.MaxValue);
        ties.AddRange(["b", "a", "NaN", "∞"]);

        Assert.Empty(empty.Top(3));
        Assert.Equal(new FrequentItem("none", 0, 0), empty.Of("none"));
        Assert.Equal(1, one.Top(1)[0].Low);
        Assert.Equal(100, constant.Top(1)[0].High);
        Assert.Equal(long.MaxValue, huge.Top(1)[0].Low);
        Assert.Equal(["NaN", "a", "b", "∞"], ties.Top(4).Select(t => t.Item));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FrequentItems(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => one.Add("x", -1));
    }

    static FrequentItems Merged(FrequentItems a, FrequentItems b)
    {
        FrequentItems copy = FrequentItems.FromBytes(a.ToBytes());
        copy.Merge(b);
        return copy;
    }

    static string[] Zipf(ulong seed, int n)
    {
        SeededRandom random = new(seed);
        return [.. Enumerable.Range(0, n).Select(_ => ((int)Math.Min(5000, (1 / (random.NextDouble() + 1e-4)) - 1))
            .ToString(System.Globalization.CultureInfo.InvariantCulture))];
    }
}
