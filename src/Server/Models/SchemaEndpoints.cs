using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Engine.Models;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Security;

namespace Plumbline.Server.Models;

/// <summary>The columns of a model: their history, and a person's word that they are right.</summary>
static class SchemaEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(RoutePatterns.Schema, History)
            .Needs(Permission.Read).WithName("GetSchema").WithTags("schema")
            .WithSummary("Shows every revision of a model's columns and what each changed.")
            .Produces<SchemaHistory>().ProducesProblems(400, 401, 403, 404);
        app.MapPost(RoutePatterns.SchemaConfirmation, Confirm)
            .Needs(Permission.Configure).Accepts<SchemaConfirmation>("application/json").WithName("ConfirmSchema").WithTags("schema")
            .WithSummary("Confirms the inferred columns of the newest revision.")
            .Produces<SchemaHistory>().ProducesProblems(400, 401, 403, 404, 409, 413, 415);
    }

    static IResult History(string model, ModelRegister register) => Answer(register.Find(model));

    static async Task<IResult> Confirm(string model, HttpRequest request, ModelRegister register, CancellationToken cancellationToken)
    {
        SchemaConfirmation given = await RequestBody.ReadAsync(request, ProtocolJson.Default.SchemaConfirmation, cancellationToken);
        return Answer(register.Confirm(model, given.Revision));
    }

    static IResult Answer(ModelDefinition model) =>
        Results.Json(new SchemaHistory(model.Name, model.IsConfirmed, [.. model.Revisions.Select(ModelViews.Of)]),
            ProtocolJson.Default.SchemaHistory);
}
