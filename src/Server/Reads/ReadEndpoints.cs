using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Plumbline.Protocol;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Models;
using Plumbline.Server.Projections;
using Plumbline.Server.Security;

namespace Plumbline.Server.Reads;

/// <summary>What is stored and counted of a model. Every answer says up to which row and moment it is.</summary>
static class ReadEndpoints
{
    public static void AddReads(this IServiceCollection services)
    {
        services.AddSingleton<CellSeries>().AddSingleton<MetricSeries>().AddSingleton<PartSeries>().AddSingleton<SeriesReader>();
        services.AddSingleton<VerdictRows>().AddSingleton<ExportTurns>().AddSingleton<LogTimes>()
            .AddSingleton<IdSearch>();
    }

    public static void Map(IEndpointRouteBuilder app)
    {
        ProfileEndpoints.Map(app);
        SeriesEndpoints.Map(app);
        EventEndpoints.Map(app);
        app.MapPost(RoutePatterns.Rebuild, Rebuild).Needs(Permission.Administer).WithName("Rebuild").WithTags("operations")
            .WithSummary("Counts every profile anew from the stored rows and says whether any was different.")
            .WithDescription("`model` limits it to one model.")
            .Produces<RebuildAnswer>().ProducesProblems(400, 401, 403, 404, 503);
    }

    static async Task<IResult> Rebuild(string? model, ModelRegister models, Recounts recounts, CancellationToken cancellationToken)
    {
        var result = await recounts.RebuildAsync(model is null ? null : models.Find(model).Number, cancellationToken);
        return Results.Json(new RebuildAnswer(result.Cells, result.Changed, result.Sealed, result.AppliedSeq),
            ProtocolJson.Default.RebuildAnswer);
    }
}
