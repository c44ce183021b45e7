using AngleSharp.Dom;
using Plumbline.Engine.Messages;
using Plumbline.Views.Tests.Samples;

namespace Plumbline.Views.Tests;

public class PageStructureTests
{
    [Fact]
    public async Task The_first_sentence_says_what_drifted_and_what_quality_did()
    {
        IDocument page = await Pages.ParsedAsync(SampleReports.Churn());

        string english = English(page.QuerySelector("h1.lead")!);

        Assert.StartsWith("3 of 12 judged columns drifted. Recall went from 0.600 to 0.460, for the worse.", english);
        Assert.Contains("Most moved: app_version, this column could not be worked on: effect 0.52 against 0.07.", english);
        Assert.Contains("It is worst where app_version = 8.3: recall went from 0.600 to 0.240 in 2,126 rows.", english);
    }

    [Fact]
    public async Task A_quiet_report_says_that_nothing_drifted()
    {
        IDocument page = await Pages.ParsedAsync(SampleReports.Quiet());

        string english = English(page.QuerySelector("h1.lead")!);

        Assert.StartsWith("None of 12 judged columns drifted.", english);
        Assert.Contains("Quality shows no change", english);
    }

    [Fact]
    public async Task Six_questions_have_six_answers_with_icon_and_word()
    {
        IDocument page = await Pages.ParsedAsync(SampleReports.Churn());

        var answers = page.QuerySelectorAll(".check > li");

        Assert.Equal(6, answers.Length);
        Assert.All(answers, a => Assert.NotNull(a.QuerySelector(".st use")));
        Assert.Equal("Not in data", English(answers[2].QuerySelector(".st")!));
        Assert.All(answers, a => Assert.NotNull(page.GetElementById(a.QuerySelector("a")!.GetAttribute("href")![1..])));
    }

    [Fact]
    public async Task Every_status_has_an_icon_and_a_word_in_both_languages()
    {
        IDocument page = await Pages.ParsedAsync(SampleReports.Churn());

        var marks = page.QuerySelectorAll(".st");

        Assert.NotEmpty(marks);
        Assert.All(marks, mark =>
        {
            Assert.NotNull(mark.QuerySelector("svg use"));
            Assert.NotEmpty(mark.QuerySelector("[lang=en]")!.TextContent);
            Assert.NotEmpty(mark.QuerySelector("[lang='zh-CN']")!.TextContent);
        });
    }

    [Fact]
    public async Task Columns_are_grouped_and_the_largest_effect_comes_first()
    {
        IDocument page = await Pages.ParsedAsync(SampleReports.Churn());

        var rows = page.QuerySelectorAll("#column-table tbody tr");
        string[] order = [.. rows.Select(r => r.ClassList.Contains("split") ? "# " + English(r.QuerySelector("b")!)
            : r.QuerySelector("bdi")!.TextContent)];

        Assert.Equal(["# Drift", "app_version", "minutes_used_30d", "sessions_30d", "# Too few rows", "roaming_minutes", "# Stable",
            "days_since_invoice"], order[..8]);
        Assert.Equal(["# Not judged", "event_time", "notes"], order[^3..]);
    }

    [Fact]
    public async Task Every_link_inside_the_page_has_a_target()
    {
        IDocument page = await Pages.ParsedAsync(SampleReports.Churn());

        var links = page.QuerySelectorAll("a[href^='#']");
        var icons = page.QuerySelectorAll("use");

        Assert.NotEmpty(links);
        Assert.All(links.Concat(icons), l => Assert.NotNull(page.GetElementById(l.GetAttribute("href")![1..])));
    }

    [Fact]
    public async Task Identifiers_are_unique()
    {
        IDocument page = await Pages.ParsedAsync(SampleReports.Churn());

        string[] ids = [.. page.QuerySelectorAll("[id]").Select(e => e.Id!)];

        Assert.Equal(ids.Distinct().Count(), ids.Length);
    }

    [Fact]
    public async Task Quality_shows_value_interval_rows_difference_and_constant()
    {
        IDocument page = await Pages.ParsedAsync(SampleReports.Churn());

        IElement recall = page.QuerySelectorAll(".t-quality tbody tr")[0];
        IElement accuracy = page.QuerySelectorAll(".t-quality tbody tr")[4];

        Assert.Contains("0.460 [0.426, 0.494]", recall.TextContent);
        Assert.Contains("n 818", recall.InnerHtml);
        Assert.Contains("−0.140 [−0.175, −0.105]", recall.TextContent);
        Assert.Contains("0.830", accuracy.Children[^1].TextContent);
    }

