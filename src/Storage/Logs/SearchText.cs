using System.Text;

namespace Plumbline.Storage.LogLines;

/// <summary>Text as its words are kept and sought.</summary>
/// <remarks>The tokenizer knows words by what stands between them; Chinese, Japanese and Thai write nothing there. So each of their
/// characters is made a word of its own, and a sought text is a phrase of such words: exactly the text is found, of one character or of
/// ten.</remarks>
static class SearchText
{
    /// <summary>A line as it is given to the tokenizer.</summary>
    public static string Spread(string line)
    {
        ReadOnlySpan<char> text = line.AsSpan(0, Math.Min(line.Length, LineLimits.SearchedCharacters));
        int first = text.IndexOfAnyExceptInRange('\0', '\u0E00');
        return first < 0 ? text.ToString() : Spread(text);
    }

    /// <summary>What a search asks for, one by one.</summary>
    public static string[] Pieces(string sought) =>
        [.. sought.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(LineLimits.WordsOfASearch)];

    /// <summary>A query for the tokenizer: all pieces that have words in them; null when none has.</summary>
    /// <remarks>A quotation mark is the one sign with a meaning within a phrase, and it is no part of a word.</remarks>
    public static string? Query(int model, IReadOnlyList<string> pieces)
    {
        string[] phrases = [.. pieces.Select(p => Spread(p.Replace('"', ' ').Replace('\0', ' '))).Where(HasWord).Select(p => $"\"{p}\"*")];
        return phrases.Length == 0 ? null : $"model : {ModelWord(model)} AND text : ({string.Join(" AND ", phrases)})";
    }

    /// <summary>True where the index alone cannot tell: signs between words are not in it.</summary>
    public static bool HasSigns(string piece) => piece.EnumerateRunes().Any(r => !IsOfWord(r));

    public static string ModelWord(int model) => "m" + model.ToString(System.Globalization.CultureInfo.InvariantCulture);

    static string Spread(ReadOnlySpan<char> text)
    {
        var spread = new StringBuilder(text.Length * 2);
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isAlone = StandsAlone(rune.Value);
            if (isAlone) spread.Append(' ');
            spread.Append(rune.ToString());
            if (isAlone) spread.Append(' ');
        }
        return spread.ToString();
    }

    // Thai to Myanmar, Khmer, kana, bopomofo, Han and their extensions.
    static bool StandsAlone(int rune) => rune is (>= 0x0E00 and <= 0x109F) or (>= 0x1780 and <= 0x17FF) or (>= 0x2E80 and <= 0x312F)
        or (>= 0x31A0 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x1B000 and <= 0x1B2FF) or (>= 0x20000 and <= 0x3FFFF);

    // As unicode61 sees words: letters and numbers.
    static bool HasWord(string text) => text.EnumerateRunes().Any(IsOfWord);

    static bool IsOfWord(Rune rune) => Rune.IsLetter(rune) || Rune.IsNumber(rune);
}
