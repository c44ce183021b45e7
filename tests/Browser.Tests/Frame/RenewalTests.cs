using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Plumbline.Browser.Tests.Serving;

namespace Plumbline.Browser.Tests.Frame;

/// <summary>A page that is open renews itself: with what is chosen on it, and whenever something changed since it was made.</summary>
public class RenewalTests(Browsing browsing)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_changes_before_a_page_begins_to_listen_is_shown_all_the_same(bool anotherTabListens)
    {
        await using var server = await OwnServer.StartAsync();
        await PutAsync(server, "first");
        await using var visit = await browsing.VisitAsync(server.Address);
        await visit.Page.GotoAsync("/");
        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-zone", "Europe/Berlin");
        var page = anotherTabListens ? await visit.Page.Context.NewPageAsync() : visit.Page;
        var open = new TaskCompletionSource();
        // The script comes late, as it does over a slow line: until then nobody listens for this page.
        await page.RouteAsync("**/dashboard.js", async route =>
        {
            await open.Task;
            await route.ContinueAsync();
        });

        await page.GotoAsync("/", new() { WaitUntil = WaitUntilState.Commit });
        await Assertions.Expect(page.Locator("footer.page-foot")).ToHaveCountAsync(1);
        await PutAsync(server, "second");
        Assert.Equal(0, await Model(page, "second").CountAsync());
        open.SetResult();

        await Assertions.Expect(Model(page, "second")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_renewal_keeps_what_was_searched_for_and_shows_what_is_new_of_it()
    {
        await using var server = await OwnServer.StartAsync();
        await PutAsync(server, "price-north");
        await PutAsync(server, "churn");
        await using var visit = await browsing.VisitAsync(server.Address);
        await visit.Page.GotoAsync("/");
        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-zone", "Europe/Berlin");

        await visit.Page.FillAsync("#find", "price");
        await Assertions.Expect(visit.Page.Locator("#listing a.name")).ToHaveCountAsync(1);
        await PutAsync(server, "price-south");
        await PutAsync(server, "churn-2");

        await Assertions.Expect(Model(visit.Page, "price-south")).ToHaveCountAsync(1);
        await Assertions.Expect(visit.Page.Locator("#listing a.name")).ToHaveCountAsync(2);
        await Assertions.Expect(visit.Page.Locator("#find")).ToHaveValueAsync("price");
        await Assertions.Expect(visit.Page.Locator("#find")).ToBeFocusedAsync();
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task A_renewal_waits_for_whoever_is_typing_and_comes_when_they_are_done()
    {
        await using var server = await OwnServer.StartAsync();
        await PutAsync(server, "churn");
        await using var visit = await browsing.VisitAsync(server.Address);
        await visit.Page.GotoAsync("/");
        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-zone", "Europe/Berlin");
        var other = await visit.Page.Context.NewPageAsync();
        await other.GotoAsync("/");
        await visit.Page.Locator("#find").EvaluateAsync("field => { field.value = 'x'; field.focus(); }");

        await PutAsync(server, "late");
        // One stream tells both tabs.
        await Assertions.Expect(Model(other, "late")).ToHaveCountAsync(1);
        int before = await Model(visit.Page, "late").CountAsync();
        await visit.Page.Locator("#find").EvaluateAsync("field => { field.value = ''; field.blur(); }");

        Assert.Equal(0, before);
        await Assertions.Expect(Model(visit.Page, "late")).ToHaveCountAsync(1);
        visit.AssertNothingWentWrong();
    }

    // Put and seen by the fleet: whoever listens has been told.
    static async Task PutAsync(OwnServer server, string model)
    {
        using var api = new Api(server.Address);
        await api.SendAsync(HttpMethod.Put, "models/" + model, new { task = "binary" });
        await using var patience = new Patience(server.Address);
        await patience.UntilAsync("/", new Regex($"href=\"?/models/{model}[\" >]"));
    }

    static ILocator Model(IPage page, string name) => page.Locator($"#listing a.name >> text=/^{name}$/");
}
