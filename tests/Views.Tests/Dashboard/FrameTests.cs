using Plumbline.Engine.Messages;
using Plumbline.Views.Dashboard;
using Plumbline.Views.Words;

namespace Plumbline.Views.Tests.Dashboard;

public class FrameTests
{
    static readonly DateTimeOffset s_now = new(2026, 11, 19, 13, 20, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(Language.English, "<b>one two</b>")]
    [InlineData(Language.Chinese, "<b>一 二</b>")]
    public void One_language_of_two_is_kept(Language language, string expected)
    {
        string both = "<b>" + Say.Pair("one", "一").Value + " " + Say.Pair("two", "二").Value + "</b>";

        Assert.Equal(expected, OneLanguage.Of(both, language));
    }

    [Fact]
    public void What_people_named_is_not_taken_for_a_sentence()
    {
        string name = Say.Name("<span lang=\"zh-CN\">x</span>").Value;

        Assert.Equal(name, OneLanguage.Of(name, Language.English));
    }

    [Theory]
    [InlineData(Language.English, "19 Nov 14:20", "19 Nov 13:00 – 14:20")]
    [InlineData(Language.Chinese, "11月19日 14:20", "11月19日 13:00 – 14:20")]
    public void Moments_are_told_in_the_viewers_zone(Language language, string minute, string span)
    {
        var viewer = Viewer(language);

        Assert.Equal(minute, viewer.MinuteText(s_now));
        Assert.Equal(span, viewer.SpanText(s_now.AddMinutes(-80), s_now));
        Assert.Contains("title=\"2026-11-19 13:20:00 UTC\"", viewer.Minute(s_now).Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Language.English, 4_812, "4,812")]
    [InlineData(Language.English, 1_240_000, "1.24 M")]
    [InlineData(Language.Chinese, 4_812, "4,812")]
    [InlineData(Language.Chinese, 212_480, "21.2 万")]
    public void Large_counts_are_told_in_the_words_of_the_language(Language language, long count, string expected) =>
        Assert.Equal(expected, Viewer(language).Count(count));

    [Fact]
    public async Task A_page_holds_one_language_and_no_inline_style_script_or_handler()
    {
        var view = FleetView.Of([], new FleetQuery(), isLoading: false);
        var frame = new PageFrame { Viewer = Viewer(Language.Chinese), Title = "<x>", Section = Section.Fleet, Address = "/",
            Version = "1", Origin = "http://localhost", Token = new FormToken("t", "v") };

        string page = await DashboardPage.RenderAsync<FleetPage>(frame, view);

        Assert.Contains("<title>&lt;x&gt;", page, StringComparison.Ordinal);
        Assert.Contains("还没有模型", page, StringComparison.Ordinal);
        Assert.DoesNotContain("No model yet", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(" style=| on[a-z]+=|<script>|<style", page);
    }

    static Viewer Viewer(Language language) => new() { Language = language, Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"),
        Now = s_now };
}
