using System.Globalization;
using System.Text;

namespace Plumbline.Cli.Output;

/// <summary>Makes text from data harmless on a terminal: control characters, which could move the cursor, recolour or rename the window,
/// become visible escapes, and so do characters that turn the direction of reading.</summary>
static class Neutral
{
    /// <summary>One line: line breaks become escapes too.</summary>
    public static string Line(string text) => Clean(text, keepLineBreaks: false);

    /// <summary>Several lines.</summary>
    public static string Lines(string text) => Clean(text, keepLineBreaks: true);

    static string Clean(string text, bool keepLineBreaks)
    {
        if (!text.Any(c => IsHarmful(c))) return text;
        var clean = new StringBuilder(text.Length + 16);
        foreach (char c in text)
        {
            if (!IsHarmful(c) || (keepLineBreaks && c == '\n')) clean.Append(c);
            else clean.Append(Escape(c));
        }
        return clean.ToString();
    }

    static string Escape(char c) => c switch
    {
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        _ => @"\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
    };

    static bool IsHarmful(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' or '\u200e' or '\u200f' or '\ufeff'
        or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
