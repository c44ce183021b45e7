using Microsoft.Playwright;
using Plumbline.Browser.Tests.Serving;

namespace Plumbline.Browser.Tests;

/// <summary>Pictures of every page for people to look at, written only where a folder is named.</summary>
public class ScreenshotTests(ServedFleet fleet, Browsing browsing)
{
    static readonly string? s_folder = Environment.GetEnvironmentVariable("PLUMBLINE_SCREENSHOTS");

    public static TheoryData<string, string> Pages => new()
    {
        { "fleet", "/" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_page_can_be_looked_at(string name, string address)
    {
        Assert.SkipWhen(s_folder is null, "Set PLUMBLINE_SCREENSHOTS to a folder to have pictures of every page.");
        foreach (var (kind, options) in Kinds())
        {
            await using var visit = await browsing.VisitAsync(fleet, options);
            await visit.Page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Load });
            await visit.Page.WaitForTimeoutAsync(500);
            await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(s_folder!, $"{name}-{kind}.png"), FullPage = true });
            visit.AssertNothingWentWrong();
        }
    }

    static IEnumerable<(string, Action<BrowserNewContextOptions>)> Kinds()
    {
        yield return ("light", _ => { });
        yield return ("dark-zh", o => (o.Locale, o.ColorScheme) = ("zh-CN", ColorScheme.Dark));
        yield return ("phone", o => o.ViewportSize = new() { Width = 390, Height = 844 });
    }
}
