using Plumbline.Views.Words;

namespace Plumbline.Views.Dashboard;

/// <summary>Places the names of marks above a drawing so that none touches another: in as many lines as there is room for, then as glyphs
/// alone.</summary>
static class MarkLabels
{
    public const int MostLines = 3, LineHeight = 13;

    const int LongestName = 22;
    const double Gap = 8, GlyphWidth = 12;

    /// <summary>Every mark inside the axis with where its name stands.</summary>
    public static IReadOnlyList<MarkLabel> Place(IEnumerable<TimeMark> marks, TimeAxis axis)
    {
        var lines = Enumerable.Range(0, MostLines).Select(_ => new List<(double From, double To)>()).ToArray();
        var placed = new List<MarkLabel>();
        foreach (var mark in marks.Where(m => m.At <= axis.To && (m.End ?? m.At) >= axis.From).OrderBy(m => m.At))
        {
            double at = axis.At(mark.At);
            string name = mark.Glyph + " " + PlainText.Show(mark.Text, LongestName);
            placed.Add(Fit(mark, at, name, axis, lines) ?? Fit(mark, at, mark.Glyph, axis, lines)
                ?? new MarkLabel(mark, at, null, 0, false));
        }
        return placed;
    }

    static MarkLabel? Fit(TimeMark mark, double at, string text, TimeAxis axis, List<(double From, double To)>[] lines)
    {
        double width = text.Length == 1 ? GlyphWidth : text.Sum(WidthOf);
        // A name that would run out at the right stands to the left of its line.
        bool isLeft = at + width > axis.End + 40 && at - width > axis.Start - 40;
        var (from, to) = isLeft ? (at - width - Gap, at) : (at, at + width + Gap);
        int line = Array.FindIndex(lines, l => l.TrueForAll(o => to <= o.From || from >= o.To));
        if (line < 0) return null;
        lines[line].Add((from, to));
        return new MarkLabel(mark, at, text, line, isLeft);
    }

    // Wide enough for any of our fonts at 11 px.
    static double WidthOf(char c) => c >= '\u2e80' ? 12 : char.IsUpper(c) || c is 'm' or 'w' ? 8.5 : 6.6;
}

/// <summary>A mark and its name in a drawing.</summary>
/// <param name="Text">Null: there is no room, even for its glyph.</param>
/// <param name="Line">From the top.</param>
/// <param name="IsLeft">True: the name ends at the mark.</param>
sealed record MarkLabel(TimeMark Mark, double At, string? Text, int Line, bool IsLeft);
