using System.Buffers;
using Microsoft.Win32.SafeHandles;
using Plumbline.Storage.Folders;

namespace Plumbline.Storage.Logs;

/// <summary>What a cursor came to.</summary>
enum CursorState
{
    /// <summary>A whole frame.</summary>
    Frame,

    /// <summary>The end, right after a whole frame.</summary>
    End,

    /// <summary>Bytes that are no whole frame; the cursor's problem says why.</summary>
    Broken,
}

/// <summary>Walks the frames of one segment in large reads.</summary>
/// <param name="file">Not disposed of.</param>
/// <param name="offset">Where a frame begins.</param>
/// <param name="limit">Bytes of the file that count.</param>
sealed class FrameCursor(SafeFileHandle file, long offset, long limit) : IDisposable
{
    const int Block = 1 << 20;
    byte[] _buffer = ArrayPool<byte>.Shared.Rent(Block);
    int _start;
    int _end;

    /// <summary>Where the frame begins, or what is broken.</summary>
    public long Offset { get; private set; } = offset;

    /// <summary>Where the next frame begins.</summary>
    public long Next { get; private set; } = offset;

    public FrameHeader Header { get; private set; }

    /// <summary>Why it is broken, to be put after "at byte N".</summary>
    public string Problem { get; private set; } = "";

    /// <summary>Payload of the frame; valid until the cursor moves.</summary>
    public ReadOnlySpan<byte> Payload => _buffer.AsSpan(_start + FrameHeader.Size, Header.PayloadLength);

    /// <summary>Goes to the next frame.</summary>
    public CursorState Move()
    {
        _start += (int)(Next - Offset);
        Offset = Next;
        long left = limit - Offset;
        if (left == 0) return CursorState.End;
        if (left < FrameHeader.Size) return Broken($"the file ends after {left} of the {FrameHeader.Size} bytes of a header");
        Need(FrameHeader.Size);
        if (!FrameHeader.TryRead(_buffer.AsSpan(_start, FrameHeader.Size), out FrameHeader header))
            return Broken("there is no valid header");
        if (header.Length > left) return Broken($"the file ends after {left} of the {header.Length} bytes of a frame");
        Need(header.Length);
        Header = header;
        if (Crc.Of(Payload) != header.PayloadCrc) return Broken("the content does not match its checksum");
        Next = Offset + header.Length;
        return CursorState.Frame;
    }

    public void Dispose()
    {
        byte[] buffer = Interlocked.Exchange(ref _buffer, []);
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
    }

    CursorState Broken(string problem)
    {
        Problem = problem;
        return CursorState.Broken;
    }

    /// <summary>Makes that many bytes from the offset on lie in the buffer.</summary>
    void Need(int count)
    {
        if (_end - _start >= count) return;
        int kept = Math.Max(0, _end - _start);
        byte[] into = count > _buffer.Length ? ArrayPool<byte>.Shared.Rent(count) : _buffer;
        if (kept > 0) _buffer.AsSpan(_start, kept).CopyTo(into);
        if (into != _buffer)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = into;
        }
        int wanted = (int)Math.Min(_buffer.Length, limit - Offset);
        Disk.ReadExactly(file, _buffer.AsSpan(kept, wanted - kept), Offset + kept);
        _start = 0;
        _end = wanted;
    }
}
