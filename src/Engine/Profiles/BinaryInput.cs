using System.Buffers.Binary;
using System.Text;

namespace Plumbline.Engine.Profiles;

/// <summary>Reads what <see cref="BinaryOutput"/> wrote; whatever does not fit is a <see cref="FormatException"/>.</summary>
ref struct BinaryInput(ReadOnlySpan<byte> bytes)
{
    static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    ReadOnlySpan<byte> _rest = bytes;

    public byte Byte() => Take(1)[0];

    public bool Flag() => Byte() switch
    {
        0 => false,
        1 => true,
        var other => throw new FormatException($"a flag is {other}"),
    };

    /// <summary>A number in [0, <paramref name="most"/>].</summary>
    public long Count(long most = long.MaxValue)
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next >= 0x80) continue;
            return value <= (ulong)most ? (long)value : throw new FormatException($"a number is {value} where at most {most} can stand");
        }
        throw new FormatException("a number does not end");
    }

    /// <summary>A length of things that take at least <paramref name="size"/> bytes each, so that no damaged length asks for
    /// memory.</summary>
    public int Length(int size = 1) => (int)Count(_rest.Length / size);

    public long[] Counts()
    {
        long[] values = new long[Length()];
        for (int i = 0; i < values.Length; i++) values[i] = Count();
        return values;
    }

    public ulong Bits() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    public double Number() => BitConverter.UInt64BitsToDouble(Bits());

    public double[] Numbers()
    {
        double[] values = new double[Length(sizeof(double))];
        for (int i = 0; i < values.Length; i++) values[i] = Number();
        return values;
    }

    public string Text()
    {
        var utf8 = Block();
        try
        {
            return s_strict.GetString(utf8);
        }
        catch (ArgumentException problem)
        {
            throw new FormatException("a text is not UTF-8", problem);
        }
    }

    public string? TextOrNull() => Flag() ? Text() : null;

    public ReadOnlySpan<byte> Block() => Take(Length());

    public DateTimeOffset? MomentOrNull()
    {
        if (!Flag()) return null;
        long ticks = Count(DateTime.MaxValue.Ticks), minutes = Count(2 * BinaryOutput.OffsetBias) - BinaryOutput.OffsetBias;
        try
        {
            return new DateTimeOffset(ticks, TimeSpan.FromMinutes(minutes));
        }
        catch (ArgumentException problem)
        {
            throw new FormatException("a moment lies outside the calendar", problem);
        }
    }

    public void Expect(byte value, string what)
    {
        byte found = Byte();
        if (found != value) throw new FormatException($"{what} is {found}, {value} was expected");
    }

    public readonly void End()
    {
        if (!_rest.IsEmpty) throw new FormatException($"{_rest.Length} bytes follow the end");
    }

    ReadOnlySpan<byte> Take(int length)
    {
        if (_rest.Length < length) throw new FormatException($"{length - _rest.Length} bytes are missing at the end");
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
