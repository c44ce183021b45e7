using System.Text.RegularExpressions;
using Plumbline.Engine.Messages;
using Plumbline.Views.Words;

namespace Plumbline.Views.Tests;

public partial class MessageFileTests
{
    public static TheoryData<string> Catalogs => ["views", "engine"];

    [Theory]
    [MemberData(nameof(Catalogs))]
    public void Every_sentence_exists_in_both_languages(string name)
    {
        MessageCatalog catalog = Named(name);

        var english = catalog.Keys(Language.English).Order(StringComparer.Ordinal);
        var chinese = catalog.Keys(Language.Chinese).Order(StringComparer.Ordinal);

        Assert.Equal(english, chinese);
    }

    [Theory]
    [MemberData(nameof(Catalogs))]
    public void Both_languages_use_the_same_placeholders(string name)
    {
        MessageCatalog catalog = Named(name);

        var differing = catalog.Keys(Language.English)
            .Where(key => !Placeholders(catalog.Template(key, Language.English))
            .SetEquals(Placeholders(catalog.Template(key, Language.Chinese))));

        Assert.Empty(differing);
    }

    [Theory]
    [MemberData(nameof(Catalogs))]
    public void No_sentence_is_empty(string name)
    {
        MessageCatalog catalog = Named(name);

        var empty = Enum.GetValues<Language>().SelectMany(l => catalog.Keys(l).Where(key => catalog.Template(key, l).Trim().Length == 0));

        Assert.NotEmpty(catalog.Keys(Language.English));
        Assert.Empty(empty);
    }

    static MessageCatalog Named(string name) => name == "views" ? Say.Catalog : MessageCatalog.Engine;

    static HashSet<string> Placeholders(string template) => [.. Placeholder().Matches(template).Select(m => m.Value)];

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Placeholder();
}
