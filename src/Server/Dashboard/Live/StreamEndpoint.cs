using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Limits;
using Plumbline.Server.Security;

namespace Plumbline.Server.Dashboard;

/// <summary>One stream of events per browser: which parts of pages have changed. What has changed is asked for by the pages
/// themselves.</summary>
static class StreamEndpoint
{
    static readonly TimeSpan s_heartbeat = TimeSpan.FromSeconds(15), s_together = TimeSpan.FromMilliseconds(250),
        s_later = TimeSpan.FromSeconds(10);

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/dashboard/stream", StreamAsync).NeedsOfEachModel(Permission.Read).ExcludeFromDescription().WithName("DashboardStream");

    static async Task StreamAsync(HttpContext context, ChangeStream stream, IHostApplicationLifetime lifetime, TimeProvider time)
    {
        using var listener = stream.Listen(Since(context.Request)) ?? throw ProblemException.TooMany(
            $"{DashboardLimits.Streams} dashboards listen already, the most that may. Close one; pages work without listening.", s_later,
                "streams");
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var access = Access.Of(context);
        context.Response.ContentType = "text/event-stream";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await context.Response.WriteAsync("retry: 2000\n\n", end.Token);
            await context.Response.Body.FlushAsync(end.Token);
            while (true) await TellAsync(context.Response, listener, access, time, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The browser has gone, or the server goes.
        }
    }

    // A browser that lost the line says what it heard last; one that begins to listen, of when its page is.
    static StreamState? Since(HttpRequest request) =>
        StreamState.Read(request.Headers["Last-Event-ID"] is [{ Length: > 0 } last] ? last : request.Query["since"]);

    // Changes come in bursts; what changes within a moment is told in one go. Silence is broken now and then, so that both sides notice a
    // lost line.
    static async Task TellAsync(HttpResponse response, ChangeStream.Listener listener, Access access, TimeProvider time,
        CancellationToken end)
    {
        using var quiet = new CancellationTokenSource(s_heartbeat, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end, quiet.Token);
        var parts = new SortedSet<string>(StringComparer.Ordinal);
        ToldChange heard = default;
        try
        {
            await listener.Changes.WaitToReadAsync(either.Token);
            await Task.Delay(s_together, time, end);
            while (listener.Changes.TryRead(out var told))
            {
                if (told.Number > heard.Number) heard = told;
                if (told.Change.Model is not { } model || access.Opens(model)) parts.Add(told.Change.Part);
            }
        }
        catch (OperationCanceledException) when (!end.IsCancellationRequested)
        {
            await response.WriteAsync(":\n\n", end);
        }
        if (parts.Count > 0) await response.WriteAsync($"id: {listener.StateOf(heard)}\nevent: changed\ndata: {string.Join(' ', parts)}\n\n", end);
        await response.Body.FlushAsync(end);
    }
}
