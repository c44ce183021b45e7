using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Plumbline.Statistics.Sorting;

/// <summary>Sorts doubles by their bits, in time proportional to their number.</summary>
/// <remarks>
/// The upper 40 bits by radix, least significant digit first, 8 bits at a time, so that the 256 places written to stay in the nearest
/// cache; digits in which all values agree are skipped. Few values agree in 40 bits: those left out of order are sorted by comparison.
/// Source: Knuth, The Art of Computer Programming, vol. 3 (1998), section 5.2.5, algorithm R.
/// </remarks>
public static class RadixSort
{
    const int DigitBits = 8;
    const int Buckets = 1 << DigitBits;
    const int Digits = 5;

    /// <summary>The bits below the digits.</summary>
    const int LowBits = 64 - (Digits * DigitBits);

    const ulong Sign = 1UL << 63;

    /// <summary>Below this length the comparison sort of the platform is faster.</summary>
    const int ComparisonLength = 1024;

    /// <summary>Sorts ascending, -0 before +0, infinities at the ends. Time O(n), O(n log n) when all values agree in 40 bits; no
    /// allocation.</summary>
    /// <param name="values">Length n >= 0, no NaN; reordered.</param>
    /// <param name="scratch">At least as long as <paramref name="values"/>; overwritten.</param>
    /// <exception cref="ArgumentException"><paramref name="scratch"/> is shorter than <paramref name="values"/>.</exception>
    public static void SortInPlace(Span<double> values, Span<double> scratch)
    {
        if (scratch.Length < values.Length)
            throw new ArgumentException($"The scratch holds {scratch.Length} values; {values.Length} are needed.", nameof(scratch));
        if (values.Length < ComparisonLength)
        {
            values.Sort();
            return;
        }

        Span<int> histograms = stackalloc int[Digits * Buckets];
        histograms.Clear();
        Span<ulong> from = MemoryMarshal.Cast<double, ulong>(values);
        Span<ulong> to = MemoryMarshal.Cast<double, ulong>(scratch[..values.Length]);
        if (EncodeAndCount(from, histograms))
        {
            Decode(from, from);
            return;
        }

        bool inValues = true;
        for (int digit = 0; digit < Digits; digit++)
        {
            Span<int> histogram = histograms.Slice(digit * Buckets, Buckets);
            int shift = LowBits + (digit * DigitBits);
            if (histogram[Digit(from[0], shift)] == from.Length) continue;
            StartOffsets(histogram);
            Scatter(from, to, histogram, shift);
            Span<ulong> swap = from;
            from = to;
            to = swap;
            inValues = !inValues;
        }

        OrderLowBits(from);
        Decode(from, inValues ? from : to);
    }

    static int Digit(ulong key, int shift) => (int)(key >> shift) & (Buckets - 1);

    /// <summary>Turns the bits into keys whose unsigned order is the order of the numbers; true when they are in order already.</summary>
    static bool EncodeAndCount(Span<ulong> keys, Span<int> histograms)
    {
        ulong last = 0;
        bool ordered = true;
        ref int counts = ref MemoryMarshal.GetReference(histograms);
        for (int i = 0; i < keys.Length; i++)
        {
            ulong bits = keys[i];
            ulong key = bits ^ ((ulong)((long)bits >> 63) | Sign);
            keys[i] = key;
            ordered &= key >= last;
            last = key;
            for (int digit = 0; digit < Digits; digit++)
                Unsafe.Add(ref counts, (digit << DigitBits) | (int)(byte)(key >> (LowBits + (digit * DigitBits))))++;
        }

        return ordered;
    }

    static void StartOffsets(Span<int> histogram)
    {
        int start = 0;
        for (int b = 0; b < histogram.Length; b++)
        {
            int count = histogram[b];
            histogram[b] = start;
            start += count;
        }
    }

    // A digit is below the number of buckets and an offset below the number of keys by construction: no check is needed in the hottest
    // loop.
    static void Scatter(ReadOnlySpan<ulong> from, Span<ulong> to, Span<int> offsets, int shift)
    {
        ref int offset = ref MemoryMarshal.GetReference(offsets);
        ref ulong target = ref MemoryMarshal.GetReference(to);
        foreach (ulong key in from)
            Unsafe.Add(ref target, Unsafe.Add(ref offset, (int)(byte)(key >> shift))++) = key;
    }

    /// <summary>Sorts each run of keys that agree in their upper bits and are out of order.</summary>
    static void OrderLowBits(Span<ulong> keys)
    {
        for (int i = 1; i < keys.Length; i++)
        {
            if (keys[i] >= keys[i - 1]) continue;
            ulong upper = keys[i] >> LowBits;
            int start = i - 1, end = i + 1;
            while (start > 0 && keys[start - 1] >> LowBits == upper) start--;
            while (end < keys.Length && keys[end] >> LowBits == upper) end++;
            keys[start..end].Sort();
            i = end;
        }
    }

    static void Decode(ReadOnlySpan<ulong> keys, Span<ulong> bits)
    {
        for (int i = 0; i < keys.Length; i++)
        {
            ulong key = keys[i];
            bits[i] = key ^ (~(ulong)((long)key >> 63) | Sign);
        }
    }
}
