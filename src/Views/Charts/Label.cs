using Microsoft.AspNetCore.Components;
using Plumbline.Engine.Messages;
using Plumbline.Views.Words;

namespace Plumbline.Views.Charts;

/// <summary>Words inside a drawing. (In Razor a text tag means something else, so these are written here.)</summary>
static class Label
{
    /// <summary>A text at a place; <paramref name="css"/> may be e (ends here), m (middle here) and colours.</summary>
    public static MarkupString At(string x, string y, string text, string? css = null) =>
        new($"<text{Css(css)} x=\"{x}\" y=\"{y}\">{PlainText.Encode(text)}</text>");

    /// <summary>A sentence in both languages: a drawing cannot hold spans, so each language is a text of its own.</summary>
    public static MarkupString Said(string x, string y, string key, string? css = null) =>
        new(string.Concat(Enum.GetValues<Language>()
            .Select(l => $"<text{Css(css)} x=\"{x}\" y=\"{y}\" lang=\"{l.Tag()}\">{PlainText.Encode(Say.Plain(key, l))}</text>")));

    static string Css(string? css) => string.IsNullOrWhiteSpace(css) ? "" : $" class=\"{css.Trim()}\"";
}
