using System.Buffers;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Plumbline.Server.Ingest.Json;

namespace Plumbline.Server.Ingest.Sessions;

/// <summary>A body as it comes, in one piece of memory that holds what was not used yet.</summary>
sealed class BodyBytes(Stream stream, bool isGzip, long most, long received = 0) : IDisposable
{
    const int FirstSize = 16 << 10;

    readonly Stream _source = isGzip ? new GZipStream(new EndedStream(stream), CompressionMode.Decompress, leaveOpen: true) : stream;
    byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstSize);
    int _start;
    int _end;

    internal ReadOnlySpan<byte> Unread =>
        _buffer.AsSpan(_start..Math.Max(_start, isGzip && !IsEnded ? _end - EndedStream.Mark.Length : _end));

    /// <summary>Bytes after decompression, and those of a file that was received before.</summary>
    internal long Length { get; private set; } = received;

    internal bool IsEnded { get; private set; }

    /// <summary>Why no more can be read.</summary>
    internal BodyFault? Fault { get; private set; }

    internal void Use(int bytes) => _start += bytes;

    /// <summary>What is there, all of it used; holds until more is read.</summary>
    internal ReadOnlyMemory<byte> TakeUnread()
    {
        ReadOnlyMemory<byte> unread = _buffer.AsMemory(_start, Unread.Length);
        _start += unread.Length;
        return unread;
    }

    /// <summary>Reads more, or finds that there is none.</summary>
    internal async Task FillAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        try
        {
            int read = await _source.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            (_end, Length, IsEnded) = (_end + read, Length + read, read == 0);
            if (IsEnded && isGzip) DropMark();
            if (Length > most) Fault = BodyFault.TooLarge(most);
        }
        catch (BadHttpRequestException bad) when (bad.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            Fault = BodyFault.TooLarge(most);
        }
        catch (BadHttpRequestException)
        {
            Fault = BodyFault.Cut();
        }
        catch (InvalidDataException)
        {
            Fault = BodyFault.BrokenGzip();
        }
    }

    public void Dispose()
    {
        if (isGzip) _source.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    void DropMark()
    {
        ReadOnlySpan<byte> mark = EndedStream.Mark;
        bool isWhole = _end - _start >= mark.Length && _buffer.AsSpan(_end - mark.Length, mark.Length).SequenceEqual(mark);
        if (isWhole) (_end, Length) = (_end - mark.Length, Length - mark.Length);
        else Fault = BodyFault.BrokenGzip();
    }

    void MakeRoom()
    {
        if (_start == _end) (_start, _end) = (0, 0);
        if (_buffer.Length - _end >= FirstSize / 2) return;
        int length = _end - _start;
        bool isCrowded = length > _buffer.Length / 2;
        byte[] target = isCrowded ? ArrayPool<byte>.Shared.Rent(_buffer.Length * 2) : _buffer;
        _buffer.AsSpan(_start, length).CopyTo(target);
        if (isCrowded) ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _start, _end) = (target, 0, length);
    }
}
