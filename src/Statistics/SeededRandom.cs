namespace Plumbline.Statistics;

/// <summary>A seeded generator whose sequence is a promise: the same seed gives the same numbers on every build and machine.</summary>
/// <remarks>Source: Blackman and Vigna, "Scrambled linear pseudorandom number generators" (2021), xoshiro256**, seeded by
/// SplitMix64.</remarks>
public sealed class SeededRandom
{
    const double UnitInLast53Bits = 1.0 / (1UL << 53);

    ulong _s0, _s1, _s2, _s3;

    /// <summary>Starts the sequence that belongs to <paramref name="seed"/>.</summary>
    /// <param name="seed">Any value; equal seeds give equal sequences.</param>
    public SeededRandom(ulong seed)
    {
        _s0 = StableHash.SplitMix(ref seed);
        _s1 = StableHash.SplitMix(ref seed);
        _s2 = StableHash.SplitMix(ref seed);
        _s3 = StableHash.SplitMix(ref seed);
    }

    /// <summary>The next 64 bits.</summary>
    public ulong NextUInt64()
    {
        ulong result = ulong.RotateLeft(_s1 * 5, 7) * 9;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = ulong.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A double in [0, 1), from the upper 53 bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * UnitInLast53Bits;

    /// <summary>An integer in [0, <paramref name="exclusiveMax"/>), without modulo bias.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="exclusiveMax"/> is not positive.</exception>
    public int NextInt(int exclusiveMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveMax);
        ulong range = (ulong)exclusiveMax;
        ulong limit = ulong.MaxValue - (ulong.MaxValue % range);
        ulong draw;
        do draw = NextUInt64(); while (draw >= limit);
        return (int)(draw % range);
    }

    /// <summary>A standard normal draw (polar method of Marsaglia and Bray, 1964; the second value is not kept).</summary>
    public double NextNormal()
    {
        while (true)
        {
            double u = (2 * NextDouble()) - 1;
            double v = (2 * NextDouble()) - 1;
            double s = (u * u) + (v * v);
            if (s is > 0 and < 1) return u * Math.Sqrt(-2 * Math.Log(s) / s);
        }
    }

    /// <summary>Shuffles in place (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
