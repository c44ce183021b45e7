using System.Buffers.Binary;
using System.IO.Compression;

namespace Plumbline.Datasets.Files;

/// <summary>The first bytes of a file: its format and, decompressed, its beginning.</summary>
/// <param name="File">Full path.</param>
/// <param name="Format">Decided by the bytes; the ending only tells CSV from JSON when both are possible.</param>
/// <param name="IsGzip">True when the file is compressed.</param>
/// <param name="Sample">The first megabyte, decompressed.</param>
/// <param name="IsWhole">True when the sample is all there is.</param>
/// <param name="TextLength">Bytes of text, estimated for compressed files.</param>
sealed record FileOpening(string File, FileFormat Format, bool IsGzip, byte[] Sample, bool IsWhole, long TextLength)
{
    const int SampleSize = 1 << 20;

    static readonly (byte[] Magic, string Name)[] s_foreign =
    [
        ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive or an Excel workbook; save the table as CSV or Parquet"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel workbook; save the table as CSV"),
        ([0x28, 0xB5, 0x2F, 0xFD], "zstd-compressed; decompress it, or use gzip"),
        ([0x42, 0x5A, 0x68], "bzip2-compressed; decompress it, or use gzip"),
        ([0xFD, 0x37, 0x7A, 0x58], "xz-compressed; decompress it, or use gzip"),
        ([0x89, 0x50, 0x4E, 0x47], "a PNG picture, not a table"),
        ([0xFF, 0xD8, 0xFF], "a JPEG picture, not a table"),
        ([0x25, 0x50, 0x44, 0x46], "a PDF document, not a table"),
        ([0x89, 0x48, 0x44, 0x46], "an HDF5 file; export the table as Parquet"),
        ([0x41, 0x52, 0x52, 0x4F, 0x57, 0x31], "an Arrow/Feather file; export the table as Parquet"),
        ([0x4F, 0x52, 0x43], "an ORC file; export the table as Parquet"),
        ([0x80, 0x04, 0x95], "a Python pickle; export the table as Parquet"),
        ([0x7F, 0x45, 0x4C, 0x46], "a program, not a table"),
    ];

    /// <summary>Opens the file far enough to know what it is.</summary>
    /// <exception cref="DatasetException">It is none of the formats, or a broken one of them.</exception>
    internal static FileOpening Read(string file)
    {
        using FileStream stream = System.IO.File.OpenRead(file);
        byte[] head = Fill(stream, 16);
        bool gzip = head is [0x1F, 0x8B, ..];
        stream.Position = 0;
        if (head.AsSpan().StartsWith("PAR1"u8)) return Parquet(file, stream);
        try
        {
            using Stream text = gzip ? new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true) : stream;
            byte[] sample = Fill(text, SampleSize);
            bool whole = sample.Length < SampleSize || text.ReadByte() < 0;
            if (sample.Length == 0) throw new DatasetException($"'{file}' holds no text once decompressed: there is nothing to read.");
            CheckText(file, sample);
            long length = whole ? sample.Length : gzip ? GzipFile.EstimateLength(file, sample.Length, stream.Position) : stream.Length;
            return new FileOpening(file, LooksLikeJson(sample) ? FileFormat.Json : FileFormat.Delimited, gzip, sample, whole, length);
        }
        catch (InvalidDataException broken)
        {
            throw new DatasetException($"'{file}' begins like a gzip file but cannot be decompressed ({broken.Message}): make it anew.",
                broken);
        }
    }

    static FileOpening Parquet(string file, FileStream stream)
    {
        byte[] tail = new byte[8];
        stream.Position = Math.Max(0, stream.Length - 8);
        stream.ReadExactly(tail);
        bool ended = tail.AsSpan(4).SequenceEqual("PAR1"u8) && BinaryPrimitives.ReadUInt32LittleEndian(tail) < (ulong)stream.Length;
        if (!ended)
            throw new DatasetException($"'{file}' begins like a Parquet file but has no footer: it was cut short; copy or write it anew.");
        return new FileOpening(file, FileFormat.Parquet, false, [], false, stream.Length);
    }

    static void CheckText(string file, byte[] sample)
    {
        foreach ((byte[] magic, string name) in s_foreign)
            if (sample.AsSpan().StartsWith(magic)) throw new DatasetException($"'{file}' is {name}.");
        if (IsWide(sample)) return;
        int zero = Array.IndexOf(sample, (byte)0);
        if (zero >= 0)
            throw new DatasetException($"'{file}' is a binary file (byte {zero + 1} is 0), not CSV, Parquet or JSON: export the table as one of these.");
    }

    /// <summary>UTF-16 marks itself by its first two bytes; it is full of zero bytes.</summary>
    static bool IsWide(byte[] sample) => sample is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];

    static bool LooksLikeJson(byte[] sample)
    {
        ReadOnlySpan<byte> text = sample;
        if (text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) text = text[3..];
        text = text.TrimStart(" \t\r\n"u8);
        if (text.Length == 0 || text[0] is not ((byte)'{' or (byte)'[')) return false;
        text = text[1..].TrimStart(" \t\r\n"u8);
        return text.Length > 0 && text[0] is (byte)'{' or (byte)'"' or (byte)'}' or (byte)']';
    }

    static byte[] Fill(Stream stream, int size)
    {
        byte[] buffer = new byte[size];
        int read = stream.ReadAtLeast(buffer, size, throwOnEndOfStream: false);
        return read == size ? buffer : buffer[..read];
    }
}
