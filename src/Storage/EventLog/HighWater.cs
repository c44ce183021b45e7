using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Folders;

namespace Plumbline.Storage.Logs;

/// <summary>How far the log is known to be on disk. Whatever is missing before it was lost, not unfinished.</summary>
/// <param name="FirstSegment">The oldest segment that was not released.</param>
/// <param name="LastSegment">The segment that was written to.</param>
/// <param name="Offset">Its length then.</param>
/// <param name="Seq">The last row then.</param>
readonly record struct HighWaterMark(long FirstSegment, long LastSegment, long Offset, long Seq);

/// <summary>The file that keeps the mark: two slots, written in turn, so that one is always whole.</summary>
sealed class HighWater : IDisposable
{
    const int SlotSize = 64;
    const int SecondSlot = 4096;
    const int CheckAt = 60;
    const ulong Magic = 0x314B524D424D4C50;
    readonly SafeFileHandle _file;
    readonly ulong _folder;
    long _generation;

    HighWater(SafeFileHandle file, ulong folder, long generation, HighWaterMark mark)
    {
        _file = file;
        _folder = folder;
        _generation = generation;
        Mark = mark;
    }

    public HighWaterMark Mark { get; private set; }

    public static string PathIn(string folder) => Path.Combine(folder, "mark");

    public static void Create(string path, ulong folder, HighWaterMark mark)
    {
        byte[] bytes = new byte[SecondSlot + SlotSize];
        Slot(bytes, folder, 1, mark);
        Disk.Replace(path, bytes);
    }

    /// <summary>Opens the file of an existing log.</summary>
    /// <exception cref="StorageException">It is missing, damaged or of another folder.</exception>
    public static HighWater Open(string path, ulong folder)
    {
        if (!File.Exists(path)) throw Damaged($"The file {path} is missing. It says how far the log was written.");
        (HighWaterMark mark, long generation) = Read(path, folder);
        return new HighWater(Disk.OpenOwned(path, FileMode.Open), folder, generation, mark);
    }

    public static (HighWaterMark Mark, long Generation) Read(string path, ulong folder)
    {
        byte[] bytes = File.ReadAllBytes(path);
        (HighWaterMark Mark, long Generation, ulong Folder)? newest = null;
        for (int at = 0; at <= bytes.Length - SlotSize; at += SecondSlot)
            if (ReadSlot(bytes.AsSpan(at, SlotSize)) is { } slot && !(newest?.Generation > slot.Generation)) newest = slot;
        if (newest is not { } found) throw Damaged($"The file {path} is damaged: neither of its two entries is whole.");
        if (found.Folder != folder) throw Damaged($"The file {path} belongs to another data folder.");
        return (found.Mark, found.Generation);
    }

    /// <summary>Returns when the mark is on disk.</summary>
    public void Write(HighWaterMark mark)
    {
        Span<byte> bytes = stackalloc byte[SlotSize];
        long generation = _generation + 1;
        Slot(bytes, _folder, generation, mark);
        RandomAccess.Write(_file, bytes, generation % 2 == 1 ? 0 : SecondSlot);
        Disk.Flush(_file);
        _generation = generation;
        Mark = mark;
    }

    public void Dispose() => _file.Dispose();

    static void Slot(Span<byte> to, ulong folder, long generation, HighWaterMark mark)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(to, Magic);
        BinaryPrimitives.WriteUInt64LittleEndian(to[8..], folder);
        BinaryPrimitives.WriteInt64LittleEndian(to[16..], generation);
        BinaryPrimitives.WriteInt64LittleEndian(to[24..], mark.FirstSegment);
        BinaryPrimitives.WriteInt64LittleEndian(to[32..], mark.LastSegment);
        BinaryPrimitives.WriteInt64LittleEndian(to[40..], mark.Offset);
        BinaryPrimitives.WriteInt64LittleEndian(to[48..], mark.Seq);
        BinaryPrimitives.WriteUInt32LittleEndian(to[CheckAt..], Crc.Of(to[..CheckAt]));
    }

    static (HighWaterMark Mark, long Generation, ulong Folder)? ReadSlot(ReadOnlySpan<byte> from)
    {
        if (BinaryPrimitives.ReadUInt64LittleEndian(from) != Magic
            || BinaryPrimitives.ReadUInt32LittleEndian(from[CheckAt..]) != Crc.Of(from[..CheckAt]))
            return null;
        var mark = new HighWaterMark(BinaryPrimitives.ReadInt64LittleEndian(from[24..]), BinaryPrimitives.ReadInt64LittleEndian(from[32..]),
            BinaryPrimitives.ReadInt64LittleEndian(from[40..]), BinaryPrimitives.ReadInt64LittleEndian(from[48..]));
        return (mark, BinaryPrimitives.ReadInt64LittleEndian(from[16..]), BinaryPrimitives.ReadUInt64LittleEndian(from[8..]));
    }

    static StorageException Damaged(string what) => new(StorageFailure.Damaged, what + " Restore the data folder from a backup.");
}
