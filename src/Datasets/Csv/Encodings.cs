using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Plumbline.Engine.Messages;

namespace Plumbline.Datasets.Csv;

/// <summary>UTF-8 unless a byte order mark says UTF-16, or the file breaks UTF-8 and holds nothing that only UTF-8 would explain: then it
/// is read as Latin-1, with a warning. A UTF-8 file with broken places keeps its other rows; those with the broken places are
/// refused.</summary>
static class Encodings
{
    const int BufferSize = 1 << 18;

    /// <summary>Judges a sample.</summary>
    /// <param name="sample">The beginning of the file.</param>
    /// <param name="isWhole">False when the sample may end within a character.</param>
    /// <param name="invalidLine">Line of the first place that is not UTF-8, 1-based; 0 when there is none.</param>
    internal static TextEncoding Detect(ReadOnlySpan<byte> sample, bool isWhole, out int invalidLine)
    {
        invalidLine = 0;
        if (sample is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) return TextEncoding.Utf16;
        if (!isWhole) sample = sample[..Math.Max(0, sample.Length - 4)];
        var scan = new Utf8Scan();
        scan.Add(sample, isLast: isWhole);
        invalidLine = scan.FirstInvalidLine;
        return scan.FirstInvalidLine > 0 && !scan.HasWideCharacters ? TextEncoding.Latin1 : TextEncoding.Utf8;
    }

    /// <summary>Judges a whole file, once DuckDB has met a place that is not UTF-8.</summary>
    internal static TextEncoding Detect(Stream text, CancellationToken cancellationToken, out int invalidLine)
    {
        var scan = new Utf8Scan();
        byte[] buffer = new byte[BufferSize];
        for (int read; (read = text.Read(buffer)) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            scan.Add(buffer.AsSpan(0, read), isLast: false);
        }
        invalidLine = scan.FirstInvalidLine;
        return scan.HasWideCharacters ? TextEncoding.Utf8 : TextEncoding.Latin1;
    }

    internal static string Decode(ReadOnlySpan<byte> sample, TextEncoding encoding) => encoding switch
    {
        TextEncoding.Utf8 => Encoding.UTF8.GetString(sample is [0xEF, 0xBB, 0xBF, ..] ? sample[3..] : sample),
        TextEncoding.Latin1 => Encoding.Latin1.GetString(sample),
        TextEncoding.Utf16 => (sample[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(sample[2..]),
    };

    internal static Message LatinWarning(string file, int line) =>
        Message.Of("datasets.latin1", ("file", file), ("line", line.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Walks bytes and notes what is and what is not UTF-8.</summary>
    struct Utf8Scan
    {
        byte[]? _carried;
        int _line;

        internal int FirstInvalidLine { get; private set; }

        internal bool HasWideCharacters { get; private set; }

        internal void Add(ReadOnlySpan<byte> bytes, bool isLast)
        {
            if (_carried is { Length: > 0 }) bytes = (byte[])[.. _carried, .. bytes];
            _carried = null;
            if (Utf8.IsValid(bytes))
            {
                HasWideCharacters |= !Ascii.IsValid(bytes);
                _line += bytes.Count((byte)'\n');
                return;
            }
            while (bytes.Length > 0)
            {
                System.Buffers.OperationStatus status = Rune.DecodeFromUtf8(bytes, out Rune rune, out int used);
                if (status == System.Buffers.OperationStatus.NeedMoreData && !isLast)
                {
                    _carried = bytes.ToArray();
                    return;
                }
                if (status != System.Buffers.OperationStatus.Done) FirstInvalidLine = FirstInvalidLine == 0 ? _line + 1 : FirstInvalidLine;
                else if (rune.Value == '\n') _line++;
                else if (!rune.IsAscii) HasWideCharacters = true;
                bytes = bytes[used..];
            }
        }
    }
}
