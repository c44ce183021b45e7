using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Models;
using Plumbline.Server.Security;

namespace Plumbline.Server.Monitors;

/// <summary>Monitors of a model: written one by one or as a file, tried out, paused.</summary>
static class MonitorEndpoints
{
    const string Route = "/api/v1/models/{model}/monitors";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Route, List).Needs(Permission.Read).WithName("ListMonitors").WithTags("monitors")
            .WithSummary("Lists the monitors of a model.").Produces<MonitorList>().ProducesProblems(401, 403, 404);
        app.MapGet(Route + "/{monitor}", Get).Needs(Permission.Read).WithName("GetMonitor").WithTags("monitors")
            .WithSummary("Shows one monitor.").Produces<MonitorView>().ProducesProblems(401, 403, 404);
        app.MapPut(Route + "/{monitor}", Put).Needs(Permission.Configure).Accepts<MonitorDocument>("application/json").WithName("PutMonitor").WithTags("monitors")
            .WithSummary("Adds a monitor, or changes the one of that name.").Produces<MonitorView>().Produces<MonitorView>(StatusCodes.Status201Created)
            .ProducesProblems(400, 401, 403, 404, 409, 413, 415, 422);
        app.MapDelete(Route + "/{monitor}", Delete).Needs(Permission.Configure).WithName("DeleteMonitor").WithTags("monitors")
            .WithSummary("Deletes a monitor with its evaluations and alerts.").Produces(StatusCodes.Status204NoContent).ProducesProblems(401, 403, 404);
        app.MapPut(Route + "/{monitor}/state/{state}", SetState).Needs(Permission.Configure).WithName("SetMonitorState").WithTags("monitors")
            .WithSummary("Makes a monitor active, paused or disabled.").WithDescription("A disabled monitor's alerts are resolved; a paused one's stay as they are.")
            .Produces<MonitorView>().ProducesProblems(401, 403, 404, 409, 422);
        app.MapPost(Route + "/preview", Preview).Needs(Permission.Read).Accepts<MonitorDocument>("application/json").WithName("PreviewMonitor").WithTags("monitors")
            .WithSummary("Says what a monitor would have said of the newest 100 windows; nothing is kept.").Produces<MonitorPreview>()
            .ProducesProblems(400, 401, 403, 404, 413, 415, 422);
        app.MapGet("/api/v1/models/{model}/monitors.json", Export).Needs(Permission.Read).WithName("ExportMonitors").WithTags("monitors as code")
            .WithSummary("Writes every monitor of a model as a file that can be applied again.").Produces<MonitorFile>().ProducesProblems(401, 403, 404);
        app.MapPost(Route + "/diff", Diff).Needs(Permission.Read).Accepts<MonitorFile>("application/json").WithName("DiffMonitors").WithTags("monitors as code")
            .WithSummary("Says what applying a file would change.").Produces<MonitorChanges>().ProducesProblems(400, 401, 403, 404, 413, 415, 422);
        app.MapPost(Route + "/apply", Apply).Needs(Permission.Configure).Accepts<MonitorFile>("application/json").WithName("ApplyMonitors").WithTags("monitors as code")
            .WithSummary("Makes the monitors of a model those of a file.").WithDescription("Monitors that are not in the file are deleted; look at the diff first.")
            .Produces<MonitorChanges>().ProducesProblems(400, 401, 403, 404, 409, 413, 415, 422);
    }

    static IResult List(string model, ModelRegister models, IMonitorCatalog catalog) => Results.Json(new MonitorList(model,
        [.. catalog.Monitors(models.Find(model).Number).OrderBy(m => m.Name, StringComparer.Ordinal).Select(MonitorDocuments.ViewOf)]), LiveJson.Default.MonitorList);

    static IResult Get(string model, string monitor, ModelRegister models, MonitorRegister register) => View(register.Find(models.Find(model), monitor));

    static async Task<IResult> Put(string model, string monitor, HttpRequest request, ModelRegister models, MonitorRegister register,
        CancellationToken cancellationToken)
    {
        var found = models.Find(model);
        var document = await RequestBody.ReadAsync(request, LiveJson.Default.MonitorDocument, cancellationToken);
        if (document.Name != monitor)
            throw ProblemException.Invalid("name", document.Name, $"'{monitor}', as in the address", $"The address names the monitor '{ProblemException.Shorten(monitor)}', the body '{ProblemException.Shorten(document.Name)}'.");
        var (saved, isNew) = register.Put(found, document);
        return View(saved, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    static IResult Delete(string model, string monitor, ModelRegister models, MonitorRegister register)
    {
        register.Delete(models.Find(model), monitor);
        return Results.NoContent();
    }

    static IResult SetState(string model, string monitor, string state, ModelRegister models, MonitorRegister register) =>
        View(register.SetState(models.Find(model), monitor, Words.Parse<MonitorState>(state) ?? throw ProblemException.Invalid("state", state,
            Words.All<MonitorState>(), $"'{ProblemException.Shorten(state)}' is no state of a monitor; allowed: {Words.All<MonitorState>()}.")));

    static async Task<IResult> Preview(string model, HttpRequest request, ModelRegister models, MonitorPreviews previews, CancellationToken cancellationToken)
    {
        var found = models.Find(model);
        var document = await RequestBody.ReadAsync(request, LiveJson.Default.MonitorDocument, cancellationToken);
        return Results.Json(previews.Of(found, MonitorDocuments.Read(found.Number, document), cancellationToken), LiveJson.Default.MonitorPreview);
    }

    static IResult Export(string model, ModelRegister models, IMonitorCatalog catalog) => Results.Json(new MonitorFile
    {
        Monitors = [.. catalog.Monitors(models.Find(model).Number).OrderBy(m => m.Name, StringComparer.Ordinal).Select(MonitorDocuments.Of)],
    }, LiveJson.Default.MonitorFile);

    static Task<IResult> Diff(string model, HttpRequest request, ModelRegister models, MonitorRegister register, CancellationToken cancellationToken) =>
        Change(model, request, models, register, isDiff: true, cancellationToken);

    static Task<IResult> Apply(string model, HttpRequest request, ModelRegister models, MonitorRegister register, CancellationToken cancellationToken) =>
        Change(model, request, models, register, isDiff: false, cancellationToken);

    static async Task<IResult> Change(string model, HttpRequest request, ModelRegister models, MonitorRegister register, bool isDiff,
        CancellationToken cancellationToken)
    {
        var found = models.Find(model);
        var file = await RequestBody.ReadAsync(request, LiveJson.Default.MonitorFile, cancellationToken);
        return Results.Json(register.Apply(found, file, isDiff), LiveJson.Default.MonitorChanges);
    }

    static IResult View(MonitorDefinition monitor, int status = StatusCodes.Status200OK) =>
        Results.Json(MonitorDocuments.ViewOf(monitor), LiveJson.Default.MonitorView, statusCode: status);
}
