using System.Text.RegularExpressions;

namespace Plumbline.Repository.Tests;

/// <summary>The documents tell the truth about the tree.</summary>
public sealed partial class DocumentTests
{
    public static TheoryData<string> Documents =>
        [.. Directory.EnumerateFiles(Checkout.Root, "*.md").Concat(Directory.EnumerateFiles(Checkout.Path("docs"), "*.md",
            SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Checkout.Path("bench"), "*.md")).Select(Sources.Relative)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_to_a_file_leads_to_a_file(string document)
    {
        string folder = Path.GetDirectoryName(Checkout.Path(document))!;

        var broken = from Match match in LinkTarget().Matches(File.ReadAllText(Checkout.Path(document)))
                     let target = match.Groups[1].Value.Split('#')[0]
                     where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
                         && !target.StartsWith("mailto:", StringComparison.Ordinal)
                     where !Path.Exists(Path.Combine(folder, target))
                     select target;

        Assert.Empty(broken);
    }

    [Fact]
    public void Every_decision_record_has_context_decision_and_consequences()
    {
        var incomplete = from file in Directory.EnumerateFiles(Checkout.Path("docs", "adr"), "0*.md")
                         let text = File.ReadAllText(file)
                         from heading in new[] { "## Context", "## Decision", "## Consequences" }
                         where !text.Contains(heading, StringComparison.Ordinal)
                         select $"{Path.GetFileName(file)} lacks '{heading}'";

        Assert.Empty(incomplete);
    }

    [Fact]
    public void Architecture_names_every_project()
    {
        string architecture = File.ReadAllText(Checkout.Path("ARCHITECTURE.md"));

        var unnamed = Directory.GetDirectories(Checkout.Path("src")).Select(d => Path.GetFileName(d)!)
            .Where(name => !architecture.Contains($"src/{name}", StringComparison.Ordinal));

        Assert.Empty(unnamed);
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex LinkTarget();
}
