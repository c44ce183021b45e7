using Microsoft.Playwright;
using Plumbline.Browser.Tests.Serving;

namespace Plumbline.Browser.Tests.Logs;

/// <summary>What the program printed, found again.</summary>
public class LogsTests(ServedFleet fleet, Browsing browsing)
{
    static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task Lines_are_found_by_level_text_stream_and_time_each_an_address()
    {
        string model = await ModelAsync("log-search");
        await LogSeed.SendAsync(fleet.Address, model, Now);
        await using var visit = await browsing.VisitAsync(fleet);
        var rows = visit.Page.Locator("table.lines tbody tr");

        await visit.Page.GotoAsync("/logs");
        await visit.Page.ClickAsync($"a.name:has-text('{model}')");
        await Assertions.Expect(rows).ToHaveCountAsync(100);
        await visit.Page.ClickAsync(".levelbar a:has-text('Warning')");
        await Assertions.Expect(rows).ToHaveCountAsync(11);
        await Assertions.Expect(rows.Filter(new() { HasText = "slow answer" })).ToHaveCountAsync(11);
        await visit.Page.ClickAsync(".levelbar .clear");
        await visit.Page.FillAsync("#text", "数据漂移");
        await visit.Page.PressAsync("#text", "Enter");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        Assert.Contains("text=" + Uri.EscapeDataString("数据漂移"), visit.Page.Url, StringComparison.Ordinal);
        await visit.Page.GotoAsync($"/logs?model={model}&stream=stderr&level=error");
        int errors = await rows.CountAsync();
        await visit.Page.Locator(".chart.wide svg.levels a").Last.ClickAsync(new() { Force = true });
        await Assertions.Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("from="));
        await Assertions.Expect(rows.First).ToBeVisibleAsync();

        Assert.InRange(errors, 20, 30);
        Assert.InRange(await rows.CountAsync(), 1, errors - 1);
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task A_line_says_whether_it_became_a_metric_and_leads_to_it_and_to_its_event()
    {
        string model = await ModelAsync("log-metrics");
        await LogSeed.SendAsync(fleet.Address, model, Now);
        await using var visit = await browsing.VisitAsync(fleet);

        await visit.Page.GotoAsync($"/logs?model={model}&became=refused");
        string refused = await visit.Page.Locator("table.lines tbody").InnerTextAsync();
        await visit.Page.GotoAsync($"/logs?model={model}&event=only");
        string? leads = await visit.Page.Locator("table.lines a[href*='/explore/event']").GetAttributeAsync("href");
        await visit.Page.GotoAsync($"/logs?model={model}&became=became");
        await visit.Page.Locator("table.lines .word-ok a", new() { HasText = "confidence" }).First.ClickAsync();
        // A point is stored a moment after its line.
        for (int i = 0; i < 60 && !(await visit.Page.Locator(".lead").InnerTextAsync()).Contains("confidence was 0."); i++)
        {
            await Task.Delay(500);
            await visit.Page.ReloadAsync();
        }

        await Assertions.Expect(visit.Page.Locator(".lead")).ToContainTextAsync("confidence was 0.");
        Assert.Contains("in it stands the name c in place of its value", refused, StringComparison.Ordinal);
        Assert.Contains("id=only", leads, StringComparison.Ordinal);
        await Assertions.Expect(visit.Page.Locator("svg.values rect").First).ToBeVisibleAsync();
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task Following_shows_new_lines_by_itself_until_it_is_stopped()
    {
        string model = await ModelAsync("log-live");
        await LogSeed.SendAsync(fleet.Address, model, [new { message = "the first" }]);
        await using var visit = await browsing.VisitAsync(fleet);
        var rows = visit.Page.Locator("table.lines tbody tr");

        await visit.Page.GotoAsync($"/logs?model={model}");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await visit.Page.ClickAsync("#live");
        await Assertions.Expect(visit.Page.Locator("#logs[data-live]")).ToHaveCountAsync(1);
        await SendUntilShownAsync(model, rows.Filter(new() { HasText = "ERROR the second" }));
        await visit.Page.ClickAsync("#live");

        await Assertions.Expect(visit.Page.Locator("#logs[data-live]")).ToHaveCountAsync(0);
        visit.AssertNothingWentWrong();
    }

    [Fact]
    public async Task Without_script_and_on_a_phone_everything_is_there_and_markup_is_text()
    {
        string model = await ModelAsync("log-plain");
        await LogSeed.SendAsync(fleet.Address, model, Now);
        await using var visit = await browsing.VisitAsync(fleet, o =>
        {
            o.JavaScriptEnabled = false;
            o.ViewportSize = new() { Width = 390, Height = 844 };
        });

        await visit.Page.GotoAsync($"/logs?model={model}");
        string said = await visit.Page.Locator("table.lines").InnerTextAsync();
        await visit.Page.ClickAsync("a:has-text('Older lines')");
        await Assertions.Expect(visit.Page.Locator("table.lines tbody tr").First).ToBeVisibleAsync();

        Assert.Contains(ServedFleet.Script, said, StringComparison.Ordinal);
        Assert.Contains("stderr", said, StringComparison.Ordinal);
        Assert.NotEqual("broken", await visit.Page.TitleAsync());
    }

    [Fact]
    public async Task A_model_without_lines_says_the_next_command_and_a_phone_is_wide_enough()
    {
        await using var visit = await browsing.VisitAsync(fleet, o => o.ViewportSize = new() { Width = 390, Height = 844 });

        await visit.Page.GotoAsync("/logs?model=empty");
        await Assertions.Expect(visit.Page.Locator(".empty")).ToContainTextAsync("plumbline pipe --model empty");
        await visit.AssertNothingOverflowsAsync();
        await visit.Page.GotoAsync("/logs?model=empty&tab=metrics");
        await Assertions.Expect(visit.Page.Locator(".empty")).ToContainTextAsync("vh_metadata");
        await visit.AssertNothingOverflowsAsync();
        await visit.Page.GotoAsync("/logs?model=nobody");
        await Assertions.Expect(visit.Page.Locator("h1")).ToBeVisibleAsync();

        Assert.Equal(404, (await visit.Page.GotoAsync("/logs?model=nobody"))!.Status);
    }

    // What comes before the page has begun to listen is not told to it.
    async Task SendUntilShownAsync(string model, ILocator line)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await line.CountAsync() == 0)
        {
            await LogSeed.SendAsync(fleet.Address, model, [new { message = "ERROR the second" }]);
            await Task.Delay(500, limit.Token);
        }
    }

    async Task<string> ModelAsync(string name)
    {
        using var api = new Api(fleet.Address);
        await api.SendAsync(HttpMethod.Put, "models/" + name, new { task = "binary" });
        return name;
    }
}
