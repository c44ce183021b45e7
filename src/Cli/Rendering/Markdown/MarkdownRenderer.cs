using System.Collections.Immutable;
using System.Text;
using Plumbline.Cli.Output;

namespace Plumbline.Cli.Rendering.Markdown;

/// <summary>Writes blocks as GitHub-flavoured Markdown. Nothing in a phrase can become markup, a link or a cell border.</summary>
sealed class MarkdownRenderer(TextWriter output)
{
    public void Write(IEnumerable<Block> blocks)
    {
        bool isFirst = true;
        foreach (Block block in blocks)
        {
            if (!isFirst) output.Write('\n');
            isFirst = false;
            WriteBlock(block);
        }
    }

    void WriteBlock(Block block)
    {
        switch (block)
        {
            case Block.Heading heading:
                output.Write($"## {Escape(heading.Text)}\n");
                break;
            case Block.Paragraph paragraph:
                output.Write(AtLineStart(Join(paragraph.Phrases)) + "\n");
                break;
            case Block.Bullets bullets:
                foreach (ImmutableArray<Phrase> item in bullets.Items) output.Write($"- {AtLineStart(Join(item))}\n");
                break;
            case Block.Table table:
                WriteTable(table);
                break;
        }
    }

    void WriteTable(Block.Table table)
    {
        WriteRow(table.Columns.Select(c => Escape(c.Title)));
        WriteRow(table.Columns.Select(c => c.IsNumber ? "---:" : "---"));
        foreach (ImmutableArray<Phrase> row in table.Rows) WriteRow(row.Select(Write));
    }

    void WriteRow(IEnumerable<string> cells) => output.Write($"| {string.Join(" | ", cells)} |\n");

    static string Join(ImmutableArray<Phrase> phrases) => string.Concat(phrases.Select(Write));

    static string Write(Phrase phrase)
    {
        string text = Escape(phrase.Text);
        return phrase.Tone is Tone.Bad or Tone.Strong && text.Trim().Length > 0
            ? $"{text[..^text.TrimStart().Length]}**{text.Trim()}**{text[text.TrimEnd().Length..]}" : text;
    }

    /// <summary>Text as Markdown that shows exactly this text.</summary>
    internal static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        string clean = Neutral.Line(text);
        for (int i = 0; i < clean.Length; i++)
        {
            char c = clean[i];
            if (c is '<') escaped.Append("&lt;");
            else if (c is '>') escaped.Append("&gt;");
            else if (c is '&') escaped.Append("&amp;");
            else if (NeedsBackslash(clean, i)) escaped.Append('\\').Append(c);
            else escaped.Append(c);
        }
        return escaped.ToString();
    }

    // Brackets and underscores inside words are common in names and numbers and harmless there; a link needs "](" or a scheme.
    static bool NeedsBackslash(string text, int i) => text[i] switch
    {
        '\\' or '`' or '*' or '|' or '~' or '$' => true,
        '[' => text.AsSpan(i).Contains("](", StringComparison.Ordinal) || text.AsSpan(i).Contains("]:", StringComparison.Ordinal)
            || text.AsSpan(i).StartsWith("[^") || text.AsSpan(i).Contains("][", StringComparison.Ordinal),
        '_' => i == 0 || i == text.Length - 1 || !char.IsLetterOrDigit(text[i - 1]) || !char.IsLetterOrDigit(text[i + 1]),
        '@' => true,
        ':' => i + 2 < text.Length && text[i + 1] == '/' && text[i + 2] == '/',
        '.' => i >= 3 && text.AsSpan(i - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase),
        '!' => i + 1 < text.Length && text[i + 1] == '[',
        _ => false,
    };

    // What would begin a heading, a list or a rule at the start of a line.
    static string AtLineStart(string text) => text.Length > 0
        && (text[0] is '#' or '-' or '+' or '=' || char.IsAsciiDigit(text[0]) && NumbersList(text)) ? Backslashed(text) : text;

    static bool NumbersList(string text) => text.TrimStart([.. "0123456789"]) is ['.' or ')', ..];

    static string Backslashed(string text)
    {
        int at = text.TakeWhile(char.IsAsciiDigit).Count();
        return text.Insert(at, "\\");
    }
}
