using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Plumbline.Storage.Logs;

/// <summary>Bytes being written into a pooled buffer that grows. Disposing gives the buffer back.</summary>
sealed class PayloadWriter(int expected) : IDisposable
{
    byte[] _buffer = ArrayPool<byte>.Shared.Rent(expected);

    public int Length { get; private set; }

    public Span<byte> Written => _buffer.AsSpan(0, Length);

    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, Length);

    /// <summary>Room for that many bytes, to be filled by the caller.</summary>
    public Span<byte> Take(int count)
    {
        if (_buffer.Length - Length < count) Grow(count);
        Span<byte> room = _buffer.AsSpan(Length, count);
        Length += count;
        return room;
    }

    public void Byte(byte value) => Take(1)[0] = value;

    public void Int32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(sizeof(int)), value);

    public void Int64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(sizeof(long)), value);

    public void UInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Take(sizeof(ulong)), value);

    /// <summary>An array as it lies in memory.</summary>
    public void Values<T>(ReadOnlySpan<T> values) where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(values);
        bytes.CopyTo(Take(bytes.Length));
    }

    /// <summary>Seven bits a byte, lowest first.</summary>
    public void Number(long value)
    {
        ulong rest = (ulong)value;
        for (; rest > 0x7F; rest >>= 7) Byte((byte)(rest | 0x80));
        Byte((byte)rest);
    }

    public void Text(string value)
    {
        int bytes = Encoding.UTF8.GetByteCount(value);
        Number(bytes);
        Encoding.UTF8.GetBytes(value, Take(bytes));
    }

    public void OptionalText(string? value)
    {
        Byte(value is null ? (byte)0 : (byte)1);
        if (value is not null) Text(value);
    }

    /// <summary>Whole numbers from 0 to <paramref name="largest"/>, each in 1, 2 or 4 bytes.</summary>
    public void Small(ReadOnlySpan<int> values, int plus, int largest)
    {
        byte width = largest <= byte.MaxValue ? (byte)1 : largest <= ushort.MaxValue ? (byte)2 : (byte)4;
        Byte(width);
        Span<byte> to = Take(checked(values.Length * width));
        if (width == 1)
            for (int i = 0; i < values.Length; i++) to[i] = (byte)(values[i] + plus);
        else if (width == 2)
            Narrow(values, plus, MemoryMarshal.Cast<byte, ushort>(to));
        else
            Add(values, plus, MemoryMarshal.Cast<byte, int>(to));
    }

    public void Dispose()
    {
        byte[] buffer = Interlocked.Exchange(ref _buffer, []);
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
    }

    static void Narrow(ReadOnlySpan<int> values, int plus, Span<ushort> to)
    {
        for (int i = 0; i < values.Length; i++) to[i] = (ushort)(values[i] + plus);
    }

    static void Add(ReadOnlySpan<int> values, int plus, Span<int> to)
    {
        for (int i = 0; i < values.Length; i++) to[i] = values[i] + plus;
    }

    void Grow(int count)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(Length + count), (int)Math.Min(_buffer.Length * 2L, Array.MaxLength)));
        _buffer.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
