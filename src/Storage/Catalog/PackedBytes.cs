using System.IO.Compression;

namespace Plumbline.Storage.Catalogs;

/// <summary>Bytes, compressed where that makes them smaller.</summary>
sealed record PackedBytes(bool IsCompressed, byte[] Bytes)
{
    public static PackedBytes Of(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) stream.Write(bytes);
        return packed.Length < bytes.Length ? new PackedBytes(true, packed.ToArray()) : new PackedBytes(false, bytes);
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
