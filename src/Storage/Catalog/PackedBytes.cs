using System.IO.Compression;

namespace Plumbline.Storage.Catalogs;

/// <summary>Bytes, compressed where that makes them smaller.</summary>
sealed record PackedBytes(bool IsCompressed, byte[] Bytes)
{
    // Sketches are numbers that do not compress: a look into the middle tells, before all is tried in vain.
    const int Look = 16 << 10;

    public static PackedBytes Of(byte[] bytes)
    {
        if (bytes.Length > 4 * Look && Compressed(bytes.AsSpan((bytes.Length - Look) / 2, Look)).Length > .95 * Look)
            return new PackedBytes(false, bytes);
        byte[] packed = Compressed(bytes);
        return packed.Length < bytes.Length ? new PackedBytes(true, packed) : new PackedBytes(false, bytes);
    }

    static byte[] Compressed(ReadOnlySpan<byte> bytes)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) stream.Write(bytes);
        return packed.ToArray();
    }

    /// <summary>The bytes as they were.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged.</exception>
    public byte[] Unpack()
    {
        if (!IsCompressed) return Bytes;
        using var stream = new ZLibStream(new MemoryStream(Bytes), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        stream.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}
