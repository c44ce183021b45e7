using Microsoft.Playwright;
using Plumbline.Browser.Tests.Serving;

namespace Plumbline.Browser.Tests;

/// <summary>Pictures of every page for people to look at, written only where a folder is named.</summary>
public class ScreenshotTests(ServedFleet fleet, Browsing browsing)
{
    static readonly string? s_folder = Environment.GetEnvironmentVariable("PLUMBLINE_SCREENSHOTS");

    // Day 25 of the simulated month: the broken pipeline is in full swing.
    static string Incident => Day(-6);

    static string Day(int days) => TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(days)
        .ToString("yyyy-MM-dd'T'00:00:00'Z'", System.Globalization.CultureInfo.InvariantCulture);

    public static TheoryData<string, string> Pages => new()
    {
        { "fleet", "/" },
        { "model", "/models/churn" },
        { "model-incident", "/models/churn?window=" + Uri.EscapeDataString(Incident) },
        { "model-regression", "/models/delivery-price" },
        { "model-hostile", "/models/hostile" },
        { "column", "/models/churn/column?name=minutes_used_30d&window=" + Uri.EscapeDataString(Incident) },
        { "explore", "/explore?model=churn&last=week" },
        { "explore-incident", $"/explore?model=churn&from={Incident}&to={Day(-5)}&where=minutes_used_30d%3D" },
        { "explore-rejected", "/explore?model=refusing&tab=rejected" },
        { "explore-choose", "/explore" },
        { "explore-event", "/explore/event?model=churn&id=churn-025-00100" },
        { "compare", "/compare?model=churn" },
        { "logs", "/logs?model=churn" },
        { "logs-metrics", "/logs?model=churn&tab=metrics" },
        { "logs-empty", "/logs?model=empty" },
        { "logs-choice", "/logs" },
        { "connect", "/connect?model=next&via=print" },
        { "connect-on", "/connect?model=churn&via=sdk" },
        { "alerts", "/alerts" },
        { "alerts-resolved", "/alerts?state=resolved" },
        { "monitors", "/monitors" },
        { "monitor", "/monitors/edit?model=churn&monitor=drift&tried=yes" },
        { "monitor-new",
            "/monitors/edit?model=churn&name=p95&kind=operations&measure=latency_p95&high=30&window=1d&baseline=default&tried=yes" },
        { "monitor-wrong", "/monitors/edit?model=churn&name=x%3F&kind=operations&measure=latency&high=abc&window=7x&tried=yes" },
        { "settings", "/settings" },
        { "settings-columns", "/settings?part=columns&model=churn" },
        { "settings-keys", "/settings?part=keys" },
        { "settings-retention", "/settings?part=retention" },
        { "settings-channels", "/settings?part=channels" },
        { "settings-limits", "/settings?part=limits" },
        { "settings-display", "/settings?part=display" },
        { "settings-delete", "/settings?part=delete&model=churn" },
        { "compare-incident", $"/compare?model=churn&left_from={Day(-12)}&left_to={Day(-11)}&right_from={Incident}&right_to={Day(-5)}" },
        { "unknown", "/models/nobody" },
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
            await visit.Page.WaitForTimeoutAsync(1_500);
            await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(s_folder!, $"{name}-{kind}.png"), FullPage = true });
        }
    }

    static IEnumerable<(string, Action<BrowserNewContextOptions>)> Kinds()
    {
        yield return ("light", _ => { });
        yield return ("dark-zh", o => (o.Locale, o.ColorScheme) = ("zh-CN", ColorScheme.Dark));
        yield return ("phone", o => o.ViewportSize = new() { Width = 390, Height = 844 });
    }
}
