using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Protocol;
using Plumbline.Server.Ingest.Files;
using Plumbline.Server.Keys;
using Plumbline.Server.Limits;
using Plumbline.Server.Models;
using Plumbline.Server.Security;

namespace Plumbline.Server.Hosting;

/// <summary>The table of limits, for people and for tools.</summary>
static class LimitEndpoints
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/v1/limits", (ServerOptions options) => Results.Json(TableOf(options), ProtocolJson.Default.LimitTable))
        .NeedsNothing().WithName("GetLimits").WithTags("operations")
        .WithSummary("Lists every limit and what happens beyond it.")
        .Produces<LimitTable>();

    static LimitTable TableOf(ServerOptions options) => new(
    [
        .. IngestLimits.All.Concat(UploadLimits.All(options.MostUploadBytes)).Concat(DashboardLimits.All)
            .Select(l => new LimitRow(l.Name, l.Value, l.Unit, l.WhatHappens)),
        new LimitRow("request_bytes", options.MostBodyBytes, "bytes of a body as sent", "The request is refused with 413."),
        new LimitRow("document_bytes", RequestBody.MostBytes, "bytes of a model, key or monitor", "The request is refused with 413."),
        new LimitRow("connections", options.MostConnections, "connections", "A further connection is closed."),
        new LimitRow("header_bytes", KestrelLimits.HeaderBytes, "bytes", "The request is refused with 431."),
        new LimitRow("keys", KeyEndpoints.MostKeys, "keys", "A further key is refused with 422."),
        new LimitRow("model_tags", RegistrationProblems.MostTags, "tags of a model", "The request is refused with 422."),
        new LimitRow("failed_logins", FailedLogins.Most, "wrong keys or logins a minute and address", "Further ones are refused with 429 and Retry-After; right keys still pass."),
    ]);
}
