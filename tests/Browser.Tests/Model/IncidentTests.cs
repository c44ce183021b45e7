using System.Globalization;
using Microsoft.Playwright;
using Plumbline.Browser.Tests.Serving;

namespace Plumbline.Browser.Tests.Model;

/// <summary>From the fleet to the cause of the simulated incident.</summary>
public class IncidentTests(ServedFleet fleet, Browsing browsing)
{
    const string Broken = "minutes_used_30d";

    // Midnight of day 25 of the month: the broken pipeline is in full swing.
    static string IncidentDay => TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(-6)
        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task Clicks_alone_lead_from_the_fleet_to_the_cause_of_the_incident_and_its_rows(int width, int height)
    {
        await using var visit = await browsing.VisitAsync(fleet, o => o.ViewportSize = new() { Width = width, Height = height });
        await visit.Page.GotoAsync("/");
        await visit.AssertNothingOverflowsAsync();

        await visit.Page.ClickAsync("a.name:has-text('churn')");
        await visit.Page.Locator($"#drift .chart a[href*='{IncidentDay}']:not(.point):visible").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".lead")).ToContainTextAsync(Broken);
        await visit.AssertNothingOverflowsAsync();
        await visit.Page.ClickAsync($"#columns a.name:has-text('{Broken}')");
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync(Broken);

        await Assertions.Expect(visit.Page.Locator(".lead")).ToContainTextAsync("region = south");
        await Assertions.Expect(visit.Page.Locator("#rows tbody tr")).ToHaveCountAsync(25);
        await Assertions.Expect(visit.Page.Locator("#rows b:has-text('missing')").First).ToBeVisibleAsync();
        await visit.AssertNothingOverflowsAsync();
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task The_rows_of_a_window_tell_decisions_reliability_segments_and_groups()
    {
        await using var visit = await browsing.VisitAsync(fleet);

        await visit.Page.GotoAsync($"/models/churn?window={IncidentDay}T00:00:00Z");

        await Assertions.Expect(visit.Page.Locator("#outcomes .cm")).ToHaveCountAsync(1);
        await Assertions.Expect(visit.Page.Locator("#outcomes .heats li:has-text('south')").First).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("#outcomes .t-gaps").First).ToBeVisibleAsync();
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task Columns_are_sorted_and_found_by_address()
    {
        await using var visit = await browsing.VisitAsync(fleet);
        await visit.Page.GotoAsync("/models/churn");

        await visit.Page.ClickAsync("#columns th.w-name a");
        await Assertions.Expect(visit.Page.Locator("#columns th.w-name[aria-sort]")).ToHaveCountAsync(1);
        string[] sorted = [.. await visit.Page.Locator("#columns tbody a.name").AllInnerTextsAsync()];
        await visit.Page.FillAsync("#columns input[type=search]", "minutes");
        await visit.Page.PressAsync("#columns input[type=search]", "Enter");
        await Assertions.Expect(visit.Page.Locator("#columns tbody a.name")).ToHaveCountAsync(1);

        Assert.Equal(sorted.Order(StringComparer.OrdinalIgnoreCase), sorted);
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task Models_with_no_event_or_a_single_one_say_what_to_do_next()
    {
        await using var visit = await browsing.VisitAsync(fleet);

        await visit.Page.GotoAsync("/models/empty");
        string empty = await visit.Page.InnerTextAsync("#model");
        await visit.Page.GotoAsync("/models/single");
        string single = await visit.Page.InnerTextAsync("#model");

        Assert.Contains("/events", empty, StringComparison.Ordinal);
        Assert.Contains("/baselines/default", single, StringComparison.Ordinal);
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task Script_in_every_field_is_shown_as_text()
    {
        await using var visit = await browsing.VisitAsync(fleet);
        string column = "/models/hostile/column?name=" + Uri.EscapeDataString(ServedFleet.Script);

        foreach (string address in (string[])["/", "/?by=" + Uri.EscapeDataString(ServedFleet.Script),
            "/?q=" + Uri.EscapeDataString(ServedFleet.Script), "/models/hostile", column + "&rows=show"])
        {
            await visit.Page.GotoAsync(address);
            await Assertions.Expect(visit.Page.Locator("footer.page-foot")).ToHaveCountAsync(1);

            Assert.NotEqual("broken", await visit.Page.TitleAsync());
            Assert.Equal(0, await visit.Page.Locator("main img, main script, main [onerror]").CountAsync());
        }
        await Assertions.Expect(visit.Page.Locator("h1")).ToContainTextAsync("<script>");
        visit.AssertNothingWentWrong();
    }
}
