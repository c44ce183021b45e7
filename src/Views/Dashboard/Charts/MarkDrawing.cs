using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using Plumbline.Views.Charts;
using Plumbline.Views.Words;

namespace Plumbline.Views.Dashboard;

/// <summary>What happened, drawn on a time axis: a line with a name above it, a shade for what lasted. The same on every axis.</summary>
static class MarkDrawing
{
    const int LongestTitle = 200, Ascent = 12;

    /// <summary>How much room the names take above a drawing.</summary>
    public static double HeightOf(IReadOnlyList<MarkLabel> marks) =>
        marks.Where(m => m.Text is not null).Select(m => m.Line + 1).DefaultIfEmpty(0).Max() * MarkLabels.LineHeight;

    /// <summary>The marks of a drawing.</summary>
    /// <param name="marks">Placed on its axis.</param>
    /// <param name="above">Where the room of the names begins.</param>
    /// <param name="top">Where what is drawn begins.</param>
    /// <param name="bottom">Where it ends.</param>
    public static MarkupString Of(IReadOnlyList<MarkLabel> marks, TimeAxis axis, double above, double top, double bottom, Viewer viewer)
    {
        var drawn = new StringBuilder();
        foreach (var span in marks.Where(m => m.Mark.End is not null)) AddShade(drawn, span, axis, top, bottom);
        foreach (var mark in marks)
        {
            drawn.Append(CultureInfo.InvariantCulture, $"<g class=\"mark\"><title>{PlainText.Encode(TitleOf(mark.Mark, viewer))}</title>");
            AddLine(drawn, mark, above, top, bottom);
            drawn.Append("</g>");
        }
        return new(drawn.ToString());
    }

    static void AddShade(StringBuilder drawn, MarkLabel span, TimeAxis axis, double top, double bottom)
    {
        string start = axis.X(span.Mark.At), end = axis.X(span.Mark.End!.Value);
        drawn.Append(CultureInfo.InvariantCulture,
            $"<path class=\"span\" d=\"M{start} {Px.Of(top)}H{end}V{Px.Of(bottom)}H{start}z\"></path>");
    }

    static void AddLine(StringBuilder drawn, MarkLabel mark, double above, double top, double bottom)
    {
        double line = above + (mark.Line * MarkLabels.LineHeight), start = mark.Text is null ? top : line + 4;
        string kind = mark.Mark.Kind.ToString().ToLowerInvariant(), name = PlainText.Encode(mark.Text ?? ""), at = Px.Of(mark.At);
        drawn.Append(CultureInfo.InvariantCulture,
            $"<path class=\"an is-{kind}\" data-label=\"{name}\" d=\"M{at} {Px.Of(start)}V{Px.Of(bottom)}\"></path>");
        if (mark.Text is { } text) drawn.Append(Label.At(Px.Of(mark.At + (mark.IsLeft ? -4 : 4)), Px.Of(line + Ascent), text, Css(mark)));
    }

    /// <summary>A mark in words, in whole.</summary>
    public static string TitleOf(TimeMark mark, Viewer viewer) =>
        $"{mark.Glyph} {PlainText.Show(mark.Text, LongestTitle)}, "
            + (mark.End is { } end ? viewer.SpanText(mark.At, end) : viewer.MinuteText(mark.At));

    static string Css(MarkLabel mark) => (mark.IsLeft ? "halo e" : "halo") + (mark.Mark.Kind == MarkKind.Incident ? " tx-bad" : "");
}
