using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Folders;

namespace Plumbline.Storage.Logs;

/// <summary>A sorted file of identities: blocks of 4 KB with a checksum each, then the first entry of each block, a filter, and a footer.
/// First entries and filter are kept in memory, about 1.6 bytes per identity.</summary>
sealed class IdentityRun : IDisposable
{
    public const int BlockSize = 4096;
    public const int EntriesPerBlock = (BlockSize - sizeof(uint)) / IdentityEntry.Size;
    public const int FooterSize = 64;
    public const ulong Magic = 0x314E555244494C50;

    /// <summary>So many cells are asked of the filter one by one before the block itself is read.</summary>
    const int FewCells = 32;

    readonly SafeFileHandle _file;
    readonly IdentityEntry[] _firsts;
    readonly IdentityFilter _filter;
    readonly int _firstCell;
    readonly int _lastCell;

    IdentityRun(string path, SafeFileHandle file, long number, ReadOnlySpan<byte> footer)
    {
        Path = path;
        Number = number;
        _file = file;
        Count = BinaryPrimitives.ReadInt64LittleEndian(footer[16..]);
        int words = BinaryPrimitives.ReadInt32LittleEndian(footer[24..]);
        _firstCell = BinaryPrimitives.ReadInt32LittleEndian(footer[28..]);
        _lastCell = BinaryPrimitives.ReadInt32LittleEndian(footer[32..]);
        int blocks = (int)((Count + EntriesPerBlock - 1) / EntriesPerBlock);
        long tail = ((long)blocks * IdentityEntry.Size) + ((long)words * sizeof(ulong));
        if (RandomAccess.GetLength(file) != ((long)blocks * BlockSize) + tail + FooterSize) throw Damaged("has the wrong length");
        byte[] bytes = new byte[tail];
        Disk.ReadExactly(file, bytes, (long)blocks * BlockSize);
        if (Crc.Of(bytes) != BinaryPrimitives.ReadUInt32LittleEndian(footer[36..])) throw Damaged("does not match its checksum");
        _firsts = MemoryMarshal.Cast<byte, IdentityEntry>(bytes.AsSpan(0, blocks * IdentityEntry.Size)).ToArray();
        _filter = new IdentityFilter(MemoryMarshal.Cast<byte, ulong>(bytes.AsSpan(blocks * IdentityEntry.Size)).ToArray());
    }

    public string Path { get; }

    public long Number { get; }

    public long Count { get; }

    public int Blocks => _firsts.Length;

    public static string PathOf(string folder, long number) =>
        System.IO.Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{number:D8}.run"));

    /// <summary>Opens a run that was finished.</summary>
    /// <exception cref="StorageException">The file is missing or damaged.</exception>
    public static IdentityRun Open(string folder, long number)
    {
        string path = PathOf(folder, number);
        if (!File.Exists(path)) throw Damaged(path, "is missing");
        SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            byte[] footer = new byte[FooterSize];
            long length = RandomAccess.GetLength(file);
            if (length < FooterSize) throw Damaged(path, "has the wrong length");
            Disk.ReadExactly(file, footer, length - FooterSize);
            if (BinaryPrimitives.ReadUInt64LittleEndian(footer) != Magic
                || BinaryPrimitives.ReadUInt32LittleEndian(footer.AsSpan(60)) != Crc.Of(footer.AsSpan(0, 60)))
                throw Damaged(path, "does not end as it should");
            return new IdentityRun(path, file, number, footer);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Finds an event.</summary>
    public bool TryFind(in IdentityEntry wanted, out IdentityEntry found)
    {
        found = default;
        if (wanted.Cell < _firstCell || wanted.Cell > _lastCell || !_filter.MayHold(wanted)) return false;
        int place = PlaceOf(wanted);
        if (place < 0) return false;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BlockSize);
        ReadOnlySpan<IdentityEntry> entries = ReadBlock(place, buffer);
        int at = entries.BinarySearch(wanted);
        if (at >= 0) found = entries[at];
        ArrayPool<byte>.Shared.Return(buffer);
        return at >= 0;
    }

    /// <summary>The first cell after another one in which a model may have entries; null when there is none. It answers from memory unless
    /// cells lie far apart.</summary>
    /// <param name="after">Null: from the first on.</param>
    public int? CellAfter(int model, int? after)
    {
        int from = after + 1 ?? _firstCell;
        int place = PlaceOf(new IdentityEntry
        {
            Model = model,
            Cell = from - 1,
            High = ulong.MaxValue,
            Low = ulong.MaxValue,
            Content = 0,
            Version = 0,
            Offset = 0,
        });
        int? next = place + 1 < _firsts.Length && _firsts[place + 1].Model == model ? _firsts[place + 1].Cell : null;
        if (place < 0) return next;
        int until = next ?? _lastCell;
        if (from > until) return null;
        return until - from <= FewCells ? from : CellIn(place, model, from) ?? next;
    }

    /// <summary>Entries of a block, in the given buffer.</summary>
    public ReadOnlySpan<IdentityEntry> ReadBlock(int block, Span<byte> buffer)
    {
        buffer = buffer[..BlockSize];
        try
        {
            Disk.ReadExactly(_file, buffer, (long)block * BlockSize);
        }
        catch (EndOfStreamException)
        {
            throw Damaged("was cut off");
        }
        ReadOnlySpan<byte> content = buffer[..(BlockSize - sizeof(uint))];
        if (Crc.Of(content) != BinaryPrimitives.ReadUInt32LittleEndian(buffer[content.Length..]))
            throw Damaged(string.Create(CultureInfo.InvariantCulture, $"does not match its checksum at byte {(long)block * BlockSize}"));
        int count = (int)Math.Min(EntriesPerBlock, Count - ((long)block * EntriesPerBlock));
        return MemoryMarshal.Cast<byte, IdentityEntry>(content[..(count * IdentityEntry.Size)]);
    }

    public void Dispose() => _file.Dispose();

    /// <summary>The block an entry would be in; -1 when it would be before the first.</summary>
    int PlaceOf(in IdentityEntry wanted)
    {
        int place = _firsts.AsSpan().BinarySearch(wanted);
        return place < 0 ? ~place - 1 : place;
    }

    int? CellIn(int block, int model, int from)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BlockSize);
        int? cell = null;
        foreach (ref readonly IdentityEntry entry in ReadBlock(block, buffer))
        {
            if (entry.Model != model || entry.Cell < from) continue;
            cell = entry.Cell;
            break;
        }
        ArrayPool<byte>.Shared.Return(buffer);
        return cell;
    }

    StorageException Damaged(string problem) => Damaged(Path, problem);

    static StorageException Damaged(string path, string problem) => new(StorageFailure.Damaged,
        $"The index of event ids is damaged: {path} {problem}. Restore the data folder from a backup.");
}
