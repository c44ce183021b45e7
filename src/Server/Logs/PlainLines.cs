using System.Globalization;
using System.Text;
using Plumbline.Engine.Storage;
using Plumbline.Server.Ingest.Json;
using Plumbline.Server.Ingest.Rejected;
using Plumbline.Server.Ingest.Sessions;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Logs;

/// <summary>Lines of a text, each as it is. Blank ones are none; of one that is too long the beginning is kept.</summary>
/// <param name="about">What the lines have in common: stream, source, version, time.</param>
sealed class PlainLines(LineCollector lines, LogLine about) : IBodyRows
{
    bool _isSkipping;
    bool _hasBegun;

    public long Count { get; private set; }

    public long Good => Count;

    public Rejections Rejections { get; } = new();

    public BodyFault? Fault { get; private set; }

    public bool IsDone { get; private set; }

    /// <summary>A text fit for keeping: a zero byte would end it for half of those who read it.</summary>
    public static string Kept(string text) => text.Replace('\0', '\uFFFD');

    public int Read(ReadOnlySpan<byte> bytes, bool isFinal)
    {
        int used = !_hasBegun && bytes.StartsWith("\uFEFF"u8) ? 3 : 0;
        while (!IsDone && !lines.IsFull)
        {
            ReadOnlySpan<byte> rest = bytes[used..];
            int end = rest.IndexOf((byte)'\n');
            bool isCut = end < 0 && !isFinal;
            if (isCut && rest.Length <= LogLimits.LineBytes && !_isSkipping) break;
            int length = end < 0 ? rest.Length : end;
            Take(rest[..length], isCut);
            used += end < 0 ? length : length + 1;
            if (isCut) break;
            IsDone |= end < 0;
        }
        _hasBegun |= used > 0;
        return used;
    }

    void Take(ReadOnlySpan<byte> line, bool isCut)
    {
        bool isRest = _isSkipping;
        _isSkipping = isCut;
        line = line.TrimEnd((byte)'\r');
        if (isRest || line.IndexOfAnyExcept(" \t\r"u8) < 0) return;
        if (Count == IngestLimits.RowsPerRequest)
        {
            (Fault, IsDone) = (BodyFault.TooManyRows(), true);
            return;
        }
        Count++;
        bool isLong = line.Length > LogLimits.LineBytes;
        LogLine kept = about with { Message = Kept(Encoding.UTF8.GetString(isLong ? Whole(line) : line)) };
        if (isLong)
            kept = kept with { Fields = string.Create(CultureInfo.InvariantCulture, $"{{\"cut_at_bytes\":{LogLimits.LineBytes}}}") };
        lines.Add(kept, kept.Message.Length);
    }

    // Not within a character.
    static ReadOnlySpan<byte> Whole(ReadOnlySpan<byte> line)
    {
        int end = LogLimits.LineBytes;
        while (end > 0 && (line[end] & 0xC0) == 0x80) end--;
        return line[..end];
    }
}
