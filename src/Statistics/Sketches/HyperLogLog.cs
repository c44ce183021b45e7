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

    // A sketch of little is kept as it was read, the registers in use alone (register * 256 + rank, ascending), until it is added to: most
    // are read to be merged into another. Two who ask for the registers at once find the same.
    readonly int[] _few;
    byte[]? _registers;

    /// <summary>An empty sketch.</summary>
    /// <param name="precision">In [4, 18]; 2^precision registers.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="precision"/> is out of range.</exception>
    public HyperLogLog(int precision = 12)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(precision, 4);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(precision, 18);
        (Precision, _few) = (precision, []);
    }

    HyperLogLog(int precision, long count, int[] few, byte[]? registers) =>
        (Precision, Count, _few, _registers) = (precision, count, few, registers);

    /// <summary>The binary logarithm of the number of registers.</summary>
    public int Precision { get; }

    /// <summary>The hashes added, repetitions included.</summary>
    public long Count { get; private set; }

    /// <summary>One standard error of the estimate, as a share of it.</summary>
    public double RelativeError => 1.04 / Math.Sqrt(1 << Precision);

    /// <summary>The estimated number of distinct hashes; 0 when empty.</summary>
    public double Estimate
    {
        get
        {
            int bits = 64 - Precision;
            Span<int> histogram = stackalloc int[66];
            histogram.Clear();
            byte[] registers = Registers;
            foreach (byte register in registers) histogram[register]++;
            double m = registers.Length;
            double z = m * Tau(1 - (histogram[bits + 1] / m));
            for (int rank = bits; rank >= 1; rank--) z = 0.5 * (z + histogram[rank]);
            z += m * Sigma(histogram[0] / m);
            return double.IsInfinity(z) ? 0 : m / (2 * Math.Log(2)) * m / z;
        }
    }

    byte[] Registers => _registers ??= Spread(_few, Precision);

    /// <summary>Adds a thing by its 64-bit hash, e.g. of <see cref="StableHash"/>.</summary>
    public void Add(ulong hash)
    {
        Count++;
        int register = (int)(hash >> (64 - Precision));
        ulong rest = hash << Precision;
        byte rank = (byte)Math.Min(64 - Precision + 1, BitOperations.LeadingZeroCount(rest) + 1);
        byte[] registers = Registers;
        if (rank > registers[register]) registers[register] = rank;
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
        byte[] registers = Registers;
        if (other._registers is { } theirs) Raise(registers, theirs);
        else
            foreach (int few in other._few) registers[few >> 8] = Math.Max(registers[few >> 8], (byte)few);
        Count += other.Count;
    }

    /// <summary>The same sketch by itself: what is added to one is not in the other.</summary>
    public HyperLogLog Copy()
    {
        if (_registers is not { } registers) return new(Precision, Count, _few, null);
        return IsSparse(Used(registers)) ? new(Precision, Count, Gather(registers), null) : new(Precision, Count, [], [.. registers]);
    }

    /// <summary>The sketch in bytes: six bits per register, or only the registers in use when those are few.</summary>
    public byte[] ToBytes()
    {
        SketchWriter writer = new(Kind, Version);
        writer.Byte((byte)Precision);
        writer.Count(Count);
        int used = _registers is { } all ? Used(all) : _few.Length;
        if (IsSparse(used)) WriteSparse(writer, _registers is null ? _few : Gather(_registers));
        else WriteDense(writer, Registers);
        return writer.ToArray();
    }

    /// <summary>Takes up a sketch again.</summary>
    /// <exception cref="FormatException">The bytes are not such a sketch, or damaged.</exception>
    public static HyperLogLog FromBytes(ReadOnlySpan<byte> bytes)
    {
        SketchReader reader = new(bytes, Kind, Version, "HyperLogLog sketch");
        byte precision = reader.Byte();
        if (precision is < 4 or > 18) throw new FormatException($"A HyperLogLog sketch says precision {precision}; 4 to 18 is possible.");
        long count = reader.Count();
        byte form = reader.Byte();
        HyperLogLog sketch = form switch
        {
            Sparse => new(precision, count, ReadSparse(ref reader, precision), null),
            Dense => new(precision, count, [], ReadDense(ref reader, precision)),
            _ => throw new FormatException($"A HyperLogLog sketch has the unknown form {form}."),
        };
        reader.End();
        return sketch;
    }

    bool IsSparse(int used) => used * 3 < (1 << Precision) * 3 / 4;

    static int Used(byte[] registers) => registers.Length - registers.AsSpan().Count((byte)0);

    static int[] Gather(byte[] registers)
    {
        int[] few = new int[Used(registers)];
        int register = 0;
        for (int i = 0; i < few.Length; i++, register++)
        {
            register += registers.AsSpan(register).IndexOfAnyExcept((byte)0);
            few[i] = (register << 8) | registers[register];
        }
        return few;
    }

    static byte[] Spread(int[] few, int precision)
    {
        byte[] registers = new byte[1 << precision];
        foreach (int one in few) registers[one >> 8] = (byte)one;
        return registers;
    }

    static void Raise(byte[] registers, byte[] theirs)
    {
        Span<Vector<byte>> own = MemoryMarshal.Cast<byte, Vector<byte>>(registers.AsSpan());
        ReadOnlySpan<Vector<byte>> other = MemoryMarshal.Cast<byte, Vector<byte>>(theirs.AsSpan());
        for (int i = 0; i < own.Length; i++) own[i] = Vector.Max(own[i], other[i]);
        for (int i = own.Length * Vector<byte>.Count; i < registers.Length; i++) registers[i] = Math.Max(registers[i], theirs[i]);
    }

    static void WriteSparse(SketchWriter writer, int[] few)
    {
        writer.Byte(Sparse);
        writer.Count(few.Length);
        int last = 0;
        foreach (int one in few)
        {
            writer.Count((one >> 8) - last);
            writer.Byte((byte)one);
            last = one >> 8;
        }
    }

    static int[] ReadSparse(ref SketchReader reader, int precision)
    {
        long registers = 1L << precision, at = 0;
        int[] few = new int[reader.Count(registers)];
        for (int i = 0; i < few.Length; i++)
        {
            long step = reader.Count(registers - 1 - at);
            if (step == 0 && i > 0) throw new FormatException($"A HyperLogLog sketch holds register {at} twice.");
            at += step;
            byte rank = reader.Byte();
            few[i] = rank > 0 && rank <= 65 - precision ? (int)((at << 8) | rank)
                : throw new FormatException($"A HyperLogLog sketch holds the impossible rank {rank}.");
        }
        return few;
    }

    static void WriteDense(SketchWriter writer, byte[] registers)
    {
        writer.Byte(Dense);
        byte[] packed = new byte[registers.Length / 4 * 3];
        for (int i = 0, at = 0; i < registers.Length; i += 4)
        {
            int four = registers[i] | (registers[i + 1] << 6) | (registers[i + 2] << 12) | (registers[i + 3] << 18);
            packed[at++] = (byte)four;
            packed[at++] = (byte)(four >> 8);
            packed[at++] = (byte)(four >> 16);
        }
        writer.Bytes(packed);
    }

    static byte[] ReadDense(ref SketchReader reader, int precision)
    {
        byte[] registers = new byte[1 << precision];
        ReadOnlySpan<byte> packed = reader.Bytes(registers.Length / 4 * 3);
        for (int i = 0, at = 0; i < registers.Length; i += 4, at += 3)
        {
            int four = packed[at] | (packed[at + 1] << 8) | (packed[at + 2] << 16);
            registers[i] = (byte)(four & 63);
            registers[i + 1] = (byte)((four >> 6) & 63);
            registers[i + 2] = (byte)((four >> 12) & 63);
            registers[i + 3] = (byte)((four >> 18) & 63);
        }
        return registers.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)(65 - precision)) is >= 0 and int wrong
            ? throw new FormatException($"A HyperLogLog sketch holds the impossible rank {registers[wrong]}.") : registers;
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
