using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Models;
using Plumbline.Server.Projections;
using Plumbline.Server.Reads;
using Plumbline.Server.Security;

namespace Plumbline.Server.Monitors;

/// <summary>What was concluded of the windows of a model.</summary>
static class EvaluationEndpoints
{
    const int Most = 1_000;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(RoutePatterns.Evaluations, List).Needs(Permission.Read).WithName("ListEvaluations").WithTags("evaluations")
            .WithSummary("Lists the newest evaluation of each window, newest window first.")
            .WithDescription("`monitor` is a name; `breaches=true` leaves out what is well; `after` is `next` of the page before; "
            + "`provisional=true` with a monitor shows its open window as it stands, which is not kept; `language` is en or zh-CN.")
            .Produces<EvaluationList>().ProducesProblems(400, 401, 403, 404);
        app.MapGet(RoutePatterns.Evaluation, Get).Needs(Permission.Read).WithName("GetEvaluation").WithTags("evaluations")
            .WithSummary("Shows one evaluation with all that it was computed from.").Produces<EvaluationView>()
            .ProducesProblems(400, 401, 403, 404);
        app.MapGet(RoutePatterns.EvaluatedProfile, Profile).Needs(Permission.Read).WithName("GetEvaluatedProfile").WithTags("evaluations")
            .WithSummary("Shows the profile of the window an evaluation was computed from, as a plumbline/profile/1 document.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblems(400, 401, 403, 404);
        app.MapGet(RoutePatterns.History, (string model, ModelRegister models, HistorySummaries histories) =>
                Results.Json(histories.Of(models.Find(model)), ProtocolJson.Default.HistorySummary))
            .Needs(Permission.Read).WithName("GetHistory").WithTags("evaluations")
            .WithSummary("Sums up the windows that were older than a day when they were first judged; they raised no alert.")
            .Produces<HistorySummary>().ProducesProblems(401, 403, 404);
    }

    static IResult Get(string model, string number, string? language, HttpRequest request, ModelRegister models, IMonitorCatalog catalog)
    {
        var found = Find(models.Find(model), number, catalog);
        string monitor = catalog.FindMonitor(found.Monitor)?.Name ?? "";
        return Results.Json(EvaluationViews.Of(found, model, monitor, ReaderLanguage.Of(request, language)),
            ProtocolJson.Default.EvaluationView);
    }

    static IResult Profile(string model, string number, ModelRegister models, IMonitorCatalog catalog)
    {
        var found = Find(models.Find(model), number, catalog);
        return catalog.EvaluatedProfile(found.Number) is { Length: > 0 } kept
            ? Results.Bytes(ProfileBytes.Of(ProfileBytes.Read(kept, model)), "application/json")
            : throw ProblemException.NotFound("number", number,
                $"The window of evaluation {found.Number} had no rows, so it has no profile.");
    }

    static Evaluation Find(ModelDefinition model, string text, IMonitorCatalog catalog)
    {
        long number = ReadQuery.Whole("number", text, 1, long.MaxValue).GetValueOrDefault();
        return catalog.FindEvaluation(number) is { } found && found.Model == model.Number ? found
            : throw ProblemException.NotFound("number", text, $"The model '{model.Name}' has no evaluation {number}.");
    }

    static IResult List(string model, string? monitor, string? from, string? to, string? breaches, string? after, string? limit,
        string? provisional, string? language, HttpRequest request, ModelRegister models, MonitorRegister register, EvaluationPages pages)
    {
        var found = models.Find(model);
        var one = monitor is null ? null : register.Find(found, monitor);
        var reader = ReaderLanguage.Of(request, language);
        if (ReadQuery.Flag("provisional", provisional))
            return Page(pages.Provisional(found, Named(one), reader, request.HttpContext.RequestAborted));
        return Page(pages.Kept(found, reader, new EvaluationQuery
        {
            Model = found.Number,
            Monitor = one?.Number,
            From = ReadQuery.Time("from", from),
            To = ReadQuery.Time("to", to),
            OnlyBreaches = ReadQuery.Flag("breaches", breaches),
            BeforeNumber = ReadQuery.Whole("after", after, 1, long.MaxValue),
            Limit = ReadQuery.Limit(limit, Most),
        }));
    }

    static MonitorDefinition Named(MonitorDefinition? monitor) => monitor
        ?? throw ProblemException.InvalidQuery("monitor", null, "the name of a monitor", "Say with 'monitor' whose open window is wanted.");

    static IResult Page(EvaluationList page) => Results.Json(page, ProtocolJson.Default.EvaluationList);
}
