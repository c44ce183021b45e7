using System.Buffers.Binary;
using System.Text;

namespace Plumbline.Statistics.Sketches;

/// <summary>Reads what <see cref="SketchWriter"/> wrote; everything that does not fit is a <see cref="FormatException"/>.</summary>
ref struct SketchReader
{
    ReadOnlySpan<byte> _rest;

    public SketchReader(ReadOnlySpan<byte> bytes, byte kind, byte version, string name)
    {
        if (bytes.Length < 2 || bytes[0] != kind) throw new FormatException($"These {bytes.Length} bytes are not a {name}.");
        if (bytes[1] != version) throw new FormatException($"This {name} has version {bytes[1]}; version {version} can be read.");
        _rest = bytes[2..];
    }

    public long Count(long most = long.MaxValue)
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value <= (ulong)most
                    ? (long)value
                    : throw new FormatException($"A sketch says {value} where at most {most} can stand.");
        }

        throw new FormatException("A length in a sketch does not end.");
    }

    public double Number() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    public ulong Bits() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public byte Byte() => Take(1)[0];

    public ReadOnlySpan<byte> Bytes(int length) => Take(length);

    /// <summary>Refuses a length of numbers that do not stand here, before room is made for them.</summary>
    public readonly void RequireNumbers(int count)
    {
        if ((long)count * sizeof(double) > _rest.Length)
            throw new FormatException($"A sketch ends {((long)count * sizeof(double)) - _rest.Length} bytes too early.");
    }

    /// <summary>Numbers one behind the other.</summary>
    public void Numbers(Span<double> numbers)
    {
        ReadOnlySpan<byte> bytes = Take(checked(numbers.Length * sizeof(double)));
        for (int i = 0; i < numbers.Length; i++) numbers[i] = BinaryPrimitives.ReadDoubleLittleEndian(bytes[(i * sizeof(double))..]);
    }

    public string Text() => Encoding.UTF8.GetString(Take((int)Count(_rest.Length)));

    public readonly void End()
    {
        if (!_rest.IsEmpty) throw new FormatException($"{_rest.Length} bytes follow the end of a sketch.");
    }

    ReadOnlySpan<byte> Take(int length)
    {
        if (_rest.Length < length) throw new FormatException($"A sketch ends {length - _rest.Length} bytes too early.");
        ReadOnlySpan<byte> taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
