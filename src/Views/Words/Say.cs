using Microsoft.AspNetCore.Components;
using Plumbline.Engine.Messages;

namespace Plumbline.Views.Words;

/// <summary>Sentences as markup in both languages, one of which the style sheet shows. Arguments are shown as <see cref="PlainText"/> and encoded.</summary>
static class Say
{
    const int LongestArgument = 120;

    public static MessageCatalog Catalog { get; } = MessageCatalog.Load(typeof(Say).Assembly, MessageCatalog.Engine);

    public static MarkupString It(string key, params ReadOnlySpan<(string Name, string Value)> arguments) => It(Message.Of(key, arguments));

    public static MarkupString It(Message message)
    {
        string english = Encoded(message, Language.English);
        string chinese = Encoded(message, Language.Chinese);
        return new(english == chinese ? english : $"<span lang=\"en\">{english}</span><span lang=\"zh-CN\">{chinese}</span>");
    }

    /// <summary>One language, for the places markup cannot reach.</summary>
    public static string Plain(string key, Language language) => Catalog.Format(Message.Of(key), language);

    static string Encoded(Message message, Language language)
    {
        var shown = message.Arguments.ToBuilder();
        foreach (var (name, value) in message.Arguments) shown[name] = PlainText.Show(value, LongestArgument);
        return PlainText.Encode(Catalog.Format(message with { Arguments = shown.ToImmutable() }, language));
    }
}
