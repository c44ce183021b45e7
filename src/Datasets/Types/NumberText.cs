using System.Buffers.Text;
using System.Globalization;

namespace Plumbline.Datasets.Types;

/// <summary>Numbers as people write them.</summary>
static class NumberText
{
    /// <summary>2^53: beyond it doubles skip integers.</summary>
    internal const double LargestExactInteger = 9007199254740992;

    /// <summary>Reads digits with an optional sign, point and exponent, or one of the spellings of infinity; not NaN.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        text = Trim(text);
        if (text.Length == 0)
        {
            value = 0;
            return false;
        }
        byte last = text[^1];
        if (last is (byte)'y' or (byte)'Y' or (byte)'f' or (byte)'F') return TryParseInfinity(text, out value);
        if (text[0] == '+' && text.Length > 1 && text[1] is not ((byte)'-' or (byte)'+')) text = text[1..];
        return Utf8Parser.TryParse(text, out value, out int used) && used == text.Length && !double.IsNaN(value)
            && last is not ((byte)'n' or (byte)'N');
    }

    /// <summary>What kind of number the text is, if it is one.</summary>
    internal static NumberKind Kind(ReadOnlySpan<byte> text)
    {
        text = Trim(text);
        if (!TryParse(text, out double value)) return NumberKind.None;
        ReadOnlySpan<byte> digits = text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        if (digits.ContainsAnyExceptInRange((byte)'0', (byte)'9')) return NumberKind.Fraction;
        return Math.Abs(value) > LargestExactInteger ? NumberKind.HugeInteger : NumberKind.Integer;
    }

    /// <summary>The category a number is: its shortest round-trip form, so that <c>1</c>, <c>1.0</c> and <c>1.00</c> are one. Text that is
    /// not plainly a number (leading zeros, <c>1E5</c>, beyond 17 digits) stays as it is: it may be a code.</summary>
    internal static string Canonical(string text)
    {
        int at = text.Length > 0 && text[0] == '-' ? 1 : 0;
        bool plain = text.Length > at && text.Length - at <= 25 && char.IsAsciiDigit(text[at])
            && !(text[at] == '0' && text.Length > at + 1 && char.IsAsciiDigit(text[at + 1]));
        if (!plain) return text;
        bool point = false, exponent = false;
        for (int i = at; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsAsciiDigit(c)) continue;
            if (c == '.' && !point && !exponent && i + 1 < text.Length) point = true;
            else if (c is 'e' or 'E' && !exponent && i + 2 < text.Length && text[i + 1] is '+' or '-') (exponent, i) = (true, i + 1);
            else return text;
        }
        if (!point && !exponent) return text == "-0" ? "0" : text;
        return Text(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    /// <summary>Shortest round-trip form.</summary>
    internal static string Text(double value) => value == 0 ? "0" : value.ToString("R", CultureInfo.InvariantCulture);

    internal static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        int start = 0, end = text.Length;
        while (start < end && text[start] <= ' ') start++;
        while (end > start && text[end - 1] <= ' ') end--;
        return text[start..end];
    }

    static bool TryParseInfinity(ReadOnlySpan<byte> text, out double value)
    {
        bool negative = text[0] == '-';
        if (negative || text[0] == '+') text = text[1..];
        value = negative ? double.NegativeInfinity : double.PositiveInfinity;
        return System.Text.Ascii.EqualsIgnoreCase(text, "inf"u8) || System.Text.Ascii.EqualsIgnoreCase(text, "infinity"u8);
    }
}

/// <summary>Kinds of numbers in text.</summary>
enum NumberKind
{
    None,
    Integer,

    /// <summary>An integer beyond 2^53, which a double does not hold exactly.</summary>
    HugeInteger,
    Fraction,
}
