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
        foreach (var span in marks.Where(m => m.Mark.End is not null))
            drawn.Append(CultureInfo.InvariantCulture, $"<path class=\"span\" d=\"M{axis.X(span.Mark.At)} {Px.Of(top)}H{axis.X(span.Mark.End!.Value)}V{Px.Of(bottom)}H{axis.X(span.Mark.At)}z\"></path>");
        foreach (var mark in marks)
        {
            string kind = mark.Mark.Kind.ToString().ToLowerInvariant(), name = mark.Text is { } text ? PlainText.Encode(text) : "";
            double start = mark.Text is null ? top : above + 4 + (mark.Line * MarkLabels.LineHeight);
            drawn.Append(CultureInfo.InvariantCulture, $"<g class=\"mark\"><title>{PlainText.Encode(TitleOf(mark.Mark, viewer))}</title>");
            drawn.Append(CultureInfo.InvariantCulture, $"<path class=\"an is-{kind}\" data-label=\"{name}\" d=\"M{Px.Of(mark.At)} {Px.Of(start)}V{Px.Of(bottom)}\"></path>");
            if (mark.Text is not null)
                drawn.Append(Label.At(Px.Of(mark.At + (mark.IsLeft ? -4 : 4)), Px.Of(above + Ascent + (mark.Line * MarkLabels.LineHeight)), mark.Text, Css(mark)));
            drawn.Append("</g>");
        }
        return new(drawn.ToString());
    }

    /// <summary>A mark in words, in whole.</summary>
    public static string TitleOf(TimeMark mark, Viewer viewer) =>
        $"{mark.Glyph} {PlainText.Show(mark.Text, LongestTitle)}, {(mark.End is { } end ? viewer.SpanText(mark.At, end) : viewer.MinuteText(mark.At))}";

    static string Css(MarkLabel mark) => (mark.IsLeft ? "halo e" : "halo") + (mark.Mark.Kind == MarkKind.Incident ? " tx-bad" : "");
}
