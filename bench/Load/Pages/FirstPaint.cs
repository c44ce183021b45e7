using System.Globalization;
using Microsoft.Playwright;

namespace Plumbline.Load.Pages;

/// <summary>Until a real browser shows something of a page.</summary>
public static class FirstPaint
{
    const double Promised = 500;

    const string Paint = """
        () => new Promise(done => {
          const ask = () => {
            const paint = performance.getEntriesByName('first-contentful-paint')[0];
            if (paint) done(paint.startTime); else setTimeout(ask, 10);
          };
          ask();
        })
        """;

    static readonly string[] s_browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    public static async Task RunAsync(Uri address, IReadOnlyList<(string What, string Path)> pages, int times, TextWriter output)
    {
        if (Array.Find(s_browsers, File.Exists) is not { } program)
        {
            await output.WriteLineAsync("\nFirst paint was not measured: there is no chromium.");
            return;
        }
        await output.WriteLineAsync("\n| page | first paint p50 | p95 | p95 under 500 ms |\n|---|---:|---:|---|");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-gpu"] });
        foreach (var (what, path) in pages)
        {
            var paints = new List<double>();
            for (int i = 0; i < times; i++) paints.Add(await PaintAsync(browser, new Uri(address, path)));
            paints.Sort();
            double p95 = paints[(int)Math.Ceiling(.95 * paints.Count) - 1];
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"| {what} | {paints[paints.Count / 2]:0} ms | {p95:0} ms | {(p95 < Promised ? "yes" : "NO")} |"));
        }
    }

    // A context of its own has no cache; the zone of the server, so that the page is not asked for twice.
    static async Task<double> PaintAsync(IBrowser browser, Uri page)
    {
        await using var context = await browser.NewContextAsync(new() { TimezoneId = TimeZoneInfo.Local.Id,
            ViewportSize = new() { Width = 1440, Height = 900 } });
        var tab = await context.NewPageAsync();
        await tab.GotoAsync(page.ToString(), new() { WaitUntil = WaitUntilState.Load });
        return await tab.EvaluateAsync<double>(Paint);
    }
}
