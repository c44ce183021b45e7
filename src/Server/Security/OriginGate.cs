using Microsoft.AspNetCore.Http;
using Plumbline.Server.Hosting.Problems;

namespace Plumbline.Server.Security;

/// <summary>Refuses what another site makes a browser send. Programs that are no browsers send none of these headers and pass.</summary>
sealed class OriginGate(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        string origin = request.Headers.Origin.ToString(), site = request.Headers["Sec-Fetch-Site"].ToString();
        bool isSafe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (origin.Length > 0 && !isSafe && !IsSame(origin, request)) throw CrossSite("Origin", origin, request);
        // Other ports of localhost are the same site to a browser, and cookies do not tell ports apart: only the same origin will do.
        if (site is "cross-site" or "same-site" && !(isSafe && IsVisit(request))) throw CrossSite("Sec-Fetch-Site", site, request);
        return next(context);
    }

    static bool IsSame(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out Uri? from)
        && from.Scheme.Equals(request.Scheme, StringComparison.OrdinalIgnoreCase)
        && from.Host.Equals(request.Host.Host, StringComparison.OrdinalIgnoreCase)
        && from.Port == (request.Host.Port ?? (request.IsHttps ? 443 : 80));

    // Somebody follows a link to a page of ours.
    static bool IsVisit(HttpRequest request) =>
        request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"].ToString() is "document" or "";

    static ProblemException CrossSite(string header, string value, HttpRequest request) => ProblemException.Invalid(header, value,
        $"{request.Scheme}://{ProblemException.Shorten(request.Host.Value)}",
            "The request was made by another web site, which may not act here.", StatusCodes.Status403Forbidden);
}
