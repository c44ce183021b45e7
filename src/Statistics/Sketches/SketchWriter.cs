using System.Buffers.Binary;
using System.Text;

namespace Plumbline.Statistics.Sketches;

/// <summary>Writes the compact form of a sketch: little-endian, lengths as 7-bit groups, first a kind and a version.</summary>
sealed class SketchWriter
{
    byte[] _bytes = new byte[64];
    int _length;

    public SketchWriter(byte kind, byte version)
    {
        Byte(kind);
        Byte(version);
    }

    public void Count(long value)
    {
        ulong rest = (ulong)value;
        for (; rest >= 0x80; rest >>= 7) Byte((byte)(rest | 0x80));
        Byte((byte)rest);
    }

    public void Number(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Take(sizeof(double)), value);

    public void Bits(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Take(sizeof(ulong)), value);

    public void Numbers(ReadOnlySpan<double> values)
    {
        Span<byte> bytes = Take(values.Length * sizeof(double));
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteDoubleLittleEndian(bytes[(i * sizeof(double))..], values[i]);
    }

    public void Byte(byte value) => Take(1)[0] = value;

    public void Bytes(ReadOnlySpan<byte> values) => values.CopyTo(Take(values.Length));

    public void Text(string value)
    {
        int length = Encoding.UTF8.GetByteCount(value);
        Count(length);
        Encoding.UTF8.GetBytes(value, Take(length));
    }

    public byte[] ToArray() => _bytes[.._length];

    Span<byte> Take(int length)
    {
        if (_bytes.Length - _length < length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + length));
        _length += length;
        return _bytes.AsSpan(_length - length, length);
    }
}
