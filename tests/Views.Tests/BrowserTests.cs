using Microsoft.Playwright;
using Plumbline.Testing;
using Plumbline.Views.Tests.Samples;

namespace Plumbline.Views.Tests;

/// <summary>The page in a real browser.</summary>
public class BrowserTests
{
    static readonly string? s_chromium = Environment.GetEnvironmentVariable("PLUMBLINE_TEST_CHROMIUM") is { Length: > 0 } given ? given
        : new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    [Fact]
    public async Task Language_theme_sorting_finding_and_zoom_work_without_a_request_or_an_error()
    {
        Assert.SkipWhen(s_chromium is null, "No chromium: install the Debian package chromium or set PLUMBLINE_TEST_CHROMIUM.");
        using var folder = new TemporaryFolder();
        string file = folder.Write("report.html", await Pages.TextAsync(SampleReports.Churn()));
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = s_chromium,
            Args = ["--no-sandbox", "--disable-gpu"] });
        IPage page = await browser.NewPageAsync();
        var problems = new List<string>();
        var requests = new List<string>();
        page.Console += (_, message) => { if (message.Type is "error" or "warning") problems.Add(message.Text); };
        page.PageError += (_, error) => problems.Add(error);
        page.Request += (_, request) => requests.Add(request.Url);

        await page.GotoAsync("file://" + file);
        await LanguageSwitchesAsync(page);
        await ThemeSwitchesAsync(page);
        await ColumnsSortAsync(page);
        await ColumnsAreFoundAsync(page);
        await ChartsZoomAsync(page);

        Assert.Empty(problems);
        Assert.All(requests, r => Assert.True(r.StartsWith("file://", StringComparison.Ordinal)
            || r.StartsWith("data:", StringComparison.Ordinal), r));
        Assert.Single(requests, r => r.StartsWith("file://", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_overflows_on_a_phone()
    {
        Assert.SkipWhen(s_chromium is null, "No chromium: install the Debian package chromium or set PLUMBLINE_TEST_CHROMIUM.");
        using var folder = new TemporaryFolder();
        string file = folder.Write("report.html", await Pages.TextAsync(SampleReports.Churn()));
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = s_chromium,
            Args = ["--no-sandbox", "--disable-gpu"] });
        IPage page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 390, Height = 844 } });

        await page.GotoAsync("file://" + file);
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        int width = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        // What a scrolling part holds is not what makes the page wide.
        string[] wide = await page.EvaluateAsync<string[]>("""
            () => {
              const scrolls = e => e && (getComputedStyle(e).overflowX !== 'visible' || scrolls(e.parentElement));
              return [...document.body.querySelectorAll('*')]
                .filter(e => e.getBoundingClientRect().right > innerWidth && !scrolls(e.parentElement))
                .map(e => e.outerHTML.slice(0, 120));
            }
            """);

        Assert.True(width <= 390, $"{width} pixels wide: {string.Join('\n', wide)}");
    }

    static async Task LanguageSwitchesAsync(IPage page)
    {
        Assert.Equal("Columns", (await page.Locator("#columns h2").InnerTextAsync()).Trim());

        await page.ClickAsync("[data-set-lang='zh-CN']");

        Assert.Equal("各列", (await page.Locator("#columns h2").InnerTextAsync()).Trim());
        Assert.Contains("报告", await page.TitleAsync());
        Assert.Equal("查找列", await page.Locator("#find").GetAttributeAsync("placeholder"));

        await page.ClickAsync("[data-set-lang='en']");

        Assert.Equal("Columns", (await page.Locator("#columns h2").InnerTextAsync()).Trim());
    }

    static async Task ThemeSwitchesAsync(IPage page)
    {
        const string background = "getComputedStyle(document.body.parentElement).backgroundColor";
        await page.ClickAsync("[data-set-theme='light']");
        string light = await page.EvaluateAsync<string>(background);

        await page.ClickAsync("[data-set-theme='dark']");
        string dark = await page.EvaluateAsync<string>(background);

        Assert.NotEqual(light, dark);
        Assert.Equal("true", await page.GetAttributeAsync("[data-set-theme='dark']", "aria-pressed"));
    }

    static async Task ColumnsSortAsync(IPage page)
    {
        ILocator button = page.Locator("#column-table thead th:nth-child(1) button");
        ILocator names = page.Locator("#column-table tbody tr:not(.split) th bdi");
        string[] before = [.. await names.AllInnerTextsAsync()];

        await button.ClickAsync();
        string[] sorted = [.. await names.AllInnerTextsAsync()];
        string? state = await page.Locator("#column-table thead th:nth-child(1)").GetAttributeAsync("aria-sort");
        await button.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Enter");
        string[] after = [.. await names.AllInnerTextsAsync()];

        Assert.Equal("ascending", state);
        Assert.Equal(before.Order(StringComparer.InvariantCultureIgnoreCase), sorted);
        Assert.Equal(before, after);
        Assert.Equal(4, await page.Locator("#column-table tr.split").CountAsync());
    }

    static async Task ColumnsAreFoundAsync(IPage page)
    {
        await page.FillAsync("#find", "minutes");
        int found = await page.Locator("#column-table tbody tr:not(.split):visible").CountAsync();
        await page.FillAsync("#find", "");

        Assert.Equal(2, found);
    }

    static async Task ChartsZoomAsync(IPage page)
    {
        await page.ClickAsync("#column-table a.name >> text=minutes_used_30d");
        ILocator detail = page.Locator("details.col", new() { HasText = "minutes_used_30d" }).First;
        await page.WaitForFunctionAsync("document.querySelectorAll('details.col[open]').length >= 1");

        await detail.Locator("[data-zoom]").ClickAsync();
        await detail.Locator(".live canvas").Nth(1).WaitForAsync();
        await detail.Locator(".live canvas").First.HoverAsync();
        await detail.Locator("[data-zoom]").ClickAsync();

        Assert.Equal(0, await detail.Locator(".live").CountAsync());
        Assert.True(await detail.Locator("svg.ch").First.IsVisibleAsync());
    }
}
