using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Plumbline.Storage.Logs;

/// <summary>Reads what a <see cref="PayloadWriter"/> wrote. Every length is checked before anything is taken or allocated.</summary>
/// <exception cref="InvalidDataException">The bytes are not what a writer writes.</exception>
ref struct PayloadReader(ReadOnlySpan<byte> bytes)
{
    ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public ReadOnlySpan<byte> Take(long count)
    {
        if (count < 0 || count > _rest.Length)
            throw new InvalidDataException($"{count} bytes are announced where {_rest.Length} are left.");
        ReadOnlySpan<byte> taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }

    public byte Byte() => Take(1)[0];

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    public T[] Values<T>(long count) where T : unmanaged
    {
        ReadOnlySpan<byte> from = Take(checked(count * Marshal.SizeOf<T>()));
        T[] values = GC.AllocateUninitializedArray<T>((int)count);
        from.CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    public long Number()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return (long)value;
        }
        throw new InvalidDataException("A number is longer than 64 bits.");
    }

    /// <summary>How many things follow, each of at least one byte.</summary>
    public int Count()
    {
        long count = Number();
        if (count < 0 || count > _rest.Length)
            throw new InvalidDataException($"{count} items are announced where {_rest.Length} bytes are left.");
        return (int)count;
    }

    public string Text() => Encoding.UTF8.GetString(Take(Number()));

    public string? OptionalText() => Byte() == 0 ? null : Text();

    /// <summary>Whole numbers written by <see cref="PayloadWriter.Small"/>, none above <paramref name="largest"/>.</summary>
    public int[] Small(int count, int plus, int largest)
    {
        int width = Byte();
        if (width is not (1 or 2 or 4)) throw new InvalidDataException($"Numbers of {width} bytes are unknown.");
        ReadOnlySpan<byte> from = Take((long)count * width);
        int[] values = GC.AllocateUninitializedArray<int>(count);
        for (int i = 0; i < count; i++)
        {
            int value = width switch
            {
                1 => from[i],
                2 => BinaryPrimitives.ReadUInt16LittleEndian(from[(i * 2)..]),
                _ => BinaryPrimitives.ReadInt32LittleEndian(from[(i * 4)..]),
            };
            if (value < 0 || value > largest) throw new InvalidDataException($"{value} is above {largest}.");
            values[i] = value - plus;
        }
        return values;
    }
}
