using Microsoft.AspNetCore.Http;
using Plumbline.Engine.Messages;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard;

/// <summary>Finds out for whom a page is made: by the cookies of the switches, else by what the browser prefers.</summary>
sealed class Viewers(TimeProvider time)
{
    public const string LanguageCookie = "plumbline_language", ThemeCookie = "plumbline_theme", ZoneCookie = "plumbline_zone",
        ChosenZoneCookie = "plumbline_chosen_zone";

    const int LongestZone = 64;

    public Viewer Of(HttpRequest request) => new()
    {
        Language = LanguageOf(request.Cookies[LanguageCookie]) ?? Preferred(request),
        Zone = ChosenZoneOf(request) ?? ZoneOf(request.Cookies[ZoneCookie]) ?? time.LocalTimeZone,
        Theme = ThemeOf(request.Cookies[ThemeCookie]) ?? Theme.System,
        Now = time.GetUtcNow(),
    };

    public static Language? LanguageOf(string? tag) => Enum.GetValues<Language>().Cast<Language?>().FirstOrDefault(l =>
        l!.Value.Tag() == tag);

    public static Theme? ThemeOf(string? word) => Enum.GetValues<Theme>().Cast<Theme?>()
        .FirstOrDefault(t => t!.Value.ToString().Equals(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>The zone somebody chose, whatever the browser says; null: nobody did.</summary>
    public static TimeZoneInfo? ChosenZoneOf(HttpRequest request) => ZoneOf(request.Cookies[ChosenZoneCookie]);

    public static TimeZoneInfo? ZoneOf(string? id) =>
        id is { Length: > 0 and <= LongestZone } && TimeZoneInfo.TryFindSystemTimeZoneById(Uri.UnescapeDataString(id), out var zone)
            ? zone : null;

    // The first language of the list that we speak; its order is its weight in every browser.
    static Language Preferred(HttpRequest request)
    {
        foreach (var range in request.GetTypedHeaders().AcceptLanguage.OrderByDescending(r => r.Quality ?? 1))
        {
            if (range.Value.StartsWith("zh", StringComparison.OrdinalIgnoreCase)) return Language.Chinese;
            if (range.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase)) return Language.English;
        }
        return Language.English;
    }
}
