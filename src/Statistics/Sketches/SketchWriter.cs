using System.Buffers.Binary;
using System.Text;

namespace Plumbline.Statistics.Sketches;

/// <summary>Writes the compact form of a sketch: little-endian, lengths as 7-bit groups, first a kind and a version.</summary>
sealed class SketchWriter
{
    readonly List<byte> _bytes = [];

    public SketchWriter(byte kind, byte version)
    {
        _bytes.Add(kind);
        _bytes.Add(version);
    }

    public void Count(long value)
    {
        ulong rest = (ulong)value;
        for (; rest >= 0x80; rest >>= 7) _bytes.Add((byte)(rest | 0x80));
        _bytes.Add((byte)rest);
    }

    public void Number(double value)
    {
        Span<byte> eight = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(eight, value);
        _bytes.AddRange(eight);
    }

    public void Bits(ulong value) => Number(BitConverter.UInt64BitsToDouble(value));

    public void Numbers(ReadOnlySpan<double> values)
    {
        byte[] bytes = new byte[values.Length * sizeof(double)];
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)), values[i]);
        _bytes.AddRange(bytes);
    }

    public void Byte(byte value) => _bytes.Add(value);

    public void Bytes(ReadOnlySpan<byte> values) => _bytes.AddRange(values);

    public void Text(string value)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(value);
        Count(utf8.Length);
        _bytes.AddRange(utf8);
    }

    public byte[] ToArray() => [.. _bytes];
}
