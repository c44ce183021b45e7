using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Engine.Monitors;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Models;
using Plumbline.Server.Reads;
using Plumbline.Server.Security;

namespace Plumbline.Server.Monitors;

/// <summary>Monitors: one by one under their model, tried out, paused.</summary>
static class MonitorEndpoints
{
    const int MostDays = 90;
    const int UsualDays = 30;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(RoutePatterns.Monitor, Get).Needs(Permission.Read).WithName("GetMonitor").WithTags("monitors")
            .WithSummary("Shows one monitor.").Produces<MonitorView>().ProducesProblems(401, 403, 404);
        app.MapPut(RoutePatterns.Monitor, Put).Needs(Permission.Configure).Accepts<MonitorDocument>("application/json")
            .WithName("PutMonitor").WithTags("monitors").WithSummary("Adds a monitor, or changes the one of that name.")
            .Produces<MonitorView>().Produces<MonitorView>(StatusCodes.Status201Created)
            .ProducesProblems(400, 401, 403, 404, 409, 413, 415, 422);
        app.MapDelete(RoutePatterns.Monitor, Delete).Needs(Permission.Configure).WithName("DeleteMonitor").WithTags("monitors")
            .WithSummary("Deletes a monitor with its evaluations; its alerts stay, resolved.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblems(401, 403, 404);
        app.MapPut(RoutePatterns.MonitorState, SetState).Needs(Permission.Configure).WithName("SetMonitorState").WithTags("monitors")
            .WithSummary("Makes a monitor active, paused or disabled.")
            .WithDescription("A disabled monitor's alerts are resolved; a paused one's stay as they are.")
            .Produces<MonitorView>().ProducesProblems(401, 403, 404, 409, 422);
        app.MapPost(RoutePatterns.MonitorPreview, Preview).Needs(Permission.Read).Accepts<MonitorDocument>("application/json")
            .WithName("PreviewMonitor").WithTags("monitors")
            .WithSummary("Says what a monitor would have said of the windows of the last days; nothing is kept.")
            .WithDescription("`days` is 1 to 90 (default 30), counted back from the model's last event.")
            .Produces<MonitorPreview>().ProducesProblems(400, 401, 403, 404, 413, 415, 422);
    }

    static IResult Get(string model, string monitor, ModelRegister models, MonitorRegister register) =>
        View(model, register.Find(models.Find(model), monitor));

    static async Task<IResult> Put(string model, string monitor, HttpRequest request, ModelRegister models, MonitorRegister register,
        CancellationToken cancellationToken)
    {
        var found = models.Find(model);
        var document = await RequestBody.ReadAsync(request, ProtocolJson.Default.MonitorDocument, cancellationToken);
        if (document.Name != monitor) throw Differs("name", document.Name, monitor);
        if (document.Model is { } named && named != model) throw Differs("model", named, model);
        var (saved, isNew) = register.Put(found, document);
        return View(model, saved, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    static IResult Delete(string model, string monitor, ModelRegister models, MonitorRegister register)
    {
        register.Delete(models.Find(model), monitor);
        return Results.NoContent();
    }

    static IResult SetState(string model, string monitor, string state, ModelRegister models, MonitorRegister register)
    {
        var wanted = Words.Parse<MonitorState>(state) ?? throw ProblemException.Invalid("state", state, Words.All<MonitorState>(),
            $"'{ProblemException.Shorten(state)}' is no state of a monitor; allowed: {Words.All<MonitorState>()}.");
        return View(model, register.SetState(models.Find(model), monitor, wanted));
    }

    static async Task<IResult> Preview(string model, string? days, string? language, HttpRequest request, ModelRegister models,
        MonitorPreviews previews, CancellationToken cancellationToken)
    {
        var found = models.Find(model);
        long back = ReadQuery.Whole("days", days, 1, MostDays) ?? UsualDays;
        var document = await RequestBody.ReadAsync(request, ProtocolJson.Default.MonitorDocument, cancellationToken);
        var preview = previews.Of(found, MonitorDocuments.Read(found, document), TimeSpan.FromDays(back),
            ReaderLanguage.Of(request, language), cancellationToken);
        return Results.Json(preview, ProtocolJson.Default.MonitorPreview);
    }

    static IResult View(string model, MonitorDefinition monitor, int status = StatusCodes.Status200OK) =>
        Results.Json(MonitorDocuments.ViewOf(model, monitor), ProtocolJson.Default.MonitorView, statusCode: status);

    static ProblemException Differs(string field, string inBody, string inAddress) => ProblemException.Invalid(field, inBody,
        $"'{inAddress}', as in the address", $"The address says '{ProblemException.Shorten(inAddress)}', the body "
            + $"'{ProblemException.Shorten(inBody)}'.");
}
