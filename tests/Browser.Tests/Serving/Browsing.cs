using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Plumbline.Browser.Tests.Serving.Browsing))]

namespace Plumbline.Browser.Tests.Serving;

/// <summary>A real browser, opened once for all tests.</summary>
public sealed class Browsing : IAsyncLifetime
{
    static readonly string? s_chromium = Environment.GetEnvironmentVariable("PLUMBLINE_TEST_CHROMIUM") is { Length: > 0 } given ? given
        : new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    // Longer than anything takes on a loaded machine.
    const float Limit = 60_000;

    IPlaywright? _playwright;
    IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (s_chromium is null) return;
        Assertions.SetDefaultExpectTimeout(Limit);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = s_chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--no-first-run"],
        });
    }

    /// <summary>A browser of its own: no cookies, English, light.</summary>
    public Task<Visit> VisitAsync(ServedFleet fleet, Action<BrowserNewContextOptions>? options = null) =>
        VisitAsync(fleet.Address, options);

    /// <summary>The same, of any server.</summary>
    public async Task<Visit> VisitAsync(string address, Action<BrowserNewContextOptions>? options = null)
    {
        Assert.SkipWhen(_browser is null, "No chromium: install the Debian package chromium or set PLUMBLINE_TEST_CHROMIUM.");
        var chosen = new BrowserNewContextOptions
        {
            BaseURL = address,
            Locale = "en-GB",
            TimezoneId = "Europe/Berlin",
            ColorScheme = ColorScheme.Light,
            ViewportSize = new() { Width = 1440, Height = 900 },
        };
        options?.Invoke(chosen);
        var context = await _browser!.NewContextAsync(chosen);
        context.SetDefaultTimeout(Limit);
        return await Visit.OfAsync(context, address);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is { } browser) await browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
