using System.Globalization;
using Microsoft.Playwright;
using Plumbline.Browser.Tests.Serving;

namespace Plumbline.Browser.Tests.Monitors;

/// <summary>Monitors listed, tried on history, changed.</summary>
public class MonitorTests(ServedFleet fleet, Browsing browsing)
{
    // Of the served month: the latency of every day, held to a bound that none passes.
    static string Trial(string name) => $"/monitors/edit?model=churn&name={name}&kind=operations&measure=latency_p95&high=100000&window=1d"
        + "&baseline=none&relation=absolute&tried=yes";

    [Fact]
    public async Task A_monitor_is_tried_on_history_before_it_is_made_and_then_stands_in_the_list()
    {
        await using var visit = await browsing.VisitAsync(fleet);
        await visit.Page.GotoAsync(Trial("tried"));
        await Assertions.Expect(visit.Page.Locator("#trial .lead")).ToContainTextAsync("It would not have fired in the last 30 days");

        await visit.Page.FillAsync("input[name=high]", "0.001");
        await visit.Page.PressAsync("input[name=high]", "Tab");
        await Assertions.Expect(visit.Page.Locator("#trial .lead")).ToContainTextAsync("It would have raised 1 alert");
        await Assertions.Expect(visit.Page.Locator("#as-code pre")).ToContainTextAsync("threshold: { high: 0.001 }");
        await visit.Page.FillAsync("input[name=high]", "90000");
        await visit.Page.PressAsync("input[name=high]", "Tab");
        await Assertions.Expect(visit.Page.Locator("#trial .lead")).ToContainTextAsync("It would not have fired");
        await visit.Page.ClickAsync("button:has-text('Make the monitor')");

        await Assertions.Expect(visit.Page.Locator(".said.ok")).ToContainTextAsync("Revision 1");
        await visit.Page.GotoAsync("/monitors?model=churn&q=tried");
        await Assertions.Expect(visit.Page.Locator("#listing tbody tr:has-text('tried')")).ToContainTextAsync("p95 latency");
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task A_threshold_is_dragged_and_the_trial_follows()
    {
        await using var visit = await browsing.VisitAsync(fleet);
        await visit.Page.GotoAsync(Trial("dragged").Replace("high=100000", "high=0.001", StringComparison.Ordinal));
        var handle = visit.Page.Locator("#trial .drag:visible");
        await handle.ScrollIntoViewIfNeededAsync();
        var strip = (await visit.Page.Locator("#trial svg.strip:visible").BoundingBoxAsync())!;
        var grip = (await handle.Locator(".grip").BoundingBoxAsync())!;

        await visit.Page.Mouse.MoveAsync(grip.X + (grip.Width / 2), grip.Y + (grip.Height / 2));
        await visit.Page.Mouse.DownAsync();
        await visit.Page.Mouse.MoveAsync(grip.X, strip.Y + 40, new() { Steps = 5 });
        await visit.Page.Mouse.UpAsync();
        await Assertions.Expect(visit.Page.Locator("#trial .lead")).ToContainTextAsync("It would not have fired");

        double high = double.Parse(await visit.Page.InputValueAsync("input[name=high]"), CultureInfo.InvariantCulture);
        Assert.InRange(high, .01, 100_000);
        Assert.Contains("high=" + high.ToString("R", CultureInfo.InvariantCulture), visit.Page.Url, StringComparison.Ordinal);
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task Arrow_keys_move_a_threshold()
    {
        await using var visit = await browsing.VisitAsync(fleet);
        await visit.Page.GotoAsync(Trial("keys").Replace("high=100000", "high=20", StringComparison.Ordinal));
        double before = double.Parse(await visit.Page.InputValueAsync("input[name=high]"), CultureInfo.InvariantCulture);

        await visit.Page.Locator("#trial .drag:visible").PressAsync("ArrowUp");
        await visit.Page.WaitForURLAsync(url => !url.Contains("high=20&", StringComparison.Ordinal));

        Assert.True(double.Parse(await visit.Page.InputValueAsync("input[name=high]"), CultureInfo.InvariantCulture) > before);
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task What_cannot_be_saved_comes_back_as_it_was_typed_with_what_is_wrong()
    {
        await using var visit = await browsing.VisitAsync(fleet, o => o.JavaScriptEnabled = false);
        await visit.Page.GotoAsync("/monitors/edit?model=churn&kind=operations");

        await visit.Page.FillAsync("input[name=name]", "<script>x");
        await visit.Page.FillAsync("input[name=high]", "a lot");
        await visit.Page.FillAsync("input[name=window]", "7 moons");
        await visit.Page.ClickAsync("button:has-text('Make the monitor')");

        await Assertions.Expect(visit.Page.Locator("input[name=name]")).ToHaveValueAsync("<script>x");
        await Assertions.Expect(visit.Page.Locator("input[name=high]")).ToHaveValueAsync("a lot");
        await Assertions.Expect(visit.Page.Locator("#w-threshold b")).ToContainTextAsync("'a lot' is no number");
        await Assertions.Expect(visit.Page.Locator("#w-window b")).ToContainTextAsync("7 moons");
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task What_is_wrong_is_told_in_the_readers_language()
    {
        await using var visit = await browsing.VisitAsync(fleet, o => o.Locale = "zh-CN");
        await visit.Page.GotoAsync("/monitors/edit?model=churn&kind=operations&name=p95&measure=rmse&high=abc&window=7x&tried=yes");

        await Assertions.Expect(visit.Page.Locator("#w-threshold b")).ToContainTextAsync("\u201cabc\u201d\u4e0d\u662f\u6570\u503c");
        await Assertions.Expect(visit.Page.Locator("#w-measure b"))
            .ToContainTextAsync("\u6ca1\u6709\u540d\u4e3a\u201crmse\u201d\u7684\u6307\u6807");
        await Assertions.Expect(visit.Page.Locator("#trial li")).ToHaveCountAsync(3);
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task A_change_made_elsewhere_is_told_and_not_overwritten()
    {
        using var api = new Api(fleet.Address);
        await PutAsync(api, "contested", 5);
        await using var visit = await browsing.VisitAsync(fleet);
        await visit.Page.GotoAsync("/monitors/edit?model=churn&monitor=contested");
        await Assertions.Expect(visit.Page.Locator("#trial .lead")).ToBeVisibleAsync();

        await PutAsync(api, "contested", 6);
        await visit.Page.FillAsync("input[name=high]", "7");
        await visit.Page.PressAsync("input[name=high]", "Tab");
        await visit.Page.ClickAsync("button:has-text('Save')");
        await Assertions.Expect(visit.Page.Locator(".said.warn tbody tr:has-text('threshold.high')")).ToContainTextAsync("6");
        string kept = await api.GetAsync("models/churn/monitors/contested");
        await visit.Page.ClickAsync("a:has-text('Go on with mine')");
        await visit.Page.ClickAsync("button:has-text('Save')");
        await Assertions.Expect(visit.Page.Locator(".said.ok")).ToContainTextAsync("Revision 3");

        Assert.Contains("\"high\":6", kept, StringComparison.Ordinal);
        Assert.Contains("\"high\":7", await api.GetAsync("models/churn/monitors/contested"), StringComparison.Ordinal);
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task A_monitor_is_paused_resumed_and_deleted()
    {
        using var api = new Api(fleet.Address);
        await PutAsync(api, "short-lived", 5);
        await using var visit = await browsing.VisitAsync(fleet);
        await visit.Page.GotoAsync("/monitors?model=churn&q=short-lived");

        await visit.Page.ClickAsync("tr:has-text('short-lived') button:has-text('Pause')");
        await Assertions.Expect(visit.Page.Locator("tr:has-text('short-lived')")).ToContainTextAsync("Paused");
        await visit.Page.ClickAsync("tr:has-text('short-lived') a.name");
        await visit.Page.ClickAsync("button:has-text('Resume')");
        await Assertions.Expect(visit.Page.Locator(".head .pick")).ToContainTextAsync("Active");
        await visit.Page.ClickAsync("summary:has-text('Delete')");
        await visit.Page.ClickAsync("button:has-text('Delete for good')");

        await Assertions.Expect(visit.Page.Locator("#monitors")).ToBeVisibleAsync();
        Assert.Equal(0, await visit.Page.Locator("tr:has-text('short-lived')").CountAsync());
        visit.AssertNothingWentWrong();
    }

    [Theory]
    [InlineData("drift")]
    [InlineData("integrity")]
    [InlineData("quality")]
    [InlineData("operations")]
    [InlineData("volume")]
    [InlineData("freshness")]
    [InlineData("absence")]
    [InlineData("fairness")]
    public async Task Every_kind_of_monitor_can_be_made_from_its_empty_form(string kind)
    {
        string model = "made-of-" + kind;
        using var api = new Api(fleet.Address);
        await api.SendAsync(HttpMethod.Put, "models/" + model, new { task = "binary" });
        await using var visit = await browsing.VisitAsync(fleet);
        await visit.Page.GotoAsync($"/monitors/edit?model={model}&kind={(kind == "drift" ? "quality" : "drift")}");

        await visit.Page.SelectOptionAsync("select[name=kind]", kind);
        await Assertions.Expect(visit.Page.Locator("input[name=was]")).ToHaveValueAsync(kind);
        await visit.Page.FillAsync("input[name=name]", "made-" + kind);
        await visit.Page.ClickAsync("button:has-text('Make the monitor')");

        await Assertions.Expect(visit.Page.Locator(".said.ok")).ToContainTextAsync("Revision 1");
        await Assertions.Expect(visit.Page.Locator("#as-code pre")).ToContainTextAsync($"kind: {kind}");
        visit.AssertNothingWentWrong();
    }

    static Task PutAsync(Api api, string name, double high) => api.SendAsync(HttpMethod.Put, $"models/churn/monitors/{name}", new
    {
        name,
        kind = "operations",
        measure = "error_share",
        baseline = "none",
        window = "1d",
        threshold = new { high },
    });
}
