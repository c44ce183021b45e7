using System.IO.Compression;
using System.Security.Cryptography;

namespace Plumbline.Server.Ingest.Sessions;

/// <summary>A gzip body with a member of ours behind it. .NET takes a gzip file that is cut for one that has ended; where our bytes come
/// out at the end, nothing was cut.</summary>
sealed class EndedStream(Stream inner) : ReadingStream
{
    static readonly byte[] s_mark = RandomNumberGenerator.GetBytes(16);
    static readonly byte[] s_member = Member();

    int _sent = -1;

    /// <summary>What comes out last.</summary>
    internal static ReadOnlySpan<byte> Mark => s_mark;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_sent < 0)
        {
            int read = await inner.ReadAsync(buffer, cancellationToken);
            if (read > 0 || buffer.IsEmpty) return read;
            _sent = 0;
        }
        int length = Math.Min(buffer.Length, s_member.Length - _sent);
        s_member.AsMemory(_sent, length).CopyTo(buffer);
        _sent += length;
        return length;
    }

    static byte[] Member()
    {
        using var member = new MemoryStream();
        using (var gzip = new GZipStream(member, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(s_mark);
        return member.ToArray();
    }
}
