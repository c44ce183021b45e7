using Microsoft.Playwright;
using Plumbline.Browser.Tests.Serving;

namespace Plumbline.Browser.Tests.Alerts;

/// <summary>The inbox: what fires, seen by hand and by keys.</summary>
public class InboxTests(ServedFleet fleet, Browsing browsing)
{
    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task Alerts_that_began_together_are_one_card_that_unfolds(int width, int height)
    {
        string model = "alarmed-" + width;
        await AlarmedModel.MakeAsync(fleet, model);
        await using var visit = await browsing.VisitAsync(fleet, o => o.ViewportSize = new() { Width = width, Height = height });

        await visit.Page.GotoAsync("/alerts?model=" + model);
        var card = visit.Page.Locator("[data-card]");
        await Assertions.Expect(card).ToHaveCountAsync(1);
        await Assertions.Expect(card.Locator("header h2")).ToContainTextAsync("p95 latency");
        await Assertions.Expect(card.Locator(".facts")).ToContainTextAsync("≤ 10 ms");
        await Assertions.Expect(card.Locator(".slim li").First).ToBeHiddenAsync();
        await card.Locator("summary").ClickAsync();

        await Assertions.Expect(card.Locator(".slim li").First).ToBeVisibleAsync();
        await Assertions.Expect(card.Locator(".slim li")).ToHaveCountAsync(2);
        await Assertions.Expect(card.Locator(".slim")).ToContainTextAsync("<script>");
        Assert.NotEqual("broken", await visit.Page.TitleAsync());
        await visit.AssertNothingOverflowsAsync();
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task An_alert_is_acknowledged_by_key_and_those_that_are_unticked_are_not()
    {
        await AlarmedModel.MakeAsync(fleet, "alarmed-keys");
        await using var visit = await browsing.VisitAsync(fleet);
        await visit.Page.GotoAsync("/alerts?model=alarmed-keys");

        await visit.Page.ClickAsync("[data-card] summary");
        await visit.Page.Locator("[data-card] .slim input").First.UncheckAsync();
        await Assertions.Expect(visit.Page.Locator("[data-card] [data-n]")).ToHaveTextAsync("2");
        await visit.Page.Keyboard.PressAsync("j");
        await visit.Page.Keyboard.PressAsync("a");
        await Assertions.Expect(visit.Page.Locator(".seg a[href*='state=acknowledged'] .sub")).ToHaveTextAsync("2");

        await Assertions.Expect(visit.Page.Locator(".seg a[href*='state=firing'] .sub")).ToHaveTextAsync("1");
        await visit.Page.GotoAsync("/alerts?model=alarmed-keys&state=acknowledged");
        await Assertions.Expect(visit.Page.Locator(".seen").First).ToContainTextAsync("somebody on this machine");
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task Everything_shown_is_acknowledged_at_once_without_script()
    {
        await AlarmedModel.MakeAsync(fleet, "alarmed-plain");
        await using var visit = await browsing.VisitAsync(fleet, o => o.JavaScriptEnabled = false);

        await visit.Page.GotoAsync("/alerts?model=alarmed-plain");
        await visit.Page.ClickAsync(".actions form button:has-text('3')");

        await Assertions.Expect(visit.Page.Locator(".lead")).ToContainTextAsync("3 alerts are acknowledged");
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task The_key_e_leads_to_the_threshold_of_the_card_that_has_the_focus()
    {
        await AlarmedModel.MakeAsync(fleet, "alarmed-edit");
        await using var visit = await browsing.VisitAsync(fleet);
        await visit.Page.GotoAsync("/alerts?model=alarmed-edit");

        await visit.Page.Keyboard.PressAsync("j");
        await visit.Page.Keyboard.PressAsync("e");

        await visit.Page.WaitForURLAsync("**/monitors/edit?model=alarmed-edit&monitor=slow");
        await Assertions.Expect(visit.Page.Locator("input[name=high]")).ToHaveValueAsync("10");
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task Filters_and_order_are_addresses()
    {
        await AlarmedModel.MakeAsync(fleet, "alarmed-filters");
        await using var visit = await browsing.VisitAsync(fleet);
        await visit.Page.GotoAsync("/alerts?model=alarmed-filters");

        await visit.Page.SelectOptionAsync("select[name=severity]", "critical");
        await Assertions.Expect(visit.Page.Locator("[data-card] .slim")).ToHaveCountAsync(0);
        await visit.Page.WaitForURLAsync("**severity=critical**");
        await visit.Page.FillAsync("#find", "nothing like it");
        await Assertions.Expect(visit.Page.Locator("#listing .empty")).ToBeVisibleAsync();

        await visit.Page.GotoAsync("/alerts?model=alarmed-filters&kind=drift");
        await Assertions.Expect(visit.Page.Locator("#listing .empty")).ToBeVisibleAsync();
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task A_model_that_is_deleted_while_the_inbox_is_open_leaves_it_by_itself()
    {
        await AlarmedModel.MakeAsync(fleet, "alarmed-gone");
        await using var visit = await browsing.VisitAsync(fleet);
        await visit.Page.GotoAsync("/alerts?model=alarmed-gone");
        await Assertions.Expect(visit.Page.Locator("[data-card]")).ToHaveCountAsync(1);

        await Deletion.OfAsync(fleet, "alarmed-gone");

        await Assertions.Expect(visit.Page.Locator("[data-card]")).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Page.Locator(".about")).ToContainTextAsync("There is no model alarmed-gone any more");
        visit.AssertNothingWentWrong();
    }
}
