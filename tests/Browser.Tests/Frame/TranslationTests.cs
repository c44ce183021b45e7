using Microsoft.Playwright;
using Plumbline.Browser.Tests.Serving;

namespace Plumbline.Browser.Tests.Frame;

/// <summary>Of a sentence one language is shown; what is no sentence is shown to everybody.</summary>
public class TranslationTests(ServedFleet fleet, Browsing browsing)
{
    [Fact]
    public async Task Commands_to_be_copied_are_seen_on_Chinese_pages()
    {
        await using var server = await OwnServer.StartAsync();
        await using var visit = await browsing.VisitAsync(server.Address, o => o.Locale = "zh-CN");

        await visit.Page.GotoAsync("/");

        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", "zh-CN");
        await Assertions.Expect(visit.Page.Locator("code.code")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("code.code")).ToContainTextAsync("curl -X POST");
    }

    [Theory]
    [InlineData("/models/empty", "code.code")]
    [InlineData("/models/single", "code.code")]
    [InlineData("/logs?model=empty", "code.code")]
    [InlineData("/connect?model=next", "pre.code")]
    [InlineData("/models/churn?page=-1", ".problem [lang=en]")]
    public async Task What_is_said_in_English_alone_is_seen_in_both_languages(string address, string selector)
    {
        foreach (string language in (string[])["en-GB", "zh-CN"])
        {
            await using var visit = await browsing.VisitAsync(fleet, o => o.Locale = language);

            await visit.Page.GotoAsync(address);

            await Assertions.Expect(visit.Page.Locator(selector).First).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task Of_every_sentence_and_every_text_of_a_drawing_one_language_is_shown()
    {
        await using var visit = await browsing.VisitAsync(fleet, o => o.Locale = "zh-CN");

        await visit.Page.GotoAsync("/models/churn?more=outcomes");

        await Assertions.Expect(visit.Page.Locator("#outcomes svg text:visible").First).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator(":is(span, text)[lang=en]:visible")).ToHaveCountAsync(0);
    }
}
