using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;
using Plumbline.Engine.Messages;

namespace Plumbline.Views.Words;

/// <summary>Sentences as markup in both languages, one of which the style sheet shows. Arguments are shown as <see cref="PlainText"/> and
/// encoded.</summary>
static class Say
{
    const int LongestArgument = 120, LongestTitle = 1_000;

    // Sentences without arguments, made once: a page asks for some of them thousands of times.
    static readonly ConcurrentDictionary<string, MarkupString> s_fixed = new(StringComparer.Ordinal);

    public static MessageCatalog Catalog { get; } = MessageCatalog.Load(typeof(Say).Assembly, MessageCatalog.Engine);

    static readonly HashSet<string> s_keys = [.. Catalog.Keys(Language.English), .. MessageCatalog.Engine.Keys(Language.English)];

    /// <summary>True when a sentence of that key exists.</summary>
    public static bool Has(string key) => s_keys.Contains(key);

    public static MarkupString It(string key) => s_fixed.GetOrAdd(key, static k => It(Message.Of(k)));

    /// <summary>A sentence with arguments; when <c>{n}</c> is 1 the sentence whose key ends in <c>_one</c>, if there is one.</summary>
    public static MarkupString It(string key, params ReadOnlySpan<(string Name, string Value)> arguments)
    {
        foreach (var (name, value) in arguments)
            if (name == "n" && value == "1" && Has(key + "_one")) return It(Message.Of(key + "_one", arguments));
        return It(Message.Of(key, arguments));
    }

    public static MarkupString It(Message message) => Pair(In(message, Language.English), In(message, Language.Chinese));

    /// <summary>A sentence about a measure, whose name differs by language: it fills <c>{measure}</c>.</summary>
    public static MarkupString About(string measure, string key, params ReadOnlySpan<(string Name, string Value)> arguments)
    {
        Message message = Message.Of(key, arguments);
        return Pair(InAbout(message, measure, Language.English), InAbout(message, measure, Language.Chinese));
    }

    /// <summary>A sentence that holds another one, which fills <c>{reason}</c>.</summary>
    public static MarkupString Because(string key, Message reason, params ReadOnlySpan<(string Name, string Value)> arguments)
    {
        Message message = Message.Of(key, arguments);
        string Filled(Language language) => In(message with { Arguments = message.Arguments.SetItem("reason",
            Catalog.Format(Named(reason, language), language)) }, language);
        return Pair(Filled(Language.English), Filled(Language.Chinese));
    }

    /// <summary>A reason as a sentence of its own: with a capital, unless it begins with what somebody named, and a full stop.</summary>
    public static MarkupString Sentence(Message reason)
    {
        string Said(Language language)
        {
            string said = Catalog.Format(Named(reason, language), language);
            bool beginsWithName = Catalog.Template(reason.Key, language).StartsWith('{');
            return In(Message.Of("said.sentence", ("reason", beginsWithName ? said : PlainText.Capital(said))), language);
        }
        return Pair(Said(Language.English), Said(Language.Chinese));
    }

    /// <summary>Two encoded texts, or one where they agree.</summary>
    public static MarkupString Pair(string english, string chinese) =>
        new(english == chinese ? english : $"<span lang=\"en\">{english}</span><span lang=\"zh-CN\">{chinese}</span>");

    /// <summary>A name that someone outside gave, isolated from the text around it; where it is cut, the whole stands in its
    /// title.</summary>
    public static MarkupString Name(string text, int limit = 80) => Isolated(text, PlainText.Show(text, limit), limit);

    /// <summary>As <see cref="Name"/>, for prose such as a tag: cut behind a word.</summary>
    public static MarkupString Prose(string text, int limit) => Isolated(text, PlainText.Begin(text, limit), limit);

    static MarkupString Isolated(string text, string shown, int limit) => new(text.Length <= limit ? $"<bdi>{PlainText.Encode(shown)}</bdi>"
        : $"<bdi title=\"{PlainText.Encode(PlainText.Show(text, LongestTitle))}\">{PlainText.Encode(shown)}</bdi>");

    /// <summary>What somebody named, as it stands in a sentence.</summary>
    internal static string Short(string name) => PlainText.Show(name, LongestArgument);

    /// <summary>One language, not encoded, for the places markup cannot reach.</summary>
    public static string Plain(string key, Language language) => Catalog.Format(Message.Of(key), language);

    static string InAbout(Message message, string measure, Language language)
    {
        string name = Wording.MeasureIn(measure, language);
        bool begins = Catalog.Template(message.Key, language).StartsWith("{measure}", StringComparison.Ordinal);
        return In(message with { Arguments = message.Arguments.SetItem("measure", begins ? name : Wording.Inside(name)) }, language);
    }

    // Measures have technical names in messages; people read their own.
    internal static Message Named(Message message, Language language) => message.Arguments.TryGetValue("measure", out string? measure)
        && Wording.IsMeasure(measure) ? message with { Arguments = message.Arguments.SetItem("measure",
            Wording.Inside(Wording.MeasureIn(measure, language))) } : message;

    static string In(Message message, Language language)
    {
        message = Named(message, language);
        var shown = message.Arguments.ToBuilder();
        foreach (var (name, value) in message.Arguments) shown[name] = PlainText.Show(value, LongestArgument);
        return PlainText.Encode(Catalog.Format(message with { Arguments = shown.ToImmutable() }, language));
    }
}
