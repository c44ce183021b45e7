using System.Globalization;
using Microsoft.Playwright;
using Plumbline.Browser.Tests.Serving;

namespace Plumbline.Browser.Tests;

/// <summary>The pictures of the README, taken of a demo that runs; written only when asked for.</summary>
public class ReadmePictureTests(ServedFleet fleet, Browsing browsing)
{
    const int Width = 1440;

    // What a repository should carry of one picture.
    const long LargestPicture = 250_000;

    static readonly string? s_folder = Environment.GetEnvironmentVariable("PLUMBLINE_README_PICTURES");

    static string Day(int days) => TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(days)
        .ToString("yyyy-MM-dd'T'00:00:00'Z'", CultureInfo.InvariantCulture);

    // Day 25 of the simulated month: the broken pipeline is in full swing.
    static string Incident => Uri.EscapeDataString(Day(-6));

    public static TheoryData<string, string, int, string, bool> Pictures => new()
    {
        { "fleet", "/", 650, "en-GB", false },
        { "model", "/models/churn?window=" + Incident, 1_180, "en-GB", false },
        { "column", "/models/churn/column?name=minutes_used_30d&window=" + Incident, 1_060, "en-GB", false },
        { "compare", $"/compare?model=churn&left_from={Day(-12)}&left_to={Day(-11)}&right_from={Day(-6)}&right_to={Day(-5)}&run=yes",
            1_000, "en-GB", true },
        { "alerts.zh-CN", "/alerts", 900, "zh-CN", false },
    };

    [Theory]
    [MemberData(nameof(Pictures))]
    public async Task A_picture_of_the_README_is_taken_anew(string name, string address, int height, string language, bool isDark)
    {
        Assert.SkipWhen(s_folder is null,
            "Set PLUMBLINE_README_PICTURES to a folder and PLUMBLINE_BROWSER_SERVER to the address of a demo.");
        await using var visit = await browsing.VisitAsync(fleet, o =>
        {
            o.Locale = language;
            o.ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light;
            o.ViewportSize = new() { Width = Width, Height = height };
        });
        string path = Path.Combine(s_folder!, name + ".png");

        await visit.Page.GotoAsync(address);
        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-zone", "Europe/Berlin");
        // What is worked out of rows comes by itself a moment later.
        await Assertions.Expect(visit.Page.Locator("[hx-trigger='load']")).ToHaveCountAsync(0);
        await visit.Page.ScreenshotAsync(new() { Path = path });

        Assert.InRange(new FileInfo(path).Length, 1, LargestPicture);
    }
}
