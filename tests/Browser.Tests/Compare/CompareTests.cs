using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using Plumbline.Browser.Tests.Serving;

namespace Plumbline.Browser.Tests.Compare;

/// <summary>Two sides of a model on one page, and the same as a file.</summary>
public class CompareTests(ServedFleet fleet, Browsing browsing)
{
    const string Broken = "minutes_used_30d";

    static string Day(int days) => TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(days)
        .ToString("yyyy-MM-dd'T'00:00:00'Z'", CultureInfo.InvariantCulture);

    // A day of the incident beside one before it.
    static string Incident => $"/compare?model=churn&left_from={Day(-12)}&left_to={Day(-11)}&right_from={Day(-6)}&right_to={Day(-5)}";

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task Two_versions_are_compared_by_clicks_and_the_report_is_downloaded(int width, int height)
    {
        await using var visit = await browsing.VisitAsync(fleet, o => o.ViewportSize = new() { Width = width, Height = height });
        await visit.Page.GotoAsync("/compare?model=churn");
        await visit.Page.ClickAsync("#compare .bar a:has-text('Newest version')");
        await Assertions.Expect(visit.Page.Locator("#comparison .check")).ToHaveCountAsync(1);
        await Assertions.Expect(visit.Page.Locator("#quality .t-quality").First).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("#versions tbody tr").Nth(1)).ToContainTextAsync("n ");
        string left = await visit.Page.Locator("#left legend b").InnerTextAsync();
        await visit.AssertNothingOverflowsAsync();

        var html = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.ClickAsync("#html"));
        string report = await File.ReadAllTextAsync(await html.PathAsync());
        var json = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.ClickAsync("#json"));
        using var parsed = JsonDocument.Parse(await File.ReadAllBytesAsync(await json.PathAsync()));

        Assert.Equal(("churn-comparison.html", "churn-comparison.json"), (html.SuggestedFilename, json.SuggestedFilename));
        Assert.StartsWith("<!doctype html>", report, StringComparison.Ordinal);
        Assert.Contains(left.Split(',')[0], report, StringComparison.Ordinal);
        Assert.Equal("plumbline/report/1", parsed.RootElement.GetProperty("schema").GetString());
        Assert.Equal(left, parsed.RootElement.GetProperty("reference").GetProperty("path").GetString());
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task The_downloaded_report_opens_by_itself_and_says_the_same()
    {
        await using var visit = await browsing.VisitAsync(fleet);
        await visit.Page.GotoAsync(Incident);
        await Assertions.Expect(visit.Page.Locator("#comparison .check")).ToHaveCountAsync(1);
        string told = await visit.Page.Locator("#compare .lead b").First.InnerTextAsync();
        var html = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.ClickAsync("#html"));
        visit.AssertNothingWentWrong();

        var alone = await browsing.VisitAsync(fleet);
        await using (alone)
        {
            await alone.Page.SetContentAsync(await File.ReadAllTextAsync(await html.PathAsync()));
            Assert.Equal(told, await alone.Page.Locator("h1.lead b").First.InnerTextAsync());
        }
    }

    [Fact]
    public async Task The_incident_stands_out_against_a_day_before_it_and_swapping_is_an_address()
    {
        await using var visit = await browsing.VisitAsync(fleet);
        await visit.Page.GotoAsync(Incident);

        await Assertions.Expect(visit.Page.Locator("#compare .lead")).ToContainTextAsync(Broken);
        await Assertions.Expect(visit.Page.Locator("#columns tbody tr").Nth(1)).ToContainTextAsync(Broken);
        await Assertions.Expect(visit.Page.Locator("#numbers tr:has-text('Missing values')")).ToContainTextAsync("pp");
        string right = await visit.Page.Locator("#right legend b").InnerTextAsync();
        await visit.Page.ClickAsync("#swap");

        await Assertions.Expect(visit.Page.Locator("#left legend b")).ToHaveTextAsync(right);
        await Assertions.Expect(visit.Page.Locator("#comparison .check")).ToHaveCountAsync(1);
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task A_segment_stands_beside_the_rest_of_the_rows()
    {
        await using var visit = await browsing.VisitAsync(fleet);
        await visit.Page.GotoAsync($"/compare?model=churn&left_rest=region%3Dsouth&left_from={Day(-6)}&left_to={Day(-5)}"
            + $"&right_segment=region%3Dsouth&right_from={Day(-6)}&right_to={Day(-5)}");

        await Assertions.Expect(visit.Page.Locator("#compare .lead")).ToContainTextAsync(Broken);
        await Assertions.Expect(visit.Page.Locator("#left legend")).ToContainTextAsync("all but region = south");
        await Assertions.Expect(visit.Page.Locator("#columns tbody th:has-text('region')")).ToHaveCountAsync(0);
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task The_form_becomes_an_address_without_script_in_Chinese()
    {
        await using var visit = await browsing.VisitAsync(fleet, o => (o.JavaScriptEnabled, o.Locale) = (false, "zh-CN"));
        await visit.Page.GotoAsync("/compare?model=churn");

        await visit.Page.ClickAsync("#right details summary");
        await visit.Page.FillAsync("#right input[name=right_segment]", "region=north");
        await visit.Page.ClickAsync("#sides button.main");
        if (await visit.Page.Locator("#comparison a.btn").CountAsync() > 0) await visit.Page.ClickAsync("#comparison a.btn");

        Assert.Contains("right_segment=region%3Dnorth", visit.Page.Url, StringComparison.Ordinal);
        await Assertions.Expect(visit.Page.Locator("#comparison .check")).ToHaveCountAsync(1);
        await Assertions.Expect(visit.Page.Locator("#numbers h2")).ToHaveTextAsync("并列对比");
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task What_cannot_be_compared_is_said_and_the_page_stays_usable()
    {
        await using var visit = await browsing.VisitAsync(fleet);
        string script = Uri.EscapeDataString(ServedFleet.Script);
        var told = new List<string>();
        foreach (string address in (string[])["/compare?model=churn&left_baseline=gone", "/compare?model=churn&left_from=soon",
            "/compare?model=churn&left_from=2026-11-22T00:00&left_to=2026-11-21T00:00&right_segment=nobody",
            "/compare?model=churn&right_from=2001-01-01T00:00&right_to=2001-01-02T00:00", $"/compare?model=churn&left_baseline={script}"])
        {
            await visit.Page.GotoAsync(address);
            told.Add(await visit.Page.Locator("[role=alert]").InnerTextAsync());
            await Assertions.Expect(visit.Page.Locator("#sides button.main")).ToBeVisibleAsync();
        }
        foreach (string model in (string[])["empty", "single", "hostile"])
        {
            await visit.Page.GotoAsync($"/compare?model={model}&run=yes&versions=yes");
            await Assertions.Expect(visit.Page.Locator("footer.page-foot")).ToHaveCountAsync(1);
            Assert.Equal(0, await visit.Page.Locator("main img, main script, main [onerror]").CountAsync());
        }

        Assert.Contains("no baseline 'gone'", told[0], StringComparison.Ordinal);
        Assert.Contains("'soon' is no time", told[1], StringComparison.Ordinal);
        Assert.Contains("is not after the start", told[2], StringComparison.Ordinal);
        Assert.Contains("no segment of the model", told[2], StringComparison.Ordinal);
        Assert.Contains("right side has no rows", told[3], StringComparison.Ordinal);
        Assert.NotEqual("broken", await visit.Page.TitleAsync());
        visit.AssertNothingWentWrong();
    }
}
