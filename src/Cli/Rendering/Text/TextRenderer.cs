using System.Collections.Immutable;
using System.Text;
using Plumbline.Cli.Output;

namespace Plumbline.Cli.Rendering.Text;

/// <summary>Writes blocks as lines for a terminal or a file.</summary>
sealed class TextRenderer(TextWriter output, int width, bool colours)
{
    const int LeastShrunk = 6;
    const int ComfortablyShrunk = 16;
    const string Reset = "\u001b[0m";

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
                WriteLine([new Phrase(heading.Text, Tone.Strong)]);
                WriteLine([new Phrase(new string('-', DisplayWidth.Of(heading.Text)), Tone.Quiet)]);
                break;
            case Block.Paragraph paragraph:
                WriteWrapped("", "", paragraph.Phrases);
                break;
            case Block.Bullets bullets:
                foreach (ImmutableArray<Phrase> item in bullets.Items) WriteWrapped("- ", "  ", item);
                break;
            case Block.Table table:
                WriteTable(table);
                break;
        }
    }

    void WriteWrapped(string first, string next, ImmutableArray<Phrase> phrases)
    {
        string start = first;
        foreach (ImmutableArray<Phrase> line in LineWrap.Wrap([.. phrases.Select(Clean)], width - first.Length))
        {
            output.Write(start);
            WriteLine(line);
            start = next;
        }
    }

    void WriteTable(Block.Table table)
    {
        ImmutableArray<Phrase>[] rows = [.. table.Rows.Select(r => r.Select(Clean).ToImmutableArray())];
        (int[] widths, int gap, int excess) = Fit(table.Columns, rows, ComfortablyShrunk);
        for (int i = 0; excess > 0 && i < table.Columns.Length; i++)
        {
            if (rows.All(r => r[i].Short is null)) continue;
            rows = [.. rows.Select(r => r.SetItem(i, r[i] with { Text = r[i].Short ?? r[i].Text }))];
            (widths, gap, excess) = Fit(table.Columns, rows, ComfortablyShrunk);
        }
        if (excess > 0) (widths, gap, _) = Fit(table.Columns, rows, LeastShrunk);
        if (table.Columns.Any(c => c.Title.Length > 0))
            WriteRow(table.Columns, [.. table.Columns.Select(c => new Phrase(c.Title, Tone.Quiet))], widths, gap);
        foreach (ImmutableArray<Phrase> row in rows) WriteRow(table.Columns, row, widths, gap);
    }

    // Two spaces between columns where they fit, else one; then the columns that may shrink give what is still missing.
    (int[] Widths, int Gap, int Excess) Fit(ImmutableArray<TableColumn> columns, ImmutableArray<Phrase>[] rows, int least)
    {
        int[] widths = [.. columns.Select((c, i) => rows.Select(r => DisplayWidth.Of(r[i].Text)).Append(DisplayWidth.Of(c.Title)).Max())];
        int gap = widths.Sum() + 2 * (columns.Length - 1) <= width ? 2 : 1;
        int excess = widths.Sum() + gap * (columns.Length - 1) - width;
        while (excess > 0)
        {
            int widest = -1;
            for (int i = 0; i < widths.Length; i++)
                if (columns[i].Shrinks && widths[i] > least && (widest < 0 || widths[i] > widths[widest])) widest = i;
            if (widest < 0) break;
            widths[widest]--;
            excess--;
        }
        return (widths, gap, excess);
    }

    void WriteRow(ImmutableArray<TableColumn> columns, ImmutableArray<Phrase> cells, int[] widths, int gap)
    {
        var line = ImmutableArray.CreateBuilder<Phrase>();
        for (int i = 0; i < cells.Length; i++)
        {
            string text = DisplayWidth.Cut(cells[i].Text, widths[i]);
            string padding = new(' ', Math.Max(0, widths[i] - DisplayWidth.Of(text)));
            bool isLast = i == cells.Length - 1;
            if (columns[i].IsNumber) line.Add(padding);
            line.Add(cells[i] with { Text = text });
            if (!columns[i].IsNumber && !isLast) line.Add(padding);
            if (!isLast) line.Add(new string(' ', gap));
        }
        WriteLine(line.ToImmutable());
    }

    void WriteLine(ImmutableArray<Phrase> phrases)
    {
        var line = new StringBuilder();
        foreach (Phrase phrase in phrases)
        {
            string code = colours && !string.IsNullOrWhiteSpace(phrase.Text) ? CodeOf(phrase.Tone) : "";
            line.Append(code).Append(phrase.Text).Append(code.Length > 0 ? Reset : "");
        }
        output.Write(colours ? line.ToString() : line.ToString().TrimEnd());
        output.Write('\n');
    }

    static Phrase Clean(Phrase phrase) =>
        phrase with { Text = Neutral.Line(phrase.Text), Short = phrase.Short is null ? null : Neutral.Line(phrase.Short) };

    static string CodeOf(Tone tone) => tone switch
    {
        Tone.Plain => "",
        Tone.Strong => "\u001b[1m",
        Tone.Quiet => "\u001b[2m",
        Tone.Good => "\u001b[32m",
        Tone.Caution => "\u001b[33m",
        Tone.Bad => "\u001b[1;31m",
    };
}
