using System.Buffers.Binary;
using System.IO.Compression;

namespace Plumbline.Datasets.Files;

/// <summary>What DuckDB does not tell of compressed text: whether the file is whole. It reads a cut file to the cut and says
/// nothing.</summary>
static class GzipFile
{
    const int BufferSize = 1 << 18;

    /// <summary>Decompresses the file and compares the length with the one the file states.</summary>
    /// <exception cref="DatasetException">The file is cut short or damaged.</exception>
    internal static void CheckWhole(string file, CancellationToken cancellationToken)
    {
        using FileStream stream = File.OpenRead(file);
        long length = 0;
        try
        {
            using var text = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
            byte[] buffer = new byte[BufferSize];
            for (int read; (read = text.Read(buffer)) > 0; length += read) cancellationToken.ThrowIfCancellationRequested();
        }
        catch (InvalidDataException broken)
        {
            throw new DatasetException($"'{file}' is damaged after {length} bytes of text ({broken.Message}): copy or write it anew.",
                broken);
        }
        // Files of several members state the length of the last one alone, so only a statement that is larger than all proves a cut.
        if (StatedLength(stream) > (length & uint.MaxValue))
            throw new DatasetException($"'{file}' is cut short: it ends after {length} bytes of text without its closing mark. Copy or write it anew.");
    }

    /// <summary>Bytes of text, judged by how well the beginning is compressed.</summary>
    internal static long EstimateLength(string file, long textRead, long compressedRead) =>
        (long)(textRead * (double)new FileInfo(file).Length / Math.Max(1, compressedRead));

    static uint StatedLength(FileStream stream)
    {
        if (stream.Length < 18) return uint.MaxValue;
        stream.Position = stream.Length - 4;
        Span<byte> stated = stackalloc byte[4];
        stream.ReadExactly(stated);
        return BinaryPrimitives.ReadUInt32LittleEndian(stated);
    }
}
