using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Engine.Alerts;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Models;
using Plumbline.Server.Monitors;
using Plumbline.Server.Reads;
using Plumbline.Server.Security;

namespace Plumbline.Server.Alerts;

/// <summary>Alerts of a model: what fires, what did, who has seen it.</summary>
static class AlertEndpoints
{
    const string Route = "/api/v1/models/{model}/alerts";
    const int Most = 1_000;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Route, List).Needs(Permission.Read).WithName("ListAlerts").WithTags("alerts")
            .WithSummary("Lists alerts, newest first.").WithDescription("`state` is firing or resolved; `before` continues a list.")
            .Produces<AlertList>().ProducesProblems(400, 401, 403, 404);
        app.MapPost(Route + "/{number}/acknowledge", Acknowledge).Needs(Permission.Configure).Accepts<Acknowledgement>("application/json")
            .WithName("AcknowledgeAlert").WithTags("alerts").WithSummary("Says that somebody has seen a firing alert.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblems(400, 401, 403, 404, 413, 415, 422);
    }

    static IResult List(string model, string? state, string? limit, string? before, ModelRegister models, IMonitorCatalog catalog)
    {
        var found = models.Find(model);
        int most = ReadQuery.Limit(limit, Most);
        var alerts = catalog.Alerts(new AlertQuery
        {
            Model = found.Number,
            State = StateOf(state),
            BeforeNumber = ReadQuery.Whole("before", before, 1, long.MaxValue),
            Limit = most,
        });
        var names = catalog.Monitors(found.Number).ToDictionary(m => m.Number, m => m.Name);
        return Results.Json(new AlertList([.. alerts.Select(a => EvaluationViews.Of(a, model, names.GetValueOrDefault(a.Monitor, "")))],
            alerts.Count < most ? null : alerts[^1].Number), LiveJson.Default.AlertList);
    }

    static async Task<IResult> Acknowledge(string model, string number, HttpRequest request, ModelRegister models, IMonitorCatalog catalog,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        var found = models.Find(model);
        long alert = ReadQuery.Whole("number", number, 1, long.MaxValue).GetValueOrDefault();
        var given = await RequestBody.ReadAsync(request, LiveJson.Default.Acknowledgement, cancellationToken);
        if (!ModelNames.IsText(given.By) || given.By.Length > 100)
            throw ProblemException.Invalid("by", given.By, "1 to 100 characters", "Say in 'by' who has seen the alert, in 1 to 100 characters.");
        bool isOfModel = catalog.Alerts(new AlertQuery { Model = found.Number, BeforeNumber = alert + 1, Limit = 1 }) is [var next] && next.Number == alert;
        return isOfModel && catalog.Acknowledge(alert, given.By, clock.GetUtcNow()) ? Results.NoContent()
            : throw ProblemException.NotFound("alert", number, $"The model '{model}' has no firing alert {alert}.");
    }

    static AlertState? StateOf(string? state) => state is null ? null : Words.Parse<AlertState>(state)
        ?? throw ProblemException.InvalidQuery("state", state, Words.All<AlertState>(), $"'{ProblemException.Shorten(state)}' is no state of an alert; allowed: {Words.All<AlertState>()}.");
}
