using System.Globalization;

namespace Plumbline.Engine.Quality;

/// <summary>The text by which labels are compared: a number's shortest round-trip form (<c>1.0</c> is <c>1</c>), other text as it
/// is.</summary>
public static class LabelText
{
    const int LongestNumber = 32;

    /// <summary>The compared text of a number.</summary>
    public static string Of(double value) => (value + 0.0).ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The compared text of a label as written. Codes with a leading zero (<c>007</c>) are text, not numbers.</summary>
    public static string Of(string label)
    {
        ArgumentNullException.ThrowIfNull(label);
        ReadOnlySpan<char> digits = label.AsSpan().TrimStart('-');
        bool looksNumeric = label.Length is > 0 and <= LongestNumber && digits.Length > 0 && char.IsAsciiDigit(digits[0])
            && (digits.Length == 1 || digits[0] != '0' || !char.IsAsciiDigit(digits[1]));
        const NumberStyles styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent | NumberStyles.AllowLeadingSign;
        return looksNumeric && double.TryParse(label, styles, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? Of(value) : label;
    }

    /// <summary><c>1</c> for 1, true, yes, y; <c>0</c> for 0, false, no, n (any case); null for anything else.</summary>
    public static string? AsWord(string compared)
    {
        ArgumentNullException.ThrowIfNull(compared);
        bool Is(string word) => compared.Equals(word, StringComparison.OrdinalIgnoreCase);
        if (Is("1") || Is("true") || Is("yes") || Is("y")) return "1";
        return Is("0") || Is("false") || Is("no") || Is("n") ? "0" : null;
    }
}
