using Microsoft.Playwright;
using Plumbline.Browser.Tests.Serving;

namespace Plumbline.Browser.Tests.Model;

/// <summary>What happened, noted on the page of a model and shown on every time axis.</summary>
public class AnnotationTests(ServedFleet fleet, Browsing browsing)
{
    static string ThreeDaysAgo => TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(-3)
        .ToString("yyyy-MM-dd'T'12:00", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_note_stands_on_every_time_axis_until_it_is_removed()
    {
        string text = "autumn campaign <img src=x onerror=\"document.title='broken'\">";
        await using var visit = await browsing.VisitAsync(fleet);
        await visit.Page.GotoAsync("/models/churn");

        await visit.Page.SelectOptionAsync("#notes select[name=kind]", "incident");
        await visit.Page.FillAsync("#notes input[name=at]", ThreeDaysAgo);
        await visit.Page.FillAsync("#notes input[name=text]", text);
        await visit.Page.ClickAsync("#notes button.main");

        await Assertions.Expect(visit.Page.Locator("#notes th", new() { HasText = "autumn campaign <img" })).ToHaveCountAsync(1);
        await Assertions.Expect(visit.Page.Locator("#drift .chart.wide .an.is-incident")).ToHaveCountAsync(1);
        await Assertions.Expect(visit.Page.Locator("#operations .chart.wide .an.is-incident")).Not.ToHaveCountAsync(0);
        Assert.NotEqual("broken", await visit.Page.TitleAsync());

        await visit.Page.Locator("#notes tr", new() { HasText = "autumn campaign" }).Locator("button.link").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#notes th", new() { HasText = "autumn campaign" })).ToHaveCountAsync(0);
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task A_note_stands_on_the_time_axes_of_every_page()
    {
        var now = TimeProvider.System.GetUtcNow();
        using var api = new Api(fleet.Address);
        await api.SendAsync(HttpMethod.Post, "models/churn/annotations", new
        {
            kind = "incident",
            at = now.AddHours(-30),
            end = now.AddHours(-1),
            text = "pipeline moved",
        });
        await using var visit = await browsing.VisitAsync(fleet);

        foreach (string address in (string[])["/models/churn", "/models/churn/column?name=minutes_used_30d", "/alerts?model=churn",
            "/monitors/edit?model=churn&monitor=drift&tried=yes",
            "/monitors/edit?model=churn&name=p95&kind=operations&measure=latency_p95&high=30&window=1d&baseline=default&tried=yes",
            "/logs?model=churn&last=week", "/logs?model=churn&tab=metrics&last=week"])
        {
            await visit.Page.GotoAsync(address);

            await Assertions.Expect(visit.Page.Locator(".chart.wide .mark:has(.an.is-incident) title").First)
                .ToContainTextAsync("pipeline moved");
            await Assertions.Expect(visit.Page.Locator(".chart.wide .mark:has(.an.is-incident) text").First).ToBeVisibleAsync();
        }
        await visit.Page.GotoAsync("/models/churn");
        await visit.Page.Locator("#notes tr", new() { HasText = "pipeline moved" }).Locator("button.link").ClickAsync();
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task A_new_version_says_so_by_itself()
    {
        await using var visit = await browsing.VisitAsync(fleet);

        await visit.Page.GotoAsync("/models/churn");

        await Assertions.Expect(visit.Page.Locator("#notes tbody tr", new() { HasText = "Deployment" }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Versions_stand_side_by_side_with_traffic_drift_and_quality()
    {
        await using var visit = await browsing.VisitAsync(fleet);

        await visit.Page.GotoAsync("/models/churn");
        await visit.Page.Locator("#versions").ScrollIntoViewIfNeededAsync();

        await Assertions.Expect(visit.Page.Locator("#version-table thead th")).Not.ToHaveCountAsync(0);
        await Assertions.Expect(visit.Page.Locator("#version-table")).ToContainTextAsync("Rows with a label");
        Assert.True(await visit.Page.Locator("#version-table thead th").CountAsync() >= 3);
        Assert.Matches(@"\[0\.\d+, 0\.\d+\]", await visit.Page.InnerTextAsync("#version-table"));
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task A_chart_is_zoomed_when_asked_for_and_still_again()
    {
        await using var visit = await browsing.VisitAsync(fleet);
        await visit.Page.GotoAsync("/models/churn");
        Assert.Equal(0, await visit.Page.Locator("canvas").CountAsync());

        await visit.Page.ClickAsync("#drift .timeline button[data-zoom]");
        await Assertions.Expect(visit.Page.Locator("#drift .timeline canvas")).ToHaveCountAsync(1);
        await Assertions.Expect(visit.Page.Locator("#drift .chart.wide svg.ch")).ToBeHiddenAsync();
        await visit.Page.HoverAsync("#drift .timeline canvas");
        await visit.Page.Mouse.WheelAsync(0, -200);
        await visit.Page.ClickAsync("#drift .timeline button[data-zoom]");

        await Assertions.Expect(visit.Page.Locator("canvas")).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Page.Locator("#drift .chart.wide svg.ch")).ToBeVisibleAsync();
        visit.AssertNothingWentWrong();
    }
}
