using System.Text.Json;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest.Json;

/// <summary>Where in the bytes something is.</summary>
static class JsonPlace
{
    /// <summary>The byte at which the reader stopped understanding.</summary>
    internal static int Of(JsonException broken, ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        for (long line = broken.LineNumber ?? 0; line > 0; line--)
        {
            int next = bytes[at..].IndexOf((byte)'\n');
            if (next < 0) break;
            at += next + 1;
        }
        return at + (int)(broken.BytePositionInLine ?? 0);
    }

    /// <summary>What to look for first.</summary>
    internal static string Hint(JsonException broken, ReadOnlySpan<byte> bytes) => bytes switch
    {
        _ when LimitOf(broken) is not null => $": it is nested deeper than {IngestLimits.JsonDepth} levels",
        [(byte)'{' or (byte)'[', ..] => "",
        [(byte)'\'', ..] => ": texts stand in double quotes",
        _ => ": it does not begin with {",
    };

    /// <summary>The limit that text which may be JSON is beyond; null when it is no JSON.</summary>
    internal static string? LimitOf(JsonException broken) =>
        broken.Message.Contains("depth", StringComparison.Ordinal) ? LimitName.JsonDepth : null;

    /// <summary>Length of the value the bytes begin with, by its brackets; -1 when it does not end.</summary>
    internal static int ElementLength(ReadOnlySpan<byte> bytes)
    {
        int depth = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            switch (bytes[i])
            {
                case (byte)'"':
                    int length = StringLength(bytes[i..]);
                    if (length < 0) return -1;
                    i += length - 1;
                    break;
                case (byte)'{' or (byte)'[': depth++; break;
                case (byte)'}' or (byte)']' when depth <= 1: return depth == 1 ? i + 1 : i;
                case (byte)'}' or (byte)']': depth--; break;
                case (byte)',' when depth == 0: return i;
                default: break;
            }
        }
        return -1;
    }

    static int StringLength(ReadOnlySpan<byte> text)
    {
        for (int i = 1; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == '"') return i + 1;
        }
        return -1;
    }
}
