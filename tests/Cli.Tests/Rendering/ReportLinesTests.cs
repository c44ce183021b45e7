using System.Text.RegularExpressions;
using Plumbline.Cli.Rendering;
using Plumbline.Cli.Rendering.Markdown;
using Plumbline.Cli.Rendering.Text;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;
using Markdig;

namespace Plumbline.Cli.Tests.Rendering;

public class ReportLinesTests
{
    const string Hostile = "\u001b]0;owned\u0007<script>alert(1)</script>|`x`**b**[l](http://e.vil)\r\n# h\u202e=cmd|' /C calc'!A0";

    [Fact]
    public void Text_begins_with_the_answer_and_shows_every_part()
    {
        string text = Text(SampleReport.With(), Language.English);

        Assert.StartsWith("DRIFT: 1 of 3 judged columns drifted: gone, age. Quality fell: ROC AUC", text.Replace('\n', ' '),
            StringComparison.Ordinal);
        foreach (string heading in (string[])["Columns", "Why", "Columns together", "Integrity", "Quality", "Segments of region",
            "Worst slices", "Fairness by gender", "Warnings"])
            Assert.Contains($"\n{heading}\n---", text, StringComparison.Ordinal);
        Assert.Contains("0.207 [0.190, 0.224]", text, StringComparison.Ordinal);
        Assert.Contains("0 -> 63%", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Language.English, 80)]
    [InlineData(Language.English, 120)]
    [InlineData(Language.Chinese, 80)]
    public void No_line_is_wider_than_the_terminal(Language language, int width)
    {
        string text = Text(SampleReport.With("a_column_with_a_very_long_name_that_goes_on_and_on_这是一个很长的列名", "某个取值"), language, width);

        Assert.All(text.Split('\n'), l => Assert.InRange(DisplayWidth.Of(l), 0, width));
    }

    [Fact]
    public void Columns_of_the_table_line_up_with_wide_characters()
    {
        string text = Text(SampleReport.With("年龄"), Language.English);

        string wide = text.Split('\n').First(l => l.StartsWith("年龄 ", StringComparison.Ordinal));
        string narrow = text.Split('\n').First(l => l.StartsWith("income ", StringComparison.Ordinal));
        Assert.Equal(DisplayWidth.Of(wide[..wide.IndexOf("drift", StringComparison.Ordinal)]),
            DisplayWidth.Of(narrow[..narrow.IndexOf("stable", StringComparison.Ordinal)]));
    }

    [Fact]
    public void Chinese_text_holds_no_English_sentence()
    {
        string text = Text(SampleReport.With(), Language.Chinese);

        Assert.StartsWith("漂移：", text, StringComparison.Ordinal);
        Assert.DoesNotContain("columns", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("judged", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Control_characters_of_the_data_never_reach_the_terminal()
    {
        string text = Text(SampleReport.With(Hostile, Hostile), Language.English);

        Assert.DoesNotContain(text, c => (char.IsControl(c) && c != '\n') || c == '\u202e');
        Assert.Contains(@"\u001b]0;owned\u0007", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Colours_are_the_only_escapes_of_a_terminal()
    {
        using var written = new StringWriter();

        new TextRenderer(written, 100, colours: true).Write(ReportLines.Of(SampleReport.With(Hostile, Hostile), Language.English, ["psi"]));
        string without = Regex.Replace(written.ToString(), "\u001b\\[[0-9;]*m", "");

        Assert.NotEqual(without, written.ToString());
        Assert.DoesNotContain('\u001b', without);
    }

    [Theory]
    [InlineData(Language.English)]
    [InlineData(Language.Chinese)]
    public void Markdown_becomes_no_markup_from_the_data(Language language)
    {
        string html = Html(SampleReport.With(Hostile, Hostile), language);

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<code>", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<h1", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;|`x`**b**[l](http://e.vil)", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_tables_keep_their_columns_whatever_the_names()
    {
        string html = Html(SampleReport.With("a|b", "c|d"), Language.English);

        Assert.Contains("<strong>a|b</strong></td>", html, StringComparison.Ordinal);
        Assert.Contains("<td style=\"text-align: right;\">0.207 [0.190, 0.224]</td>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_failed_checks_of_one_kind_leave_room_for_the_others()
    {
        Report sample = SampleReport.With();
        IntegrityCheck[] many = [.. Enumerable.Range(0, 30).Select(i => new IntegrityCheck { Check = "correlation", Set = "current",
            Passed = false, Observed = i, Expected = Message.Of("integrity.expected.one_row"),
            Message = Message.Of("report.column_failed", ("problem", $"pair {i}")) })];

        string text = Text(sample with { Integrity = [.. many, .. sample.Integrity] }, Language.English);

        Assert.Contains("pair 7", text, StringComparison.Ordinal);
        Assert.DoesNotContain("pair 8", text, StringComparison.Ordinal);
        Assert.Contains("north is missing too often", text, StringComparison.Ordinal);
        Assert.Contains("22 more failed checks", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_languages_have_the_same_messages() =>
        Assert.Equal(Words.Catalog.Keys(Language.English).Order(), Words.Catalog.Keys(Language.Chinese).Order());

    static string Text(Report report, Language language, int width = 100)
    {
        using var written = new StringWriter();
        new TextRenderer(written, width, colours: false).Write(ReportLines.Of(report, language, ["psi", "kolmogorov_smirnov"]));
        return written.ToString();
    }

    static string Html(Report report, Language language)
    {
        using var written = new StringWriter();
        new MarkdownRenderer(written).Write(ReportLines.Of(report, language, ["psi", "kolmogorov_smirnov"]));
        return Markdig.Markdown.ToHtml(written.ToString(), new MarkdownPipelineBuilder().UseAdvancedExtensions().Build());
    }
}
