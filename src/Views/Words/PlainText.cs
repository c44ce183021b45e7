using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Plumbline.Views.Words;

/// <summary>Text that people outside named (columns, categories, paths, commands), made safe to show: characters that cannot be seen or
/// that turn the reading direction are spelled out, and what is too long for its place is cut in the middle.</summary>
static class PlainText
{
    /// <summary>Encodes for markup and leaves letters of every script as they are.</summary>
    public static HtmlEncoder Encoder { get; } = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Spells invisible characters out as <c>U+202E</c> in angle brackets and cuts to a length.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="limit">Most characters kept, at least 8; a cut shows as an ellipsis in the middle, so that endings stay
    /// readable.</param>
    public static string Show(string text, int limit)
    {
        string kept = text.Length <= limit ? text : Cut(text, limit);
        bool clean = true;
        foreach (char c in kept) clean &= !IsHidden(c);
        if (clean) return kept;

        var shown = new StringBuilder(kept.Length + 32);
        foreach (char c in kept)
            if (IsHidden(c)) shown.Append(CultureInfo.InvariantCulture, $"⟨U+{(int)c:X4}⟩");
            else shown.Append(c);
        return shown.ToString();
    }

    /// <summary>The text of a sentence with its first letter large; left as it is where that is a sign of its own, as the p of p95.</summary>
    public static string Capital(string text) => text.Length > 1 && char.IsAsciiLetterLower(text[0]) && char.IsAsciiLetterLower(text[1])
        ? char.ToUpperInvariant(text[0]) + text[1..] : text;

    /// <summary>As <see cref="Show"/>, for prose: cut at its end, behind a whole word where there is one.</summary>
    public static string Begin(string text, int limit)
    {
        if (text.Length <= limit) return Show(text, limit);
        int space = text.LastIndexOf(' ', limit - 2);
        int end = space > limit / 2 ? space : limit - 1;
        if (char.IsHighSurrogate(text[end - 1])) end--;
        return Show(text[..end] + "…", limit);
    }

    public static string Encode(string text) => Encoder.Encode(text);

    static string Cut(string text, int limit)
    {
        int head = (limit - 1) * 2 / 3;
        int tail = limit - 1 - head;
        if (char.IsHighSurrogate(text[head - 1])) head--;
        if (char.IsLowSurrogate(text[^tail])) tail--;
        return string.Concat(text.AsSpan(0, head), "…", text.AsSpan(text.Length - tail));
    }

    static bool IsHidden(char c) =>
        c < ' ' || c is '\u007f' or (>= '\u0080' and <= '\u009f') or '\u061c' or '\u200e' or '\u200f' or '\ufeff'
        or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029';
}
