using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Security;

namespace Plumbline.Server.Hosting;

/// <summary>Answers 503 until every part has been started, but for what needs none of them. While projections replay the log it lets pass:
/// the log takes rows, and every reading says up to which one it is.</summary>
sealed class ReadinessGate(RequestDelegate next, Readiness readiness)
{
    static readonly TimeSpan s_soon = TimeSpan.FromSeconds(1);

    public Task InvokeAsync(HttpContext context)
    {
        if (readiness.IsStarting && context.GetEndpoint() is RouteEndpoint endpoint
            && endpoint.Metadata.GetMetadata<AccessMetadata>() is not { Needs: Permission.None })
            throw ProblemException.Unavailable($"The server is starting: it is loading {readiness.Health.Waiting}.", s_soon, "starting");
        return next(context);
    }
}
