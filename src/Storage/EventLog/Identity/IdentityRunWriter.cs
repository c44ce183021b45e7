using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Plumbline.Storage.Folders;

namespace Plumbline.Storage.Logs;

/// <summary>Writes a run from entries in order. Until <see cref="Finish"/> returns the file is worth nothing.</summary>
sealed class IdentityRunWriter(string path, long most) : IDisposable
{
    const int BlocksAtOnce = 64;
    readonly SafeFileHandle _file = Disk.OpenOwned(path, FileMode.Create);
    readonly byte[] _buffer = new byte[BlocksAtOnce * IdentityRun.BlockSize];
    readonly List<IdentityEntry> _firsts = [];
    readonly IdentityFilter _filter = IdentityFilter.For(most);
    long _written;
    int _blocks;
    int _inBlock;
    int _firstCell = int.MaxValue;
    int _lastCell = int.MinValue;

    public long Count { get; private set; }

    public void Add(in IdentityEntry entry)
    {
        if (_inBlock == 0) _firsts.Add(entry);
        Span<byte> block = _buffer.AsSpan(_blocks * IdentityRun.BlockSize, IdentityRun.BlockSize);
        MemoryMarshal.Write(block[(_inBlock * IdentityEntry.Size)..], entry);
        _filter.Add(entry);
        _firstCell = Math.Min(_firstCell, entry.Cell);
        _lastCell = Math.Max(_lastCell, entry.Cell);
        Count++;
        if (++_inBlock == IdentityRun.EntriesPerBlock) EndBlock();
    }

    /// <summary>Returns when the run is on disk.</summary>
    public void Finish()
    {
        if (_inBlock > 0) EndBlock();
        WriteBlocks();
        ReadOnlySpan<byte> firsts = MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_firsts));
        ReadOnlySpan<byte> filter = MemoryMarshal.AsBytes(_filter.Words);
        byte[] tail = [.. firsts, .. filter];
        Span<byte> footer = stackalloc byte[IdentityRun.FooterSize];
        BinaryPrimitives.WriteUInt64LittleEndian(footer, IdentityRun.Magic);
        BinaryPrimitives.WriteInt64LittleEndian(footer[16..], Count);
        BinaryPrimitives.WriteInt32LittleEndian(footer[24..], _filter.Words.Length);
        BinaryPrimitives.WriteInt32LittleEndian(footer[28..], _firstCell);
        BinaryPrimitives.WriteInt32LittleEndian(footer[32..], _lastCell);
        BinaryPrimitives.WriteUInt32LittleEndian(footer[36..], Crc.Of(tail));
        BinaryPrimitives.WriteUInt32LittleEndian(footer[60..], Crc.Of(footer[..60]));
        Write(tail);
        Write(footer);
        Disk.Flush(_file);
        Disk.FlushFolder(Path.GetDirectoryName(path)!);
    }

    public void Dispose() => _file.Dispose();

    void EndBlock()
    {
        Span<byte> block = _buffer.AsSpan(_blocks * IdentityRun.BlockSize, IdentityRun.BlockSize);
        Span<byte> content = block[..^sizeof(uint)];
        content[(_inBlock * IdentityEntry.Size)..].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(block[content.Length..], Crc.Of(content));
        _inBlock = 0;
        if (++_blocks == BlocksAtOnce) WriteBlocks();
    }

    void WriteBlocks()
    {
        Write(_buffer.AsSpan(0, _blocks * IdentityRun.BlockSize));
        _blocks = 0;
    }

    void Write(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(_file, bytes, _written);
        _written += bytes.Length;
    }
}
