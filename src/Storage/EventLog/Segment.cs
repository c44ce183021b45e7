using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Win32.SafeHandles;
using Plumbline.Storage.Folders;

namespace Plumbline.Storage.Logs;

/// <summary>The first 64 bytes of a segment file.</summary>
/// <param name="Folder">The data folder it belongs to.</param>
/// <param name="Number">1, 2, ... as in its name.</param>
/// <param name="FirstSeq">Number of its first row.</param>
/// <param name="FirstGroup">Number of its first group.</param>
/// <param name="LengthBefore">Final length of the segment before it; 0 for the first.</param>
readonly record struct SegmentHeader(ulong Folder, long Number, long FirstSeq, long FirstGroup, long LengthBefore)
{
    public const int Size = 64;
    const ulong Magic = 0x31474F4C42_4D4C50;
    const int CheckAt = 60;

    public void Write(Span<byte> to)
    {
        to[..Size].Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(to, Magic);
        BinaryPrimitives.WriteUInt64LittleEndian(to[8..], Folder);
        BinaryPrimitives.WriteInt64LittleEndian(to[16..], Number);
        BinaryPrimitives.WriteInt64LittleEndian(to[24..], FirstSeq);
        BinaryPrimitives.WriteInt64LittleEndian(to[32..], FirstGroup);
        BinaryPrimitives.WriteInt64LittleEndian(to[40..], LengthBefore);
        BinaryPrimitives.WriteUInt32LittleEndian(to[CheckAt..], Crc.Of(to[..CheckAt]));
    }

    /// <summary>Null when the file does not begin as a segment does.</summary>
    public static SegmentHeader? Read(SafeFileHandle file)
    {
        Span<byte> bytes = stackalloc byte[Size];
        if (RandomAccess.GetLength(file) < Size) return null;
        Disk.ReadExactly(file, bytes, 0);
        if (BinaryPrimitives.ReadUInt64LittleEndian(bytes) != Magic
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[CheckAt..]) != Crc.Of(bytes[..CheckAt]))
            return null;
        return new SegmentHeader(BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]));
    }
}

/// <summary>A segment of the log: a file of frames one after the other.</summary>
sealed class Segment(string path, SegmentHeader header)
{
    const int PlacesApart = 256 * 1024;
    readonly List<(long Seq, long Offset)> _places = [(header.FirstSeq, SegmentHeader.Size)];

    public string Path { get; } = path;

    public SegmentHeader Header { get; } = header;

    public long Number => Header.Number;

    public long FirstSeq => Header.FirstSeq;

    public static string PathOf(string folder, long number) =>
        System.IO.Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{number:D8}.log"));

    /// <summary>The number in a segment's name; null for other files.</summary>
    public static long? NumberOf(string path)
    {
        ReadOnlySpan<char> name = System.IO.Path.GetFileNameWithoutExtension(path.AsSpan());
        bool isNumber = long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out long number);
        return isNumber && System.IO.Path.GetExtension(path) == ".log" ? number : null;
    }

    /// <summary>Remembers where a frame begins, for some of them.</summary>
    public void Note(long seq, long offset)
    {
        lock (_places)
            if (offset - _places[^1].Offset >= PlacesApart) _places.Add((seq, offset));
    }

    /// <summary>Start of a frame at or before the row; of the frames that are remembered the nearest.</summary>
    public long PlaceBefore(long seq)
    {
        lock (_places)
        {
            int low = 0, high = _places.Count;
            while (high - low > 1)
            {
                int middle = (low + high) / 2;
                if (_places[middle].Seq <= seq) low = middle;
                else high = middle;
            }
            return _places[low].Offset;
        }
    }

    /// <summary>Forgets places from a length on: the file was cut back to it.</summary>
    public void Cut(long length)
    {
        lock (_places) _places.RemoveAll(p => p.Offset >= length && p.Offset > SegmentHeader.Size);
    }

    public SafeFileHandle OpenToRead() => File.OpenHandle(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
}
