using Microsoft.AspNetCore.Http;

namespace Plumbline.Server.Hosting;

/// <summary>Counts requests while they are answered, and their answers.</summary>
sealed class RequestCounting(RequestDelegate next, RequestCounts counts)
{
    public async Task InvokeAsync(HttpContext context)
    {
        counts.Begin();
        try
        {
            await next(context);
        }
        finally
        {
            counts.End(context.Response.StatusCode);
        }
    }
}
