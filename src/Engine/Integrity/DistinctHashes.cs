using System.Numerics;
using Plumbline.Statistics;

namespace Plumbline.Engine.Integrity;

/// <summary>Counts distinct 64-bit hashes.</summary>
static class DistinctHashes
{
    const int RowsPerBucket = 1 << 10;
    const int MaxBucketBits = 14;

    /// <summary>How many different values there are. Cost: linear; one copy of the values.</summary>
    /// <remarks>Values are scattered by their upper bits into buckets that fit the first-level cache, then each bucket is counted with a
    /// small open-addressing table. Sums of hashes are scrambled once more first, so that a few odd columns cannot fill one
    /// bucket.</remarks>
    public static long Count(ReadOnlySpan<ulong> hashes)
    {
        if (hashes.Length < 2) return hashes.Length;
        int bits = Math.Min(MaxBucketBits, BitOperations.Log2((uint)(hashes.Length / RowsPerBucket)) + 1);
        int[] ends = BucketEnds(hashes, bits);
        var scattered = new ulong[hashes.Length];
        Scatter(hashes, bits, ends, scattered);
        long distinct = 0;
        ulong[] table = [];
        for (int bucket = 0, start = 0; bucket < ends.Length; start = ends[bucket++])
            distinct += CountBucket(scattered.AsSpan(start, ends[bucket] - start), ref table);
        return distinct;
    }

    static int[] BucketEnds(ReadOnlySpan<ulong> hashes, int bits)
    {
        var counts = new int[1 << bits];
        foreach (ulong hash in hashes) counts[StableHash.Mix(hash) >> (64 - bits)]++;
        for (int bucket = 1; bucket < counts.Length; bucket++) counts[bucket] += counts[bucket - 1];
        return counts;
    }

    static void Scatter(ReadOnlySpan<ulong> hashes, int bits, ReadOnlySpan<int> ends, Span<ulong> scattered)
    {
        var next = new int[ends.Length];
        ends[..^1].CopyTo(next.AsSpan(1));
        foreach (ulong hash in hashes)
        {
            ulong mixed = StableHash.Mix(hash);
            scattered[next[mixed >> (64 - bits)]++] = mixed;
        }
    }

    static long CountBucket(ReadOnlySpan<ulong> bucket, ref ulong[] table)
    {
        if (bucket.IsEmpty) return 0;
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)bucket.Length * 2);
        if (table.Length < size) table = new ulong[size];
        Span<ulong> slots = table.AsSpan(0, size);
        slots.Clear();
        long distinct = 0;
        bool zeroSeen = false;
        foreach (ulong value in bucket)
        {
            if (value == 0)
            {
                zeroSeen = true;
                continue;
            }
            int at = (int)(value & (ulong)(size - 1));
            while (slots[at] != 0 && slots[at] != value) at = (at + 1) & (size - 1);
            if (slots[at] == value) continue;
            slots[at] = value;
            distinct++;
        }
        return zeroSeen ? distinct + 1 : distinct;
    }
}
