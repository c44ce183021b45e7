using System.Text.RegularExpressions;
using Plumbline.Engine.Messages;
using Plumbline.Testing;

namespace Plumbline.Datasets.Tests;

public sealed partial class MessageTests
{
    public static TheoryData<string> Keys =>
        [.. Directory.EnumerateFiles(Repository.Path("src", "Datasets"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => Key().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value)).Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_warning_has_a_sentence_of_the_same_parts_in_both_languages(string key)
    {
        string[] english = [.. Part().Matches(MessageCatalog.Engine.Template(key, Language.English)).Select(m => m.Value).Distinct()
            .Order(StringComparer.Ordinal)];
        string[] chinese = [.. Part().Matches(MessageCatalog.Engine.Template(key, Language.Chinese)).Select(m => m.Value).Distinct()
            .Order(StringComparer.Ordinal)];

        Assert.NotEmpty(english);
        Assert.Equal(english, chinese);
    }

    [Fact]
    public void No_sentence_is_left_over()
    {
        IEnumerable<string> written = MessageCatalog.Engine.Keys(Language.English)
            .Where(k => k.StartsWith("datasets.", StringComparison.Ordinal));

        Assert.Equal(Keys.Select(k => k.Data), written.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_part_of_a_warning_stays_open()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "x,x,,when,n\n" + string.Concat(Enumerable.Range(0, 60)
            .Select(i => $"{i % 3},NA,w{i % 2},01/02/2024,\"1,5\"\n")));

        using var data = Read.Reference(file);

        Assert.True(data.Warnings.Count >= 5);
        Assert.All(data.Warnings, w => Assert.DoesNotMatch(Part(), w.ToString()));
    }

    [GeneratedRegex("\"(datasets\\.[a-z0-9_]+)\"")]
    private static partial Regex Key();

    [GeneratedRegex("\\{[a-z_]+\\}")]
    private static partial Regex Part();
}