    [Fact]
    public async Task What_is_not_in_the_data_says_which_flag_brings_it()
    {
        IDocument page = await Pages.ParsedAsync(SampleReports.Quiet() with { Quality = null });

        Assert.Contains("--target", page.QuerySelector("#quality")!.TextContent);
        Assert.Contains("--segment", page.QuerySelector("#segments")!.TextContent);
        Assert.Contains("--protected", page.QuerySelector("#fairness")!.TextContent);
    }

    [Fact]
    public async Task Too_few_rows_looks_different_from_good()
    {
        IDocument page = await Pages.ParsedAsync(SampleReports.Churn());

        Assert.NotNull(page.QuerySelector("#column-table td.few"));
        Assert.NotNull(page.QuerySelector(".heats li.few"));
        Assert.NotNull(page.QuerySelector("#fairness td.few"));
        Assert.Contains(".few, .heats > .few", page.QuerySelector("style")!.TextContent);
    }

    [Fact]
    public async Task A_column_that_failed_says_why_and_its_neighbours_stay()
    {
        IDocument page = await Pages.ParsedAsync(SampleReports.Churn());

        IElement row = page.QuerySelectorAll("#column-table tbody tr").Single(r => r.QuerySelector("bdi")?.TextContent == "notes");

        Assert.Contains("not valid UTF-8 in row 17", row.TextContent);
        Assert.Contains("Failed", row.TextContent);
    }

    [Fact]
    public async Task Regression_has_error_plots_instead_of_decisions()
    {
        IDocument page = await Pages.ParsedAsync(SampleReports.Regression());

        string quality = page.QuerySelector("#quality")!.TextContent;

        Assert.Contains("Mean error by prediction", quality);
        Assert.DoesNotContain("Reliability", quality);
        Assert.Contains("every target is 0", quality);
    }

    [Fact]
    public async Task Details_hold_distribution_cumulative_moved_cells_summary_and_measures()
    {
        IDocument page = await Pages.ParsedAsync(SampleReports.Churn());

        IElement detail = page.QuerySelectorAll("details.col").Single(d => d.QuerySelector("h3")!.TextContent == "minutes_used_30d");
        string[] headings = [.. detail.QuerySelectorAll("h4").Select(English)];

        Assert.Equal(5, headings.Length);
        Assert.StartsWith("Distribution", headings[0]);
        Assert.StartsWith("Cumulative", headings[1]);
        Assert.StartsWith("Moved cells", headings[2]);
        Assert.NotNull(detail.QuerySelector("path.l-mark"));
        Assert.Contains("23.8 %", detail.TextContent);
        Assert.Contains("reference is constant", detail.TextContent);
    }

    [Fact]
    public async Task Numbers_do_not_follow_the_culture_of_the_machine()
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        string invariant = await Pages.TextAsync(SampleReports.Churn());

        System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo("de-DE");
        string german = await Pages.TextAsync(SampleReports.Churn());
        System.Globalization.CultureInfo.CurrentCulture = before;

        Assert.Equal(invariant, german);
    }

    [Theory]
    [InlineData(Language.English, "en")]
    [InlineData(Language.Chinese, "zh-CN")]
    public async Task Without_script_the_language_asked_for_is_shown(Language language, string tag)
    {
        IDocument page = await Pages.ParsedAsync(SampleReports.Quiet(), Make.Provenance(language));

        Assert.Equal(tag, page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(tag, page.DocumentElement.GetAttribute("data-lang"));
        Assert.Contains("html[data-lang=\"en\"] :is(span, text)[lang=\"zh-CN\"]", page.QuerySelector("style")!.TextContent);
    }

    [Fact]
    public async Task A_report_of_nothing_still_reads()
    {
        IDocument page = await Pages.ParsedAsync(SampleReports.Empty());

        Assert.Equal("No column could be judged.", English(page.QuerySelector("h1.lead")!).Trim());
        Assert.Equal(6, page.QuerySelectorAll(".check > li").Length);
    }

    static string English(IElement element)
    {
        var copy = (IElement)element.Clone(true);
        foreach (IElement chinese in copy.QuerySelectorAll("[lang='zh-CN']")) chinese.Remove();
        return string.Join(' ', copy.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
