using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Plumbline.Engine.Monitors;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Models;
using Plumbline.Server.Reads;
using Plumbline.Server.Security;

namespace Plumbline.Server.Monitors;

/// <summary>Monitors of all models, as a document that is read and written.</summary>
static class MonitorFileEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(RoutePatterns.AllMonitors, Export).NeedsOfEachModel(Permission.Read).WithName("ListMonitors").WithTags("monitors")
            .WithSummary("Lists the monitors of every model, as a document that can be applied again.")
            .WithDescription("`model`, `kind` and `state` narrow it down.").Produces<MonitorFile>().ProducesProblems(400, 401, 403, 404);
        app.MapPut(RoutePatterns.AllMonitors, Apply).NeedsOfEachModel(Permission.Configure).Accepts<MonitorFile>("application/json")
            .WithName("ApplyMonitors").WithTags("monitors").WithSummary("Applies a document of monitors, all or nothing.")
            .WithDescription("Monitors are matched by model and name. `dry_run=true` says what would change and changes nothing; "
            + "`prune=true` deletes monitors of the models in the document that the document does not have. Models that do not occur in it "
            + "are left alone.")
            .Produces<MonitorChanges>().ProducesProblems(400, 401, 403, 409, 413, 415, 422);
    }

    static IResult Export(string? model, string? kind, string? state, HttpContext context, ModelRegister models, MonitorFiles files)
    {
        var access = Access.Of(context);
        var found = model is null ? null : models.Find(model);
        if (found is not null) access.Demand(found.Number);
        return Results.Json(files.Export(access, found, ReadQuery.Word<MonitorKind>("kind", kind),
            ReadQuery.Word<MonitorState>("state", state)), ProtocolJson.Default.MonitorFile);
    }

    static async Task<IResult> Apply([FromQuery(Name = "dry_run")] string? dryRun, string? prune, HttpContext context, MonitorFiles files,
        CancellationToken cancellationToken)
    {
        bool isDryRun = ReadQuery.Flag("dry_run", dryRun), removes = ReadQuery.Flag("prune", prune);
        var file = await RequestBody.ReadAsync(context.Request, ProtocolJson.Default.MonitorFile, cancellationToken);
        return Results.Json(files.Apply(Access.Of(context), file, isDryRun, removes), ProtocolJson.Default.MonitorChanges);
    }
}
