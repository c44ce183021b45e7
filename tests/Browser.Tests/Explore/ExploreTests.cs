using System.Globalization;
using Microsoft.Playwright;
using Plumbline.Browser.Tests.Serving;

namespace Plumbline.Browser.Tests.Explore;

/// <summary>From the fleet to the rows of the incident, and what can be done with rows.</summary>
public class ExploreTests(ServedFleet fleet, Browsing browsing)
{
    const string Broken = "minutes_used_30d";

    // Midnight of day 25 of the month: the broken pipeline is in full swing.
    static string IncidentDay => TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(-6)
        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task Clicks_alone_lead_from_the_fleet_to_the_rows_of_the_incident_and_one_of_them(int width, int height)
    {
        await using var visit = await browsing.VisitAsync(fleet, o => o.ViewportSize = new() { Width = width, Height = height });
        await visit.Page.GotoAsync("/");
        await visit.Page.ClickAsync("a.name:has-text('churn')");
        await visit.Page.Locator($"#drift .chart a[href*='{IncidentDay}']:not(.point):visible").ClickAsync();
        await visit.Page.ClickAsync($"#columns a.name:has-text('{Broken}')");
        await visit.Page.ClickAsync("#rows-behind");

        await Assertions.Expect(visit.Page.Locator(".lead")).ToContainTextAsync($"have no {Broken}");
        await Assertions.Expect(visit.Page.Locator(".lead")).ToContainTextAsync("region = south in ");
        await Assertions.Expect(visit.Page.Locator("#rows tbody tr")).ToHaveCountAsync(50);
        await Assertions.Expect(visit.Page.Locator("#rows tbody tr .mk:has-text('missing')")).ToHaveCountAsync(50);
        await visit.AssertNothingOverflowsAsync();
        await visit.Page.Locator("#rows tbody th a").First.ClickAsync();

        await Assertions.Expect(visit.Page.Locator("#event .lead")).ToContainTextAsync("not as in the baseline");
        await Assertions.Expect(visit.Page.Locator("#values tbody tr").First).ToContainTextAsync(Broken);
        await visit.AssertNothingOverflowsAsync();
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task A_condition_is_added_in_the_form_and_taken_away_again()
    {
        await using var visit = await browsing.VisitAsync(fleet);
        await visit.Page.GotoAsync("/explore?model=churn&last=week");
        await Assertions.Expect(visit.Page.Locator("#rows tbody tr")).ToHaveCountAsync(50);

        await visit.Page.FillAsync("#filter input[name=on]", "region");
        await visit.Page.FillAsync("#filter input[name=value]", "north");
        await visit.Page.ClickAsync("#filter button.main");
        await Assertions.Expect(visit.Page.Locator(".lead")).ToContainTextAsync("have region = north");
        Assert.Contains("where=region%3Dnorth", visit.Page.Url, StringComparison.Ordinal);
        string[] found = [.. await visit.Page.Locator("#rows tbody tr").AllInnerTextsAsync()];
        await visit.Page.ClickAsync(".filter .cond:has-text('region') a");
        await Assertions.Expect(visit.Page.Locator(".filter .cond:has-text('region')")).ToHaveCountAsync(0);

        Assert.All(found, row => Assert.Contains("north", row, StringComparison.Ordinal));
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task The_next_page_continues_and_columns_are_chosen_by_name()
    {
        await using var visit = await browsing.VisitAsync(fleet);
        await visit.Page.GotoAsync("/explore?model=churn&last=week");

        string[] first = [.. await visit.Page.Locator("#rows tbody th").AllInnerTextsAsync()];
        await visit.Page.ClickAsync("#rows footer a:has-text('Older')");
        await Assertions.Expect(visit.Page.Locator("#rows footer a:has-text('Newest')")).ToHaveCountAsync(1);
        string[] second = [.. await visit.Page.Locator("#rows tbody th").AllInnerTextsAsync()];
        await visit.Page.ClickAsync("#columns > summary");
        await visit.Page.FillAsync("#columns input[name=find]", "latency");
        await visit.Page.PressAsync("#columns input[name=find]", "Enter");
        await visit.Page.ClickAsync("#columns .add a:has-text('latency_ms')");

        await Assertions.Expect(visit.Page.Locator("#rows thead th:has-text('latency_ms')")).ToHaveCountAsync(1);
        Assert.Empty(first.Intersect(second));
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task Exactly_the_rows_of_the_filter_are_downloaded_as_CSV_and_Parquet()
    {
        await using var visit = await browsing.VisitAsync(fleet);
        await visit.Page.GotoAsync($"/explore?model=churn&from={IncidentDay}T08:00:00Z&to={IncidentDay}T16:00:00Z&where=region%3Dsouth");
        string lead = await visit.Page.Locator(".lead").InnerTextAsync();
        int count = int.Parse(lead.Split(' ')[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

        var csv = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.ClickAsync("#csv"));
        var parquet = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.ClickAsync("#parquet"));
        string[] lines = await File.ReadAllLinesAsync(await csv.PathAsync());
        byte[] bytes = await File.ReadAllBytesAsync(await parquet.PathAsync());

        Assert.Equal(("churn-events.csv", "churn-events.parquet"), (csv.SuggestedFilename, parquet.SuggestedFilename));
        int region = Array.IndexOf(lines[0].Split(','), "region");
        Assert.True(count > 10);
        Assert.Equal(count, lines.Length - 1);
        Assert.All(lines.Skip(1), line => Assert.Equal("south", line.Split(',')[region]));
        Assert.Equal("PAR1"u8.ToArray(), bytes[^4..]);
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task The_distribution_of_any_column_stands_beside_the_baselines_and_narrows_the_rows()
    {
        await using var visit = await browsing.VisitAsync(fleet);
        await visit.Page.GotoAsync("/explore?model=churn&last=week&column=contract");

        await Assertions.Expect(visit.Page.Locator("#distribution h2")).ToHaveTextAsync("contract");
        await Assertions.Expect(visit.Page.Locator("#distribution header p").First).ToContainTextAsync("of the baseline");
        string value = await visit.Page.Locator("#distribution .chart-note a").First.InnerTextAsync();
        await visit.Page.Locator("#distribution .chart-note a").First.ClickAsync();

        await Assertions.Expect(visit.Page.Locator(".lead")).ToContainTextAsync($"have contract = {value}");
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task Rejected_rows_are_told_by_their_reason_without_their_values()
    {
        await using var visit = await browsing.VisitAsync(fleet);
        await visit.Page.GotoAsync("/explore?model=refusing");

        await visit.Page.ClickAsync(".seg a:has-text('Rejected')");
        await Assertions.Expect(visit.Page.Locator("#rejected tbody tr")).ToHaveCountAsync(2);
        string shown = await visit.Page.InnerTextAsync("#explore");
        await visit.Page.Locator("#causes tbody th a").First.ClickAsync();

        await Assertions.Expect(visit.Page.Locator("#rejected tbody tr")).ToHaveCountAsync(1);
        Assert.DoesNotContain("yesterday-secret", shown, StringComparison.Ordinal);
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task Script_in_every_name_and_value_is_shown_as_text_and_can_be_asked_for()
    {
        await using var visit = await browsing.VisitAsync(fleet);
        string script = Uri.EscapeDataString(ServedFleet.Script);

        foreach (string address in (string[])["/explore?model=hostile&last=all",
            $"/explore?model=hostile&last=all&where={script}%3D{script}&column={script}",
            $"/explore?model=hostile&id={script}&tag={script}%3D{script}", $"/explore/event?model=hostile&id={script}7",
            $"/explore?model=hostile&from={script}&where={script}&field={script}&find={script}"])
        {
            await visit.Page.GotoAsync(address);
            await Assertions.Expect(visit.Page.Locator("footer.page-foot")).ToHaveCountAsync(1);
            Assert.NotEqual("broken", await visit.Page.TitleAsync());
            Assert.Equal(0, await visit.Page.Locator("main img, main script, main [onerror]").CountAsync());
        }
        await visit.Page.GotoAsync($"/explore?model=hostile&last=all&where={script}%3D{script}");

        await Assertions.Expect(visit.Page.Locator(".lead")).ToContainTextAsync("60 of 60 rows");
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task What_is_impossible_is_said_and_the_page_stays_usable()
    {
        await using var visit = await browsing.VisitAsync(fleet);

        await visit.Page.GotoAsync("/explore?model=churn&from=2026-11-22T00:00:00Z&to=2026-11-21T00:00:00Z");
        string order = await visit.Page.Locator("[role=alert]").InnerTextAsync();
        await visit.Page.GotoAsync("/explore?model=churn&from=soon&between=amount%3D1..0&evaluation=999999");
        string several = await visit.Page.Locator("[role=alert]").InnerTextAsync();
        await visit.Page.GotoAsync("/explore?model=churn&evaluation=999999&subject=nothing");
        string unknown = await visit.Page.Locator("[role=alert]").InnerTextAsync();
        await visit.Page.GotoAsync("/explore?model=empty");
        string empty = await visit.Page.InnerTextAsync("#explore");
        await visit.Page.GotoAsync("/explore?model=single");

        Assert.Contains("is not after the start", order, StringComparison.Ordinal);
        Assert.Contains("'soon' is no time", several, StringComparison.Ordinal);
        Assert.Contains("no column 'amount'", several, StringComparison.Ordinal);
        Assert.Contains("no evaluation '999999'", unknown, StringComparison.Ordinal);
        Assert.Contains("/events", empty, StringComparison.Ordinal);
        await Assertions.Expect(visit.Page.Locator("#rows tbody tr")).ToHaveCountAsync(1);
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task Everything_works_without_script_in_Chinese()
    {
        await using var visit = await browsing.VisitAsync(fleet, o => (o.JavaScriptEnabled, o.Locale) = (false, "zh-CN"));

        await visit.Page.GotoAsync("/explore");
        await visit.Page.SelectOptionAsync("#model", "churn");
        await visit.Page.ClickAsync(".model-pick button");
        await visit.Page.FillAsync("#filter input[name=on]", Broken);
        await visit.Page.SelectOptionAsync("#filter select[name=is]", "missing");
        await visit.Page.ClickAsync("#filter button.main");

        await Assertions.Expect(visit.Page.Locator(".lead")).ToContainTextAsync($"缺少 {Broken}");
        visit.AssertNothingWentWrong();
    }
}
