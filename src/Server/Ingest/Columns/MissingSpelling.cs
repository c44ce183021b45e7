namespace Plumbline.Server.Ingest.Columns;

/// <summary>The texts that mean "missing", the same as in files.</summary>
static class MissingSpelling
{
    static readonly string[] s_spellings = ["", "NA", "N/A", "NaN", "nan", "null", "None", "?"];

    internal static int Count => s_spellings.Length;

    internal static string Text(int spelling) => s_spellings[spelling];

    /// <summary>Number of the spelling, 0 for the empty one, -1 when the trimmed text is a value.</summary>
    internal static int Find(ReadOnlySpan<byte> text) => text.Length switch
    {
        0 => 0,
        1 when text[0] == '?' => 7,
        2 when text.SequenceEqual("NA"u8) => 1,
        3 when text.SequenceEqual("N/A"u8) => 2,
        3 when text.SequenceEqual("NaN"u8) => 3,
        3 when text.SequenceEqual("nan"u8) => 4,
        4 when text.SequenceEqual("null"u8) => 5,
        4 when text.SequenceEqual("None"u8) => 6,
        _ => -1,
    };

    internal static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        int start = 0, end = text.Length;
        while (start < end && text[start] <= ' ') start++;
        while (end > start && text[end - 1] <= ' ') end--;
        return text[start..end];
    }

    /// <summary>Reads the spellings of infinity.</summary>
    internal static bool IsInfinity(ReadOnlySpan<byte> text, out double value)
    {
        bool isNegative = text is [(byte)'-', ..];
        if (text is [(byte)'-' or (byte)'+', ..]) text = text[1..];
        value = isNegative ? double.NegativeInfinity : double.PositiveInfinity;
        return System.Text.Ascii.EqualsIgnoreCase(text, "infinity"u8) || System.Text.Ascii.EqualsIgnoreCase(text, "inf"u8);
    }
}
