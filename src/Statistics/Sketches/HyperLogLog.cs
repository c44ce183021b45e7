using System.Numerics;
using System.Runtime.InteropServices;

namespace Plumbline.Statistics.Sketches;

/// <summary>An estimate of how many distinct things a stream held, from 2^precision registers, mergeable without any loss.</summary>
/// <remarks>
/// Relative standard error 1.04 / sqrt(2^precision): 1.6 % at precision 12.
/// Source: Flajolet et al., "HyperLogLog" (2007); estimator of Ertl, "New cardinality estimation algorithms for HyperLogLog sketches"
/// (2017), algorithm 6.
/// </remarks>
public sealed class HyperLogLog
{
    const byte Kind = (byte)'H';
    const byte Version = 1;
    const byte Dense = 0, Sparse = 1;

    readonly byte[] _registers;

    /// <summary>An empty sketch.</summary>
    /// <param name="precision">In [4, 18]; 2^precision registers.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="precision"/> is out of range.</exception>
    public HyperLogLog(int precision = 12)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(precision, 4);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(precision, 18);
        Precision = precision;
        _registers = new byte[1 << precision];
    }

    /// <summary>The binary logarithm of the number of registers.</summary>
    public int Precision { get; }

    /// <summary>The hashes added, repetitions included.</summary>
    public long Count { get; private set; }

    /// <summary>One standard error of the estimate, as a share of it.</summary>
    public double RelativeError => 1.04 / Math.Sqrt(_registers.Length);

    /// <summary>The estimated number of distinct hashes; 0 when empty.</summary>
    public double Estimate
    {
        get
        {
            int bits = 64 - Precision;
            Span<int> histogram = stackalloc int[66];
            histogram.Clear();
            foreach (byte register in _registers) histogram[register]++;
            double m = _registers.Length;
            double z = m * Tau(1 - (histogram[bits + 1] / m));
            for (int rank = bits; rank >= 1; rank--) z = 0.5 * (z + histogram[rank]);
            z += m * Sigma(histogram[0] / m);
            return double.IsInfinity(z) ? 0 : m / (2 * Math.Log(2)) * m / z;
        }
    }

    /// <summary>Adds a thing by its 64-bit hash, e.g. of <see cref="StableHash"/>.</summary>
    public void Add(ulong hash)
    {
        Count++;
        int register = (int)(hash >> (64 - Precision));
        ulong rest = hash << Precision;
        byte rank = (byte)Math.Min(64 - Precision + 1, BitOperations.LeadingZeroCount(rest) + 1);
        if (rank > _registers[register]) _registers[register] = rank;
    }

    /// <summary>Adds every hash.</summary>
    public void AddRange(ReadOnlySpan<ulong> hashes)
    {
        foreach (ulong hash in hashes) Add(hash);
    }

    /// <summary>Adds everything another sketch has seen; the result is bit-equal to a single pass.</summary>
    /// <exception cref="ArgumentException">The sketches have a different precision.</exception>
    public void Merge(HyperLogLog other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Precision != Precision)
            throw new ArgumentException($"A sketch of precision {other.Precision} cannot be merged into one of precision {Precision}.",
                nameof(other));
        Span<Vector<byte>> own = MemoryMarshal.Cast<byte, Vector<byte>>(_registers.AsSpan());
        ReadOnlySpan<Vector<byte>> theirs = MemoryMarshal.Cast<byte, Vector<byte>>(other._registers.AsSpan());
        for (int i = 0; i < own.Length; i++) own[i] = Vector.Max(own[i], theirs[i]);
        for (int i = own.Length * Vector<byte>.Count; i < _registers.Length; i++) _registers[i] = Math.Max(_registers[i], other._registers[i]);
        Count += other.Count;
    }

    /// <summary>The sketch in bytes: six bits per register, or only the registers in use when those are few.</summary>
    public byte[] ToBytes()
    {
        SketchWriter writer = new(Kind, Version);
        writer.Byte((byte)Precision);
        writer.Count(Count);
        int used = _registers.Length - _registers.AsSpan().Count((byte)0);
        if (used * 3 < _registers.Length * 3 / 4) WriteSparse(writer, used);
        else WriteDense(writer);
        return writer.ToArray();
    }

    /// <summary>Takes up a sketch again.</summary>
    /// <exception cref="FormatException">The bytes are not such a sketch, or damaged.</exception>
    public static HyperLogLog FromBytes(ReadOnlySpan<byte> bytes)
    {
        SketchReader reader = new(bytes, Kind, Version, "HyperLogLog sketch");
        byte precision = reader.Byte();
        if (precision is < 4 or > 18) throw new FormatException($"A HyperLogLog sketch says precision {precision}; 4 to 18 is possible.");
        HyperLogLog sketch = new(precision) { Count = reader.Count() };
        byte form = reader.Byte();
        if (form == Sparse) sketch.ReadSparse(ref reader);
        else if (form == Dense) sketch.ReadDense(ref reader);
        else throw new FormatException($"A HyperLogLog sketch has the unknown form {form}.");
        reader.End();
        if (sketch._registers.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)(65 - precision)) is >= 0 and int at)
            throw new FormatException($"A HyperLogLog sketch holds the impossible rank {sketch._registers[at]}.");
        return sketch;
    }

    void WriteSparse(SketchWriter writer, int used)
    {
        writer.Byte(Sparse);
        writer.Count(used);
        int last = 0;
        for (int i = 0; i < _registers.Length; i++)
        {
            if (_registers[i] == 0) continue;
            writer.Count(i - last);
            writer.Byte(_registers[i]);
            last = i;
        }
    }

    void ReadSparse(ref SketchReader reader)
    {
        long used = reader.Count(_registers.Length), at = 0;
        for (long i = 0; i < used; i++)
        {
            at += reader.Count(_registers.Length - 1 - at);
            _registers[at] = reader.Byte();
        }
    }

    void WriteDense(SketchWriter writer)
    {
        writer.Byte(Dense);
        byte[] packed = new byte[_registers.Length / 4 * 3];
        for (int i = 0, at = 0; i < _registers.Length; i += 4)
        {
            int four = _registers[i] | (_registers[i + 1] << 6) | (_registers[i + 2] << 12) | (_registers[i + 3] << 18);
            packed[at++] = (byte)four;
            packed[at++] = (byte)(four >> 8);
            packed[at++] = (byte)(four >> 16);
        }
        writer.Bytes(packed);
    }

    void ReadDense(ref SketchReader reader)
    {
        ReadOnlySpan<byte> packed = reader.Bytes(_registers.Length / 4 * 3);
        for (int i = 0, at = 0; i < _registers.Length; i += 4, at += 3)
        {
            int four = packed[at] | (packed[at + 1] << 8) | (packed[at + 2] << 16);
            _registers[i] = (byte)(four & 63);
            _registers[i + 1] = (byte)((four >> 6) & 63);
            _registers[i + 2] = (byte)((four >> 12) & 63);
            _registers[i + 3] = (byte)((four >> 18) & 63);
        }
    }

    static double Sigma(double x)
    {
        if (x == 1) return double.PositiveInfinity;
        double y = 1, z = x, last;
        do
        {
            x *= x;
            last = z;
            z += x * y;
            y += y;
        }
        while (z > last);
        return z;
    }

    static double Tau(double x)
    {
        if (x is 0 or 1) return 0;
        double y = 1, z = 1 - x, last;
        do
        {
            x = Math.Sqrt(x);
            last = z;
            y *= 0.5;
            z -= (1 - x) * (1 - x) * y;
        }
        while (z < last);
        return z / 3;
    }
}
