using System.Globalization;
using Microsoft.Playwright;
using Plumbline.Browser.Tests.Serving;

namespace Plumbline.Browser.Tests.Connect;

/// <summary>From nothing to the first event.</summary>
public class ConnectTests(ServedFleet fleet, Browsing browsing)
{
    [Fact]
    public async Task The_light_turns_on_by_itself_with_the_first_event()
    {
        await using var visit = await browsing.VisitAsync(fleet);

        await visit.Page.GotoAsync("/");
        await visit.Page.ClickAsync("nav.nav > a[href='/connect']");
        await visit.Page.FillAsync("#model", "newcomer");
        await visit.Page.PressAsync("#model", "Enter");
        await visit.Page.ClickAsync(".tabs a:has-text('curl')");
        await Assertions.Expect(visit.Page.Locator(".way pre").First).ToContainTextAsync("/api/v1/models/newcomer/events");
        await Assertions.Expect(visit.Page.Locator("#light")).ToContainTextAsync("Waiting for the first event");
        using var api = new Api(fleet.Address);
        await api.SendAsync(HttpMethod.Post, "models/newcomer/events",
            new[] { new { id = "r-1", features = new { age = 41 }, prediction = "yes" } });
        await Assertions.Expect(visit.Page.Locator("#light .is-on")).ToBeVisibleAsync();
        await visit.Page.ClickAsync("#light a.main");

        await Assertions.Expect(visit.Page.Locator("#model h1")).ToHaveTextAsync("newcomer");
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task A_baseline_is_sent_with_its_progress_and_one_that_cannot_be_read_says_why()
    {
        using var api = new Api(fleet.Address);
        await api.SendAsync(HttpMethod.Put, "models/dropped", new { task = "binary" });
        await using var visit = await browsing.VisitAsync(fleet);

        await visit.Page.GotoAsync("/connect?model=dropped");
        await visit.Page.SetInputFilesAsync("#file", new FilePayload { Name = "bad.parquet", MimeType = "application/octet-stream",
            Buffer = [1, 2, 3] });
        await visit.Page.ClickAsync("#upload button");
        await Assertions.Expect(visit.Page.Locator("#upload .progress.is-bad")).ToContainTextAsync("The baseline was not made");
        await visit.Page.SetInputFilesAsync("#file", Rows());
        await visit.Page.ClickAsync("#upload button");

        await Assertions.Expect(visit.Page.Locator(".st.ok")).ToContainTextAsync("The baseline default stands.");
        await Assertions.Expect(visit.Page.Locator("ul.notes")).ToContainTextAsync("default: 500 rows");
    }

    [Fact]
    public async Task Without_script_a_model_is_registered_and_its_baseline_sent_by_plain_forms()
    {
        await using var visit = await browsing.VisitAsync(fleet, o => o.JavaScriptEnabled = false);

        await visit.Page.GotoAsync("/connect?model=plain-forms&via=print");
        await visit.Page.ClickAsync("#register");
        await visit.Page.SetInputFilesAsync("#file", Rows());
        await visit.Page.ClickAsync("#upload button");

        await Assertions.Expect(visit.Page.Locator("ul.notes")).ToContainTextAsync("default: 500 rows");
    }

    [Fact]
    public async Task A_key_is_made_by_an_administrator_only_and_shown_once()
    {
        string admin = fleet.Server.FirstKey!.Key;
        await using var local = await browsing.VisitAsync(fleet);
        await using var visit = await browsing.VisitAsync(fleet, o =>
        {
            o.ExtraHTTPHeaders = new Dictionary<string, string> { ["Authorization"] = "Bearer " + admin };
            o.ViewportSize = new() { Width = 390, Height = 844 };
        });

        await local.Page.GotoAsync("/connect?model=keyed");
        await Assertions.Expect(local.Page.Locator("#make-key")).ToHaveCountAsync(0);
        await visit.Page.GotoAsync("/connect?model=keyed");
        await visit.Page.ClickAsync("#make-key");
        string key = await visit.Page.Locator("#key").InnerTextAsync();
        string shown = await visit.Page.Locator(".steps").InnerTextAsync();
        await visit.AssertNothingOverflowsAsync();
        await visit.Page.GotoAsync("/connect?model=keyed");

        Assert.StartsWith("plk_", key, StringComparison.Ordinal);
        Assert.True(shown.Split(key).Length > 5, "the key is filled in");
        Assert.DoesNotContain(key, await visit.Page.ContentAsync(), StringComparison.Ordinal);
        visit.AssertNothingWentWrong();
    }

    static FilePayload Rows() => new()
    {
        Name = "rows.csv",
        MimeType = "text/csv",
        Buffer = System.Text.Encoding.UTF8.GetBytes("age,region,prediction\n" + string.Concat(Enumerable.Range(0, 500)
            .Select(i => string.Create(CultureInfo.InvariantCulture,
                $"{20 + (i % 60)},{(i % 3 == 0 ? "north" : "south")},{(i % 4 == 0 ? "yes" : "no")}\n")))),
    };
}
