using System.Runtime.InteropServices;

namespace Plumbline.Statistics;

/// <summary>64-bit hashes that are the same in every process, for sampling, sketches and duplicate counting. Not for secrets.</summary>
/// <remarks>Source: finaliser of MurmurHash3 (Appleby, 2011) and SplitMix64 (Steele, Lea, Flood, 2014).</remarks>
public static class StableHash
{
    const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>The next number of the SplitMix64 sequence whose state is <paramref name="state"/>.</summary>
    public static ulong SplitMix(ref ulong state) => Mix(state += Golden);

    /// <summary>A bijective scrambling of 64 bits.</summary>
    public static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }

    /// <summary>Hash of a pair, order matters.</summary>
    public static ulong Combine(ulong a, ulong b) => Mix(a + Golden + Mix(b ^ Golden));

    /// <summary>Hash of a double: -0 equals 0, and every NaN equals every NaN.</summary>
    public static ulong Of(double value) =>
        Mix(BitConverter.DoubleToUInt64Bits(double.IsNaN(value) ? double.NaN : value + 0.0) + Golden);

    /// <summary>Hash of text by its UTF-16 code units.</summary>
    public static ulong Of(ReadOnlySpan<char> text)
    {
        ulong hash = Mix((ulong)text.Length ^ Golden);
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<char, ulong>(text);
        foreach (ulong word in words) hash = Mix(hash ^ word) * Golden;
        foreach (char unit in text[(words.Length * 4)..]) hash = Mix(hash ^ unit) * Golden;
        return Mix(hash);
    }
}
