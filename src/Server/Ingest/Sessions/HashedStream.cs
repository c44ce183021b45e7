using System.Security.Cryptography;

namespace Plumbline.Server.Ingest.Sessions;

/// <summary>A stream for reading that knows the SHA-256 of what was read.</summary>
sealed class HashedStream(Stream inner, string salt) : ReadingStream
{
    readonly IncrementalHash _hash = Salted(salt);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await inner.ReadAsync(buffer, cancellationToken);
        _hash.AppendData(buffer.Span[..read]);
        return read;
    }

    /// <summary>Reads the rest and says the hash of all, hexadecimal.</summary>
    internal async Task<string> FinishAsync(CancellationToken cancellationToken)
    {
        byte[] rest = new byte[16 << 10];
        while (await ReadAsync(rest.AsMemory(), cancellationToken) > 0)
        {
        }
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _hash.Dispose();
        base.Dispose(disposing);
    }

    static IncrementalHash Salted(string salt)
    {
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(salt));
        return hash;
    }
}
