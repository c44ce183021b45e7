using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Engine.Messages;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Security;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard;

/// <summary>What the frame of every page needs: assets, the switches of language and theme, logging in and out.</summary>
static class FrameEndpoints
{
    static readonly TimeSpan s_remembered = TimeSpan.FromDays(365);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/dashboard/assets/{hash}/{name}", Asset).NeedsNothing().ExcludeFromDescription().WithName("DashboardAsset");
        app.MapPost("/dashboard/preferences", SetPreferencesAsync).NeedsNothing().IsPartOfPages("SetPreferences");
        app.MapPost("/dashboard/login", LogInAsync).NeedsNothing().IsPartOfPages("LogInByForm");
        app.MapPost("/dashboard/logout", LogOutAsync).NeedsNothing().IsPartOfPages("LogOutByForm");
    }

    static IResult Asset(string hash, string name, HttpContext context)
    {
        if (DashboardAssets.Find(hash, name) is not { } asset) throw ProblemException.NotFound("asset", name,
            "There is no such asset in this version.");
        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = "Accept-Encoding";
        bool isPacked = context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal);
        if (isPacked) headers.ContentEncoding = "gzip";
        // A worker has a policy of its own: it may ask this server, as the page may.
        headers.ContentSecurityPolicy = DashboardPage.Policy;
        return Results.Bytes(isPacked ? asset.Packed : asset.Plain, asset.Type);
    }

    static async Task<IResult> SetPreferencesAsync(HttpContext context, IAntiforgery forgery)
    {
        var form = await FormAsync(context, forgery);
        if (Viewers.LanguageOf(form["language"]) is { } language) Remember(context, Viewers.LanguageCookie, language.Tag());
        if (Viewers.ThemeOf(form["theme"]) is { } theme) Remember(context, Viewers.ThemeCookie, theme.ToString().ToLowerInvariant());
        // Empty: the browser's own zone again.
        if (Viewers.ZoneOf(form["zone"]) is { } zone) Remember(context, Viewers.ChosenZoneCookie, Uri.EscapeDataString(zone.Id));
        else if (form.ContainsKey("zone")) context.Response.Cookies.Delete(Viewers.ChosenZoneCookie);
        return Back(form["return"]);
    }

    static async Task<IResult> LogInAsync(HttpContext context, IAntiforgery forgery, LoginEndpoints login, PageWriter pages)
    {
        var form = await FormAsync(context, forgery);
        if (login.TryBegin(context, form["key"].ToString())) return Back(form["return"]);
        await pages.WriteLoginAsync(context, LocalOrRoot(form["return"]), failed: true);
        return Results.Empty;
    }

    static async Task<IResult> LogOutAsync(HttpContext context, IAntiforgery forgery, SessionCookie sessions)
    {
        await FormAsync(context, forgery);
        sessions.End(context);
        return Back("/");
    }

    /// <summary>The fields of a form of ours.</summary>
    /// <exception cref="ProblemException">400: it is no form, or not one of ours.</exception>
    public static async Task<IFormCollection> FormAsync(HttpContext context, IAntiforgery forgery)
    {
        if (!context.Request.HasFormContentType || !await forgery.IsRequestValidAsync(context))
            throw ProblemException.Of(StatusCodes.Status400BadRequest, "form",
                "The form is older than this start of the server, or was not sent by one of its pages. Load the page again, then repeat.");
        return await context.Request.ReadFormAsync(context.RequestAborted);
    }

    public static IResult Back(string? address) => new SeeOther(LocalOrRoot(address));

    // Only a path of ours: '//host' and '/\host' lead elsewhere.
    static string LocalOrRoot(string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : "/";

    static void Remember(HttpContext context, string name, string value) => context.Response.Cookies.Append(name, value, new CookieOptions
    {
        Path = "/",
        MaxAge = s_remembered,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        HttpOnly = true,
        IsEssential = true,
    });

    sealed class SeeOther(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = address;
            return Task.CompletedTask;
        }
    }
}
