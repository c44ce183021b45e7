using System.Collections.Immutable;
using System.Text;

namespace Plumbline.Cli.Rendering.Text;

/// <summary>Breaks phrases into lines of a width. Breaks stand at spaces, and between wide characters but never before closing
/// punctuation.</summary>
static class LineWrap
{
    const string NeverFirst = "，。；：、）！？》」”,.;:)!?";

    public static IEnumerable<ImmutableArray<Phrase>> Wrap(ImmutableArray<Phrase> phrases, int width)
    {
        var line = ImmutableArray.CreateBuilder<Phrase>();
        int used = 0;
        foreach ((string piece, Tone tone) in phrases.SelectMany(p => Pieces(p.Text).Select(t => (t, p.Tone))))
        {
            int wide = DisplayWidth.Of(piece.TrimEnd());
            if (used > 0 && used + wide > width)
            {
                yield return Trimmed(line);
                line.Clear();
                used = 0;
            }
            line.Add(new Phrase(piece, tone));
            used += DisplayWidth.Of(piece);
        }
        if (line.Count > 0) yield return Trimmed(line);
    }

    static ImmutableArray<Phrase> Trimmed(ImmutableArray<Phrase>.Builder line)
    {
        line[^1] = line[^1] with { Text = line[^1].Text.TrimEnd() };
        return line.ToImmutable();
    }

    // Words with the spaces after them; each wide character by itself.
    static IEnumerable<string> Pieces(string text)
    {
        var piece = new StringBuilder();
        bool ends = false;
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isSpace = rune.Value == ' ';
            bool closes = NeverFirst.Contains(rune.ToString(), StringComparison.Ordinal);
            if (piece.Length > 0 && !isSpace && !closes && (ends || DisplayWidth.IsWide(rune)))
            {
                yield return piece.ToString();
                piece.Clear();
            }
            piece.Append(rune);
            ends = isSpace || DisplayWidth.IsWide(rune);
        }
        if (piece.Length > 0) yield return piece.ToString();
    }
}
