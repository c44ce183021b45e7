using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Plumbline.Storage.Backups;

/// <summary>The beginning of a file, up to a length that was fixed when the backup began, with its checksum. Read once, from the
/// start.</summary>
sealed class PartStream(SafeFileHandle file, long length) : Stream
{
    readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    long _position;

    public override bool CanRead => true;

    // The archive's writer asks for the length before it reads.
    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set
        {
            if (value != _position) throw new NotSupportedException("A part is read once, from its start.");
        }
    }

    /// <summary>The checksum of all that was read, which is the whole.</summary>
    public string Sha256 => _position == length ? Convert.ToHexStringLower(_hash.GetCurrentHash())
        : throw new InvalidOperationException("The part was not read to its end.");

    public override int Read(Span<byte> buffer)
    {
        int wanted = (int)Math.Min(buffer.Length, length - _position);
        if (wanted == 0) return 0;
        int read = RandomAccess.Read(file, buffer[..wanted], _position);
        if (read == 0) throw new EndOfStreamException($"A file ended at byte {_position}, though it had {length} when the backup began.");
        _hash.AppendData(buffer[..read]);
        _position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _hash.Dispose();
        base.Dispose(disposing);
    }
}
