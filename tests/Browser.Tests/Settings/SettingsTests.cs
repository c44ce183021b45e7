using Microsoft.Playwright;
using Plumbline.Browser.Tests.Serving;

namespace Plumbline.Browser.Tests.Settings;

/// <summary>Models, columns, keys, retention, limits, display.</summary>
public class SettingsTests(ServedFleet fleet, Browsing browsing)
{
    [Fact]
    public async Task A_model_is_deleted_only_after_its_name_was_typed()
    {
        using var api = new Api(fleet.Address);
        await api.SendAsync(HttpMethod.Put, "models/unwanted", new { task = "binary" });
        await using var visit = await browsing.VisitAsync(fleet);
        await visit.Page.GotoAsync("/settings?part=delete&model=unwanted");

        await visit.Page.FillAsync("input[name=key]", Deletion.AdminKey(fleet));
        await visit.Page.ClickAsync(".admin button");
        await visit.Page.FillAsync("input[name=typed]", "wanted");
        await visit.Page.ClickAsync("button:has-text('Delete for good')");
        await Assertions.Expect(visit.Page.Locator(".said.bad")).ToContainTextAsync("Nothing was deleted");
        await visit.Page.FillAsync("input[name=typed]", "unwanted");
        await visit.Page.ClickAsync("button:has-text('Delete for good')");

        await Assertions.Expect(visit.Page.Locator(".settings table")).ToBeVisibleAsync();
        Assert.Equal(0, await visit.Page.Locator("a.name:has-text('unwanted')").CountAsync());
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task A_key_is_shown_once_and_withdrawn()
    {
        await using var visit = await browsing.VisitAsync(fleet);
        await visit.Page.GotoAsync("/settings?part=keys");
        await visit.Page.FillAsync("input[name=key]", Deletion.AdminKey(fleet));
        await visit.Page.ClickAsync(".admin button");

        await visit.Page.FillAsync("form.fields input[name=name]", "<b>scorer</b>");
        await visit.Page.CheckAsync("input[name=scope][value=ingest]");
        await visit.Page.SelectOptionAsync("form.fields select[name=model]", "churn");
        await visit.Page.ClickAsync("button:has-text('Make the key')");
        string secret = await visit.Page.InnerTextAsync("#new-key");
        await visit.Page.GotoAsync("/settings?part=keys");
        string content = await visit.Page.ContentAsync();
        var row = visit.Page.Locator("tbody tr", new() { HasText = "<b>scorer</b>" });
        await Assertions.Expect(row).ToContainTextAsync("churn");
        await row.Locator("summary").ClickAsync();
        await row.Locator("button").ClickAsync();

        await Assertions.Expect(visit.Page.Locator(".said.ok")).ToBeVisibleAsync();
        await Assertions.Expect(row).ToHaveCountAsync(0);
        Assert.StartsWith("plk_", secret, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, content, StringComparison.Ordinal);
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task Learnt_columns_are_confirmed()
    {
        using var api = new Api(fleet.Address);
        await api.SendAsync(HttpMethod.Post, "models/learnt/events", new[]
        {
            new { id = "1", time = TimeProvider.System.GetUtcNow(), features = new Dictionary<string, object> { [ServedFleet.Script] = 4 },
                prediction = "yes" },
        });
        await using var visit = await browsing.VisitAsync(fleet);
        await visit.Page.GotoAsync("/settings?part=columns&model=learnt");
        await Assertions.Expect(visit.Page.Locator(".lead")).ToContainTextAsync("nobody has confirmed them");

        await visit.Page.ClickAsync("button:has-text('Confirm revision 1')");

        await Assertions.Expect(visit.Page.Locator(".lead")).ToContainTextAsync("are confirmed");
        await Assertions.Expect(visit.Page.Locator(".settings")).ToContainTextAsync("<script>");
        Assert.NotEqual("broken", await visit.Page.TitleAsync());
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task A_model_has_days_of_its_own_and_wrong_ones_are_told()
    {
        using var api = new Api(fleet.Address);
        await api.SendAsync(HttpMethod.Put, "models/kept", new { task = "binary" });
        await using var visit = await browsing.VisitAsync(fleet);
        await visit.Page.GotoAsync("/settings?part=retention");
        var row = visit.Page.Locator("tr", new() { Has = visit.Page.Locator("input[name=model][value=kept]") });

        await row.Locator("input[name=days]").FillAsync("many");
        await row.Locator("button").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".said.bad")).ToContainTextAsync("'many' is no number of days");
        await row.Locator("input[name=days]").FillAsync("90");
        await row.Locator("button").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".said.ok")).ToBeVisibleAsync();

        Assert.Contains("\"retention_days\":90", await api.GetAsync("models/kept"), StringComparison.Ordinal);
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task A_time_zone_that_is_chosen_stays_whatever_the_browser_says()
    {
        await using var visit = await browsing.VisitAsync(fleet, o => o.TimezoneId = "Europe/Berlin");
        await visit.Page.GotoAsync("/settings?part=display");
        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-zone", "Europe/Berlin");

        await visit.Page.FillAsync("input[name=zone]", "Asia/Shanghai");
        await visit.Page.ClickAsync("form:has(input[name=zone]) button");
        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-zone", "Asia/Shanghai");
        await visit.Page.GotoAsync("/");
        await Assertions.Expect(visit.Page.Locator(".clock time")).ToContainTextAsync("UTC+8");
        await visit.Page.GotoAsync("/settings?part=display");
        await visit.Page.ClickAsync("button:has-text('As this browser says')");

        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-zone", "Europe/Berlin");
        visit.AssertNothingWentWrong();
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task Every_part_fits_the_window_and_works_in_both_languages(int width)
    {
        await using var visit = await browsing.VisitAsync(fleet, o => (o.ViewportSize, o.Locale) = (new() { Width = width, Height = 900 },
            "zh-CN"));

        foreach (string part in (string[])["models", "columns&model=churn", "columns&model=hostile", "keys", "retention", "limits",
            "display",
            "delete&model=churn", "delete&model=nobody"])
        {
            await visit.Page.GotoAsync("/settings?part=" + part);
            await Assertions.Expect(visit.Page.Locator(".settings")).ToBeVisibleAsync();
            await visit.AssertNothingOverflowsAsync();
        }
        visit.AssertNothingWentWrong();
    }
}
