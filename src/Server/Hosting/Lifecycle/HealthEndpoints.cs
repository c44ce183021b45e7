using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Protocol;
using Plumbline.Server.Security;

namespace Plumbline.Server.Hosting;

/// <summary><c>/healthz</c>: the process runs. <c>/readyz</c>: it can be given work.</summary>
static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(RoutePatterns.Health, () => Answer(new Health("up"), StatusCodes.Status200OK))
            .NeedsNothing().WithName("Health").WithTags("operations")
            .WithSummary("Says that the process is up.")
            .Produces<Health>();
        app.MapGet(RoutePatterns.Ready, (Readiness readiness) => Answer(readiness.Health))
            .NeedsNothing().WithName("Ready").WithTags("operations")
            .WithSummary("Says whether history is loaded, every part works and the server is not stopping.")
            .WithDescription(
                "While it is not ready the answer names the part and the reason. Alive but not ready is no reason to restart it.")
            .Produces<Health>().Produces<Health>(StatusCodes.Status503ServiceUnavailable);
    }

    static IResult Answer(Health health) =>
        Answer(health, health.Status == "ready" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);

    static IResult Answer(Health health, int status) => Results.Json(health, ProtocolJson.Default.Health, statusCode: status);
}
