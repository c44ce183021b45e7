using System.Net.Sockets;
using System.Text;

namespace Plumbline.Load.Sending;

/// <summary>One kept-alive HTTP/1.1 connection that allocates nothing per request: bytes out, status and body in.</summary>
sealed class HttpConnection : IDisposable
{
    readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    readonly byte[] _buffer = new byte[256 << 10];
    int _length;

    /// <summary>Body of the last answer, chunk lengths included where the server chunks.</summary>
    public ReadOnlySpan<byte> Body => _buffer.AsSpan(BodyStart, _length - BodyStart);

    int BodyStart { get; set; }

    public static async Task<HttpConnection> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        var connection = new HttpConnection();
        await connection._socket.ConnectAsync(address.Host, address.Port, cancellationToken);
        return connection;
    }

    /// <summary>Sends a request and reads the whole answer.</summary>
    /// <returns>The status.</returns>
    /// <exception cref="IOException">The server closed the connection, or answered something that is not HTTP/1.1.</exception>
    public async ValueTask<int> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        while (!request.IsEmpty) request = request[await _socket.SendAsync(request, cancellationToken)..];
        _length = 0;
        while (!IsWhole())
        {
            if (_length == _buffer.Length) throw new IOException("The answer is larger than 256 KiB.");
            int read = await _socket.ReceiveAsync(_buffer.AsMemory(_length), cancellationToken);
            if (read == 0) throw new IOException("The server closed the connection.");
            _length += read;
        }
        return Status();
    }

    public void Dispose() => _socket.Dispose();

    bool IsWhole()
    {
        ReadOnlySpan<byte> all = _buffer.AsSpan(0, _length);
        int head = all.IndexOf("\r\n\r\n"u8);
        if (head < 0) return false;
        BodyStart = head + 4;
        if (LengthOf(all[..head]) is { } length) return _length >= BodyStart + length;
        return all[BodyStart..].EndsWith("0\r\n\r\n"u8);
    }

    // Null: the answer is chunked.
    static int? LengthOf(ReadOnlySpan<byte> head)
    {
        const string Name = "content-length:";
        foreach (Range range in head.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = head[range];
            if (line.Length <= Name.Length || !Ascii.EqualsIgnoreCase(line[..Name.Length], Name)) continue;
            return int.Parse(line[Name.Length..].Trim(" \r"u8), System.Globalization.CultureInfo.InvariantCulture);
        }
        return null;
    }

    int Status()
    {
        ReadOnlySpan<byte> all = _buffer.AsSpan(0, _length);
        if (!all.StartsWith("HTTP/1.1 "u8)) throw new IOException("The answer is not HTTP/1.1.");
        return int.Parse(all.Slice(9, 3), System.Globalization.CultureInfo.InvariantCulture);
    }
}
