using Microsoft.Playwright;
using Plumbline.Browser.Tests.Serving;

namespace Plumbline.Browser.Tests.Demo;

/// <summary>The demo in a browser, by clicks only.</summary>
public sealed class DemoTests(RunningDemo demo, Browsing browsing) : IClassFixture<RunningDemo>
{
    const string Broken = "minutes_used_30d";

    public static TheoryData<int, int> Windows => new() { { 1440, 900 }, { 390, 844 } };

    [Theory]
    [MemberData(nameof(Windows))]
    public async Task The_fleet_leads_to_the_broken_pipeline_its_cause_and_its_rows(int width, int height)
    {
        await using var visit = await VisitAsync(width, height);
        await visit.Page.GotoAsync("/");
        await Assertions.Expect(visit.Page.Locator("tr", new() { HasText = "card-fraud" })).ToContainTextAsync("Healthy");

        await visit.Page.ClickAsync("a.name:has-text('churn')");
        // A point that is in breach leads to the column that moved.
        await visit.Page.Locator("#drift .chart a.point:visible").Last.ClickAsync();
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync(Broken);
        await Assertions.Expect(visit.Page.Locator(".lead")).ToContainTextAsync("region = south");
        await Assertions.Expect(visit.Page.Locator("#rows tbody tr")).ToHaveCountAsync(25);
        await Assertions.Expect(visit.Page.Locator("#rows b:has-text('missing')").First).ToBeVisibleAsync();
        await visit.AssertNothingOverflowsAsync();
        visit.AssertNothingWentWrong();
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public async Task A_monitor_is_changed_and_tried_on_history_before_it_is_saved(int width, int height)
    {
        await using var visit = await VisitAsync(width, height);
        await visit.Page.GotoAsync("/models/churn");
        await visit.Page.Locator("a[href='/monitors?model=churn']:visible").First.ClickAsync();
        await visit.Page.ClickAsync("a.name:has-text('missing-by-region')");
        await Assertions.Expect(visit.Page.Locator("#trial .lead")).ToContainTextAsync("It would have raised");

        await visit.Page.FillAsync("input[name=high]", "0.99");
        await visit.Page.PressAsync("input[name=high]", "Tab");
        await Assertions.Expect(visit.Page.Locator("#trial .lead")).ToContainTextAsync("It would not have fired");
        await visit.Page.FillAsync("input[name=high]", "0.3");
        await visit.Page.PressAsync("input[name=high]", "Tab");
        await Assertions.Expect(visit.Page.Locator("#trial .lead")).ToContainTextAsync("It would have raised");
        await visit.Page.ClickAsync("button:has-text('Save')");
        await Assertions.Expect(visit.Page.Locator(".said.ok")).ToContainTextAsync("Revision");
        await visit.AssertNothingOverflowsAsync();
        visit.AssertNothingWentWrong();
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public async Task Language_and_theme_are_switched_on_the_page(int width, int height)
    {
        await using var visit = await VisitAsync(width, height);
        await visit.Page.GotoAsync("/");

        // A phone has no room for it on every page.
        if (width < 900)
        {
            await visit.Page.ClickAsync("details.menu > summary");
            await visit.Page.ClickAsync("details.menu a[href='/settings']");
            await visit.Page.Locator("a[href*='part=display']:visible").ClickAsync();
        }
        await visit.Page.Locator("button[value='zh-CN']:visible").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", "zh-CN");
        await visit.Page.Locator("button[value='dark']:visible").First.ClickAsync();
        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await visit.Page.ClickAsync(".top .brand");
        await visit.Page.ClickAsync("a.name:has-text('bottle-camera')");

        await Assertions.Expect(visit.Page.Locator("#quality h2")).ToHaveTextAsync("模型质量");
        await visit.AssertNothingOverflowsAsync();
        visit.AssertNothingWentWrong();
    }

    Task<Visit> VisitAsync(int width, int height) =>
        browsing.VisitAsync(demo.Address, o => o.ViewportSize = new() { Width = width, Height = height });
}
