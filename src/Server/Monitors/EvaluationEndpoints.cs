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

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/v1/models/{model}/evaluations", List)
        .Needs(Permission.Read).WithName("ListEvaluations").WithTags("evaluations")
        .WithSummary("Lists the newest evaluation of each window, newest window first.")
        .WithDescription("`monitor` is a name; `breaches=true` leaves out what is well; `before` continues a list; `provisional=true` with a monitor shows its open window as it stands, which is not kept.")
        .Produces<EvaluationList>().ProducesProblems(400, 401, 403, 404);

    static IResult List(string model, string? monitor, string? from, string? to, string? breaches, string? before, string? limit, string? provisional,
        ModelRegister models, MonitorRegister register, ICatalog catalog, LiveCells cells, EvaluationProjection evaluating, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var found = models.Find(model);
        var one = monitor is null ? null : register.Find(found, monitor);
        if (ReadQuery.Flag("provisional", provisional)) return Answer(model, Provisional(found, one, evaluating, cancellationToken), null, cells, clock);
        int most = ReadQuery.Limit(limit, Most);
        var evaluations = catalog.Evaluations(new EvaluationQuery
        {
            Model = found.Number,
            Monitor = one?.Number,
            From = ReadQuery.Time("from", from),
            To = ReadQuery.Time("to", to),
            OnlyBreaches = ReadQuery.Flag("breaches", breaches),
            BeforeNumber = ReadQuery.Whole("before", before, 1, long.MaxValue),
            Limit = most,
        });
        var names = catalog.Monitors(found.Number).ToDictionary(m => m.Number, m => m.Name);
        var views = evaluations.Select(e => EvaluationViews.Of(e, names.GetValueOrDefault(e.Monitor, "")));
        return Answer(model, views, evaluations.Count < most ? null : evaluations.Min(e => e.Number), cells, clock);
    }

    static IEnumerable<EvaluationView> Provisional(ModelDefinition model, MonitorDefinition? monitor, EvaluationProjection evaluating,
        CancellationToken cancellationToken)
    {
        if (monitor is null) throw ProblemException.InvalidQuery("monitor", null, "the name of a monitor", "Say with 'monitor' whose open window is wanted.");
        return evaluating.Provisional(model, monitor, cancellationToken) is { } open ? [EvaluationViews.Of(open, monitor.Name)] : [];
    }

    static IResult Answer(string model, IEnumerable<EvaluationView> views, long? next, LiveCells cells, TimeProvider clock) =>
        Results.Json(new EvaluationList(model, [.. views], next, cells.AppliedSeq, clock.GetUtcNow()), LiveJson.Default.EvaluationList);
}
