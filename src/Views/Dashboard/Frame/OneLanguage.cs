using System.Text;
using Plumbline.Engine.Messages;

namespace Plumbline.Views.Dashboard;

/// <summary>Keeps one language of markup that holds both. The report's components write every sentence twice, for a file that switches by
/// itself;
/// a page that is asked for in one language needs half of that.</summary>
static class OneLanguage
{
    const string Open = "<span lang=\"", Close = "</span>";

    /// <summary>Markup of one language. Sentences hold no markup of their own, so the next closing tag is theirs.</summary>
    public static string Of(string markup, Language language)
    {
        var kept = new StringBuilder(markup.Length);
        string wanted = language.Tag() + "\">";
        int at = 0;
        for (int open = markup.IndexOf(Open, StringComparison.Ordinal); open >= 0; open = markup.IndexOf(Open, at,
            StringComparison.Ordinal))
        {
            kept.Append(markup, at, open - at);
            int text = markup.IndexOf("\">", open, StringComparison.Ordinal) + 2;
            int close = markup.IndexOf(Close, text, StringComparison.Ordinal);
            if (markup.AsSpan(open + Open.Length).StartsWith(wanted, StringComparison.Ordinal)) kept.Append(markup, text, close - text);
            at = close + Close.Length;
        }
        return kept.Append(markup, at, markup.Length - at).ToString();
    }
}
