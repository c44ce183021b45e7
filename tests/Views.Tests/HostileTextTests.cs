using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Plumbline.Views.Tests.Samples;

namespace Plumbline.Views.Tests;

/// <summary>Names and values that people outside chose stay text, whatever they hold.</summary>
public partial class HostileTextTests
{
    public static TheoryData<string> Texts =>
    [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "'; DROP TABLE users; --",
        "=cmd|' /C calc'!A0",
        "</style></script></title><svg onload=alert(1)>",
        "&lt;b&gt;",
        "{name} {0} @Html.Raw(1)",
        "javascript:alert(1)",
        "user‮gpj.exe",
        "line\nbreak\0null\ttab",
        "用户 名称 عربى 😀",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Names_never_become_markup(string text)
    {
        IDocument page = await Pages.ParsedAsync(SampleReports.Named(text),
            Make.Provenance(command: "plumbline report --reference " + text));

        Assert.All(page.Scripts, s => Assert.True(s.Parent == page.Head || s.Id == "charts"));
        Assert.Empty(page.QuerySelectorAll("img, iframe, object, embed, form, base, [onerror], [onload], [onmouseover], [onclick], [style]"));
        Assert.DoesNotContain(page.QuerySelectorAll("[href]"),
            e => !e.GetAttribute("href")!.StartsWith('#') && e.GetAttribute("href") != "data:,");
        Assert.Single(page.QuerySelectorAll("style"));
        Assert.Single(page.QuerySelectorAll("title"), t => t.Parent is IElement { LocalName: "head" });
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Names_are_shown_as_they_are_but_for_what_cannot_be_seen(string text)
    {
        IDocument page = await Pages.ParsedAsync(SampleReports.Named(text));

        string shown = page.QuerySelector("#column-table tbody bdi")!.TextContent;

        Assert.StartsWith(Hidden().Replace(text, m => $"⟨U+{(int)m.Value[0]:X4}⟩"), shown);
    }

    [Fact]
    public async Task Nothing_that_turns_the_reading_direction_is_left()
    {
        string page = await Pages.TextAsync(SampleReports.Named("user‮gpj.exe⁦"), Make.Provenance(command: "report ‮ x"));

        Assert.DoesNotMatch("[\u202a-\u202e\u2066-\u2069]|&#x20(2[A-E]|6[6-9]);", page);
    }

    [Fact]
    public async Task A_name_of_a_thousand_characters_keeps_its_beginning_and_its_end()
    {
        string name = new string('x', 500) + new string('y', 499);

        IDocument page = await Pages.ParsedAsync(SampleReports.Named(name));
        string shown = page.QuerySelector("#column-table tbody bdi")!.TextContent;

        Assert.True(shown.Length <= 80, shown);
        Assert.StartsWith("xxxx", shown);
        Assert.EndsWith("yyyy", shown[..^2]);
        Assert.Contains('…', shown);
    }

    [GeneratedRegex("[\0-\u001f\u202a-\u202e\u2066-\u2069]")]
    private static partial Regex Hidden();
}
