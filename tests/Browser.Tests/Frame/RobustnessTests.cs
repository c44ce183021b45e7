using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Plumbline.Browser.Tests.Serving;

namespace Plumbline.Browser.Tests.Frame;

/// <summary>A page stays usable and says what is missing: when the server goes and comes back, when a store is slow or fails, when a model
/// is deleted under it, when its address is wrong.</summary>
public class RobustnessTests(ServedFleet fleet, Browsing browsing)
{
    [Fact]
    public async Task A_page_that_is_open_says_that_the_server_is_gone_and_renews_itself_when_it_is_back()
    {
        await using var server = await OwnServer.StartAsync();
        await PutAsync(server, "before");
        await using var visit = await browsing.VisitAsync(server.Address);
        var before = visit.Page.Locator("a.name:has-text('before')");
        // The fleet looks every two seconds what is new.
        for (int i = 0; i < 30 && await before.CountAsync() == 0; i++)
        {
            await visit.Page.GotoAsync("/");
            await Task.Delay(500);
        }

        await Assertions.Expect(before).ToHaveCountAsync(1);
        await server.StopAsync();
        await Assertions.Expect(visit.Page.Locator("#stream-lost")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("a.name:has-text('before')")).ToBeVisibleAsync();
        await server.StartAsync();
        await PutAsync(server, "after");

        await Assertions.Expect(visit.Page.Locator("a.name:has-text('after')")).ToHaveCountAsync(1);
        await Assertions.Expect(visit.Page.Locator("#stream-lost")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_slow_store_holds_back_its_part_alone_which_says_what_it_waits_for()
    {
        HeldRows? rows = null;
        await using var server = await OwnServer.StartAsync(events => rows = new HeldRows(events));
        await SendOneAsync(server);
        await using var visit = await browsing.VisitAsync(server.Address);
        rows!.Hold();

        await visit.Page.GotoAsync("/models/m/column?name=age");
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync("age");
        await Assertions.Expect(visit.Page.Locator("#rows")).ToContainTextAsync("are being read");
        rows.Release();

        await Assertions.Expect(visit.Page.Locator("#rows tbody tr")).ToHaveCountAsync(25);
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task A_store_that_fails_is_answered_with_a_page_that_says_to_try_again()
    {
        HeldRows? rows = null;
        await using var server = await OwnServer.StartAsync(events => rows = new HeldRows(events));
        await SendOneAsync(server);
        await using var visit = await browsing.VisitAsync(server.Address, o => o.JavaScriptEnabled = false);
        rows!.Fails = true;

        var answer = await visit.Page.GotoAsync("/models/m/column?name=age&rows=show");
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Not now");
        rows.Fails = false;
        await visit.Page.ReloadAsync();

        Assert.Equal(503, answer!.Status);
        await Assertions.Expect(visit.Page.Locator("#rows tbody tr")).ToHaveCountAsync(25);
    }

    [Fact]
    public async Task A_model_that_is_deleted_under_a_page_is_said_to_be_gone_with_a_way_on()
    {
        await using var server = await OwnServer.StartAsync();
        await SendOneAsync(server);
        await using var visit = await browsing.VisitAsync(server.Address);
        await visit.Page.GotoAsync("/models/m");
        await Assertions.Expect(visit.Page.Locator("#model h1")).ToHaveTextAsync("m");

        using var api = new Api(server.Address);
        await api.SendAsync(HttpMethod.Delete, "models/m", new { }, server.AdminKey);
        await visit.Page.ReloadAsync();
        await Assertions.Expect(visit.Page.Locator(".problem")).ToContainTextAsync("'m'");
        await visit.Page.ClickAsync(".problem a.main");

        await Assertions.Expect(visit.Page.Locator("#fleet")).ToHaveCountAsync(1);
    }

    [Theory]
    [InlineData("/models/churn?window=yesterday", 400)]
    [InlineData("/models/churn?moment=2026-99-99T00:00", 400)]
    [InlineData("/models/churn?page=-1", 400)]
    [InlineData("/models/churn?sort=nothing&measure=none&more=everything&find=%00", 200)]
    [InlineData("/models/churn?window=1999-01-01T00:00:00Z", 200)]
    [InlineData("/models/churn/column?name=nobody", 404)]
    [InlineData("/models/churn/column", 404)]
    [InlineData("/models/%3Cscript%3E", 422)]
    [InlineData("/?page=999999&sort=%27&by=%00", 200)]
    public async Task Any_address_is_answered_with_a_page_that_has_its_frame(string address, int status)
    {
        await using var visit = await browsing.VisitAsync(fleet);

        var answer = await visit.Page.GotoAsync(address);

        Assert.Equal(status, answer!.Status);
        await Assertions.Expect(visit.Page.Locator("header.top a.brand")).ToHaveCountAsync(1);
        await Assertions.Expect(visit.Page.Locator("h1")).Not.ToHaveCountAsync(0);
        await visit.AssertNothingOverflowsAsync();
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(1024)]
    [InlineData(768)]
    [InlineData(390)]
    public async Task Every_section_is_reached_at_every_width_in_both_languages(int width)
    {
        await using var visit = await browsing.VisitAsync(fleet, o => o.ViewportSize = new() { Width = width, Height = 844 });
        foreach (string language in (string[])["zh-CN", "en"])
        {
            await visit.Page.GotoAsync("/");
            bool isNarrow = await visit.Page.Locator($"button[value='{language}']:visible").CountAsync() == 0;
            if (isNarrow) await visit.Page.ClickAsync(".menu > summary");
            await visit.Page.ClickAsync(isNarrow ? $".menu button[data-language='{language}']" : $"button[value='{language}']:visible");
            await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", language);
            await visit.AssertNothingOverflowsAsync();
            if (await visit.Page.Locator(".menu > summary:visible").CountAsync() > 0) await visit.Page.ClickAsync(".menu > summary");

            string[] sections = [.. await visit.Page.Locator("nav.nav a:visible")
                .EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))")];

            Assert.Equal(Views.Dashboard.Pages.Ready.Select(Views.Dashboard.Pages.Of).Order(), sections.Distinct().Order());
        }
        visit.AssertNothingWentWrong();
    }

    static async Task PutAsync(OwnServer server, string model)
    {
        using var api = new Api(server.Address);
        await api.SendAsync(HttpMethod.Put, "models/" + model, new { task = "binary" });
    }

    static async Task SendOneAsync(OwnServer server)
    {
        using var api = new Api(server.Address);
        await api.SendAsync(HttpMethod.Post, "models/m/events", Enumerable.Range(0, 40).Select(i => new
        {
            id = $"e{i}",
            time = TimeProvider.System.GetUtcNow().AddMinutes(-40),
            version = "1",
            features = new { age = 20 + i },
            prediction = "yes",
        }).ToArray());
        await using var patience = new Patience(server.Address);
        await patience.UntilAsync("/models/m/column?name=age", new Regex("<h1><bdi>age"));
    }
}
