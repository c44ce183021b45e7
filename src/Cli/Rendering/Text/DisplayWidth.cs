using System.Globalization;
using System.Text;

namespace Plumbline.Cli.Rendering.Text;

/// <summary>How many columns of a terminal a text takes: Chinese, Japanese and Korean characters and emoji take two, marks that sit on
/// another none.</summary>
static class DisplayWidth
{
    const string Ellipsis = "..";

    // First and last code point of the ranges Unicode's EastAsianWidth.txt calls wide or full width.
    static readonly (int First, int Last)[] s_wide =
    [
        (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0x33FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA000, 0xA4CF), (0xA960, 0xA97F),
        (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF00, 0xFF60), (0xFFE0, 0xFFE6), (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF),
        (0x1F900, 0x1F9FF), (0x1FA70, 0x1FAFF), (0x20000, 0x3FFFD),
    ];

    public static int Of(string text)
    {
        int width = 0;
        foreach (Rune rune in text.EnumerateRunes()) width += Of(rune);
        return width;
    }

    public static int Of(Rune rune) => rune.IsAscii ? 1
        : Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format ? 0
        : IsWide(rune) ? 2 : 1;

    public static bool IsWide(Rune rune) => rune.Value >= s_wide[0].First && s_wide.Any(r => rune.Value >= r.First && rune.Value <= r.Last);

    /// <summary>The text cut in the middle to at most a width, so that beginnings and endings stay readable.</summary>
    public static string Cut(string text, int width)
    {
        if (Of(text) <= width) return text;
        int room = width - Ellipsis.Length;
        int head = room * 2 / 3;
        return Take(text.EnumerateRunes(), head) + Ellipsis + Reverse(Take(Reversed(text), room - head));
    }

    static string Take(IEnumerable<Rune> runes, int width)
    {
        var taken = new StringBuilder();
        foreach (Rune rune in runes)
        {
            width -= Of(rune);
            if (width < 0) break;
            taken.Append(rune);
        }
        return taken.ToString();
    }

    static IEnumerable<Rune> Reversed(string text) => text.EnumerateRunes().Reverse();

    static string Reverse(string text) => string.Concat(Reversed(text).Select(r => r.ToString()));
}
