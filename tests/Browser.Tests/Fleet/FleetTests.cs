using Microsoft.Playwright;
using Plumbline.Browser.Tests.Serving;

namespace Plumbline.Browser.Tests.Fleet;

/// <summary>The first page, and the frame around every page.</summary>
public class FleetTests(ServedFleet fleet, Browsing browsing)
{
    [Fact]
    public async Task Every_model_stands_on_the_first_page_with_its_state_in_words()
    {
        await using var visit = await browsing.VisitAsync(fleet);

        await visit.Page.GotoAsync("/");
        string churn = await RowOf(visit, "churn").InnerTextAsync(), empty = await RowOf(visit, "empty").InnerTextAsync();
        string single = await RowOf(visit, "single").InnerTextAsync();

        Assert.Matches("Failing|Watch|Healthy", churn);
        Assert.Matches(@"0\.\d+ \[", churn);
        Assert.Contains("No events yet", empty, StringComparison.Ordinal);
        Assert.Contains("Not judged", single, StringComparison.Ordinal);
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task Searching_sorting_and_filtering_are_addresses()
    {
        await using var visit = await browsing.VisitAsync(fleet);
        await visit.Page.GotoAsync("/");

        await visit.Page.FillAsync("#find", "chur");
        await Assertions.Expect(visit.Page.Locator("#listing tbody tr")).ToHaveCountAsync(1);
        Assert.EndsWith("/?q=chur&by=", visit.Page.Url, StringComparison.Ordinal);
        await visit.Page.GotoAsync("/?show=unjudged");
        await visit.Page.ClickAsync("#listing th.w-model a");
        await Assertions.Expect(visit.Page.Locator("#listing th.w-model[aria-sort]")).ToHaveCountAsync(1);
        string[] names = [.. await visit.Page.Locator("#listing tbody a.name").AllInnerTextsAsync()];

        Assert.Equal(names.Order(StringComparer.OrdinalIgnoreCase), names);
        Assert.Contains("empty", names);
        Assert.DoesNotContain("churn", names);
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task Language_and_theme_are_switched_and_stay_on_the_next_page()
    {
        await using var visit = await browsing.VisitAsync(fleet);
        await visit.Page.GotoAsync("/");
        string light = await BackgroundAsync(visit);

        await visit.Page.ClickAsync("button[value='zh-CN']");
        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", "zh-CN");
        await visit.Page.ClickAsync("button[value='dark']");
        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await visit.Page.ClickAsync("a.name:has-text('churn')");
        await Assertions.Expect(visit.Page.Locator("#model h1")).ToHaveTextAsync("churn");

        Assert.NotEqual(light, await BackgroundAsync(visit));
        Assert.Equal("模型质量", await visit.Page.Locator("#quality h2").InnerTextAsync());
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task Times_are_the_viewers_with_UTC_on_hover()
    {
        await using var visit = await browsing.VisitAsync(fleet, o => o.TimezoneId = "Asia/Tokyo");

        await visit.Page.GotoAsync("/");
        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-zone", "Asia/Tokyo");
        var clock = visit.Page.Locator(".clock time");

        Assert.EndsWith("UTC+9", await clock.InnerTextAsync(), StringComparison.Ordinal);
        Assert.EndsWith("UTC", await clock.GetAttributeAsync("title") ?? "", StringComparison.Ordinal);
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task A_page_that_is_open_shows_a_new_model_by_itself()
    {
        await using var visit = await browsing.VisitAsync(fleet);
        await visit.Page.GotoAsync("/");
        await Assertions.Expect(RowOf(visit, "empty")).ToHaveCountAsync(1);

        using var api = new Api(fleet.Address);
        await api.SendAsync(HttpMethod.Put, "models/late-comer", new { task = "binary" });

        await Assertions.Expect(RowOf(visit, "late-comer")).ToHaveCountAsync(1, new() { Timeout = 60_000 });
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task Everything_works_without_script()
    {
        await using var visit = await browsing.VisitAsync(fleet, o => o.JavaScriptEnabled = false);

        await visit.Page.GotoAsync("/");
        await visit.Page.ClickAsync("button[value='zh-CN']");
        await visit.Page.ClickAsync("a.name:has-text('churn')");
        // The address behind the link "show", which is not there once somebody has asked for the outcomes of this window.
        await visit.Page.GotoAsync("/models/churn?more=outcomes");
        await Assertions.Expect(visit.Page.Locator("#outcomes .cm")).ToHaveCountAsync(1);

        Assert.Equal("zh-CN", await visit.Page.Locator("html").GetAttributeAsync("lang"));
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task A_wrong_address_is_answered_with_a_page_that_leads_on()
    {
        await using var visit = await browsing.VisitAsync(fleet);

        var model = await visit.Page.GotoAsync("/models/nobody");
        string sentence = await visit.Page.Locator(".problem").InnerTextAsync();
        var page = await visit.Page.GotoAsync("/nowhere/at/all");
        await visit.Page.ClickAsync(".problem a.main");

        Assert.Equal((404, 404), (model!.Status, page!.Status));
        Assert.Contains("nobody", sentence, StringComparison.Ordinal);
        await Assertions.Expect(visit.Page.Locator("#fleet")).ToHaveCountAsync(1);
    }

    static ILocator RowOf(Visit visit, string model) => visit.Page.Locator("#listing tbody tr",
        new() { Has = visit.Page.Locator($"a.name >> text=/^{model}$/") });

    static Task<string> BackgroundAsync(Visit visit) =>
        visit.Page.EvaluateAsync<string>("getComputedStyle(document.documentElement).backgroundColor");
}
