using Microsoft.AspNetCore.Http;

namespace Plumbline.Server.Hosting;

/// <summary>Headers every answer has. A page may loosen the policy for itself; nothing here lets another site read or frame an
/// answer.</summary>
sealed class ResponseHeaders(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(Set, context.Response);
        return next(context);
    }

    static Task Set(object state)
    {
        IHeaderDictionary headers = ((HttpResponse)state).Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.TryAdd("Referrer-Policy", "no-referrer");
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.TryAdd("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        headers.TryAdd("Cache-Control", "no-store");
        return Task.CompletedTask;
    }
}
