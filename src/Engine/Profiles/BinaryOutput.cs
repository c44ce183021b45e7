using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Plumbline.Engine.Profiles;

/// <summary>Writes numbers and texts compactly: little-endian, whole numbers as 7-bit groups, doubles bit by bit.</summary>
sealed class BinaryOutput
{
    readonly ArrayBufferWriter<byte> _bytes = new(1024);

    public int Length => _bytes.WrittenCount;

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    /// <summary>Begins anew, in the same memory.</summary>
    public void Clear() => _bytes.ResetWrittenCount();

    public void Byte(byte value) => Take(1)[0] = value;

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    /// <summary>A number that is usually small and not negative; a negative one takes ten bytes.</summary>
    public void Count(long value)
    {
        ulong rest = (ulong)value;
        for (; rest >= 0x80; rest >>= 7) Byte((byte)(rest | 0x80));
        Byte((byte)rest);
    }

    public void Counts(ReadOnlySpan<long> values)
    {
        Count(values.Length);
        foreach (long value in values) Count(value);
    }

    public void Bits(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Take(sizeof(ulong)), value);

    public void Number(double value) => Bits(BitConverter.DoubleToUInt64Bits(value));

    public void Numbers(ReadOnlySpan<double> values)
    {
        Count(values.Length);
        foreach (double value in values) Number(value);
    }

    public void Text(string value)
    {
        int length = Encoding.UTF8.GetByteCount(value);
        Count(length);
        Encoding.UTF8.GetBytes(value, Take(length));
    }

    /// <summary>A text or null.</summary>
    public void TextOrNull(string? value)
    {
        Flag(value is not null);
        if (value is not null) Text(value);
    }

    /// <summary>Bytes after their length; null is told from empty.</summary>
    public void BlockOrNull(byte[]? value)
    {
        Flag(value is not null);
        if (value is not null) Block(value);
    }

    public void Block(ReadOnlySpan<byte> value)
    {
        Count(value.Length);
        value.CopyTo(Take(value.Length));
    }

    public void MomentOrNull(DateTimeOffset? value)
    {
        Flag(value is not null);
        if (value is not { } moment) return;
        Count(moment.Ticks);
        Count((long)moment.Offset.TotalMinutes + OffsetBias);
    }

    /// <summary>Added to an offset in minutes so that none is negative.</summary>
    internal const int OffsetBias = 14 * 60;

    Span<byte> Take(int length)
    {
        var span = _bytes.GetSpan(length)[..length];
        _bytes.Advance(length);
        return span;
    }
}
