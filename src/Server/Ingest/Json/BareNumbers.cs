namespace Plumbline.Server.Ingest.Json;

/// <summary>NaN, Infinity and -Infinity without quotes, as Python writes them: JSON has no such words.</summary>
static class BareNumbers
{
    /// <summary>True when the words may be there; strings are not told apart.</summary>
    internal static bool MayHave(ReadOnlySpan<byte> row) => row.IndexOf("NaN"u8) >= 0 || row.IndexOf("Infinity"u8) >= 0;

    /// <summary>Puts the words in quotes where they stand outside of strings.</summary>
    /// <param name="row">One event.</param>
    /// <param name="quoted">Room for it, twice its length plus 16.</param>
    /// <returns>Length of the quoted text; 0 when there is no such word.</returns>
    internal static int Quote(ReadOnlySpan<byte> row, Span<byte> quoted)
    {
        int at = 0, to = 0;
        bool any = false;
        while (at < row.Length)
        {
            int length = row[at] == '"' ? StringLength(row[at..]) : WordLength(row[at..]);
            bool isWord = length > 0 && row[at] != '"';
            if (isWord) quoted[to++] = (byte)'"';
            length = Math.Max(length, 1);
            row.Slice(at, length).CopyTo(quoted[to..]);
            (at, to) = (at + length, to + length);
            if (isWord) quoted[to++] = (byte)'"';
            any |= isWord;
        }
        return any ? to : 0;
    }

    static int WordLength(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("NaN"u8)) return 3;
        if (text.StartsWith("Infinity"u8)) return 8;
        return text.StartsWith("-Infinity"u8) ? 9 : 0;
    }

    static int StringLength(ReadOnlySpan<byte> text)
    {
        for (int i = 1; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == '"') return i + 1;
        }
        return text.Length;
    }
}
