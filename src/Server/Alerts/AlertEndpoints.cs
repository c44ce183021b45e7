using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Engine.Alerts;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Models;
using Plumbline.Server.Monitors;
using Plumbline.Server.Reads;
using Plumbline.Server.Security;

namespace Plumbline.Server.Alerts;

/// <summary>Alerts of all models: what fires, what did, who has seen it.</summary>
static class AlertEndpoints
{
    const int Most = 1_000;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(RoutePatterns.Alerts, List).NeedsOfEachModel(Permission.Read).WithName("ListAlerts").WithTags("alerts")
            .WithSummary("Lists alerts of every model, newest first.")
            .WithDescription("`model`, `state` (firing, resolved), `severity` (warning, critical) narrow it down; `from` and `to` keep "
            + "alerts that lived in that time; `after` is `next` of the page before; `limit` is 1 to 1000 (default 100).")
            .Produces<AlertList>().ProducesProblems(400, 401, 403, 404);
        app.MapGet(RoutePatterns.Alert, Get).NeedsOfEachModel(Permission.Read).WithName("GetAlert").WithTags("alerts")
            .WithSummary("Shows one alert.").Produces<AlertView>().ProducesProblems(400, 401, 403, 404);
        app.MapPost(RoutePatterns.Acknowledgement, Acknowledge).NeedsOfEachModel(Permission.Configure)
            .WithName("AcknowledgeAlert").WithTags("alerts")
                .WithSummary("Says that the owner of this key or session has seen a firing alert.")
            .Produces<AlertView>().ProducesProblems(400, 401, 403, 404, 409);
    }

    static IResult List(string? model, string? state, string? severity, string? from, string? to, string? after, string? limit,
        string? language,
        HttpContext context, ModelRegister models, ICatalog catalog)
    {
        var access = Access.Of(context);
        var found = model is null ? null : models.Find(model);
        if (found is not null) access.Demand(found.Number);
        int most = ReadQuery.Limit(limit, Most);
        var alerts = catalog.Alerts(new AlertQuery
        {
            Model = found?.Number ?? access.Model,
            State = ReadQuery.Word<AlertState>("state", state),
            Severity = ReadQuery.Word<MonitorSeverity>("severity", severity),
            From = ReadQuery.Time("from", from),
            To = ReadQuery.Time("to", to),
            BeforeNumber = ReadQuery.Whole("after", after, 1, long.MaxValue),
            Limit = most,
        });
        var reader = ReaderLanguage.Of(context.Request, language);
        return Results.Json(new AlertList([.. alerts.Select(a => Of(a, catalog, reader))], alerts.Count < most ? null : alerts[^1].Number),
            ProtocolJson.Default.AlertList);
    }

    static IResult Get(string number, string? language, HttpContext context, ICatalog catalog) =>
        View(Find(number, context, catalog), catalog, ReaderLanguage.Of(context.Request, language));

    static IResult Acknowledge(string number, string? language, HttpContext context, ICatalog catalog, TimeProvider clock)
    {
        var alert = Find(number, context, catalog);
        if (!catalog.Acknowledge(alert.Number, Access.Of(context).Name, clock.GetUtcNow()))
            throw ProblemException.Conflict("state", "resolved",
                $"The alert {alert.Number} does not fire any more; only a firing one is acknowledged.");
        return View(Find(number, context, catalog), catalog, ReaderLanguage.Of(context.Request, language));
    }

    // An alert of a model the key does not open is none.
    static Alert Find(string text, HttpContext context, ICatalog catalog)
    {
        long number = ReadQuery.Whole("number", text, 1, long.MaxValue - 1).GetValueOrDefault();
        return catalog.Alerts(new AlertQuery { Model = Access.Of(context).Model, BeforeNumber = number + 1, Limit = 1 }) is [var found]
            && found.Number == number
            ? found : throw ProblemException.NotFound("alert", text, $"There is no alert {number}.");
    }

    static IResult View(Alert alert, ICatalog catalog, Language language) =>
        Results.Json(Of(alert, catalog, language), ProtocolJson.Default.AlertView);

    static AlertView Of(Alert alert, ICatalog catalog, Language language) =>
        EvaluationViews.Of(alert, catalog.FindModel(alert.Model)?.Name ?? "", language);
}
