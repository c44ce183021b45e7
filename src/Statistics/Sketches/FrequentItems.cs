using System.Globalization;

namespace Plumbline.Statistics.Sketches;

/// <summary>The most frequent items of a stream in bounded space, with sure bounds of every count, mergeable.</summary>
/// <remarks>
/// Exact while there are no more distinct items than counters. After that no count is off by more than <see cref="MaxError"/>, which is at
/// most
/// 2 Count / capacity; an item more frequent than that is never lost.
/// Source: Misra and Gries, "Finding repeated elements" (1982), in the form of Anderson et al., "A high-performance algorithm for
/// identifying frequent
/// items in data streams" (2017): when full, the median count is taken off every counter.
/// </remarks>
public sealed class FrequentItems
{
    const byte Kind = (byte)'F';
    const byte Version = 1;

    readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>An empty sketch.</summary>
    /// <param name="capacity">Counters, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is below 2.</exception>
    public FrequentItems(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 2);
        Capacity = capacity;
    }

    /// <summary>The counters kept at most.</summary>
    public int Capacity { get; }

    /// <summary>All occurrences added.</summary>
    public long Count { get; private set; }

    /// <summary>The most by which any count can be too low.</summary>
    public long MaxError { get; private set; }

    /// <summary>True while every count is exact.</summary>
    public bool IsExact => MaxError == 0;

    /// <summary>Adds occurrences of an item.</summary>
    /// <param name="item">Compared by its UTF-16 code units.</param>
    /// <param name="count">At least 0.</param>
    public void Add(string item, long count = 1)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count == 0) return;
        Count += count;
        _counts[item] = _counts.GetValueOrDefault(item) + count;
        if (_counts.Count > Capacity) Purge();
    }

    /// <summary>Adds occurrences of a number, which counts as its decimal text.</summary>
    public void Add(ulong item, long count = 1) => Add(item.ToString(CultureInfo.InvariantCulture), count);

    /// <summary>Adds every item once.</summary>
    public void AddRange(IEnumerable<string> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        foreach (string item in items) Add(item);
    }

    /// <summary>Adds everything another sketch has seen; the possible errors add up.</summary>
    public void Merge(FrequentItems other)
    {
        ArgumentNullException.ThrowIfNull(other);
        long all = Count + other.Count;
        foreach ((string item, long count) in other._counts.ToArray()) _counts[item] = _counts.GetValueOrDefault(item) + count;
        MaxError += other.MaxError;
        while (_counts.Count > Capacity) Purge();
        Count = all;
    }

    /// <summary>The bounds of one item's count.</summary>
    public FrequentItem Of(string item)
    {
        long low = _counts.GetValueOrDefault(item);
        return new FrequentItem(item, low, low + MaxError);
    }

    /// <summary>At most <paramref name="k"/> items, the most frequent first, ties by ordinal text.</summary>
    public IReadOnlyList<FrequentItem> Top(int k) =>
        [.. _counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(k)
            .Select(c => new FrequentItem(c.Key, c.Value, c.Value + MaxError))];

    /// <summary>The sketch in bytes; equal contents give equal bytes.</summary>
    public byte[] ToBytes()
    {
        SketchWriter writer = new(Kind, Version);
        writer.Count(Capacity);
        writer.Count(Count);
        writer.Count(MaxError);
        writer.Count(_counts.Count);
        foreach ((string item, long count) in _counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal))
        {
            writer.Text(item);
            writer.Count(count);
        }

        return writer.ToArray();
    }

    /// <summary>Takes up a sketch again.</summary>
    /// <exception cref="FormatException">The bytes are not such a sketch, or damaged.</exception>
    public static FrequentItems FromBytes(ReadOnlySpan<byte> bytes)
    {
        SketchReader reader = new(bytes, Kind, Version, "frequent-items sketch");
        long capacity = reader.Count(int.MaxValue);
        if (capacity < 2) throw new FormatException($"A frequent-items sketch says {capacity} counters; at least 2 are possible.");
        FrequentItems sketch = new((int)capacity) { Count = reader.Count(), MaxError = reader.Count() };
        long counters = reader.Count(capacity);
        for (long i = 0; i < counters; i++) sketch._counts[reader.Text()] = reader.Count();
        reader.End();
        return sketch;
    }

    void Purge()
    {
        long[] counts = [.. _counts.Values];
        Array.Sort(counts);
        long median = counts[counts.Length / 2];
        foreach ((string item, long count) in _counts.ToArray())
        {
            if (count <= median) _counts.Remove(item);
            else _counts[item] = count - median;
        }

        MaxError += median;
    }
}
