using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Engine.Models;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Models;
using Plumbline.Server.Reads;
using Plumbline.Server.Security;

namespace Plumbline.Server.Annotations;

/// <summary>Deployments, retrains, incidents and notes of a model.</summary>
static class AnnotationEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(RoutePatterns.Annotations, List).Needs(Permission.Read).WithName("ListAnnotations").WithTags("annotations")
            .WithSummary("Lists what was noted of a model, oldest first.")
            .WithDescription("First events of a version are no annotations: time axes show them by themselves, see `versions`.")
            .Produces<AnnotationList>().ProducesProblems(401, 403, 404);
        app.MapPost(RoutePatterns.Annotations, AddAsync).Needs(Permission.Configure).Accepts<AnnotationRequest>("application/json")
            .WithName("AddAnnotation").WithTags("annotations")
            .WithSummary("Notes a deployment, a retrain, an incident or anything else, to be shown on every time axis of the model.")
            .Produces<AnnotationView>(StatusCodes.Status201Created).ProducesProblems(400, 401, 403, 404, 413, 415, 422);
        app.MapDelete(RoutePatterns.Annotation, Delete).Needs(Permission.Configure).WithName("DeleteAnnotation").WithTags("annotations")
            .WithSummary("Takes an annotation away.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblems(400, 401, 403, 404);
    }

    static IResult List(string model, ModelRegister models, AnnotationRegister annotations) =>
        Results.Json(new AnnotationList(model, [.. annotations.Of(models.Find(model).Number).Select(View)]),
            ProtocolJson.Default.AnnotationList);

    static async Task<IResult> AddAsync(string model, HttpContext context, ModelRegister models, AnnotationRegister annotations,
        CancellationToken cancellationToken)
    {
        var found = models.Find(model);
        var given = await RequestBody.ReadAsync(context.Request, ProtocolJson.Default.AnnotationRequest, cancellationToken);
        var added = annotations.Add(found, given, Access.Of(context).Name);
        return Results.Json(View(added), ProtocolJson.Default.AnnotationView, statusCode: StatusCodes.Status201Created);
    }

    static IResult Delete(string model, string number, ModelRegister models, AnnotationRegister annotations)
    {
        annotations.Delete(models.Find(model), ReadQuery.Whole("number", number, 1, long.MaxValue).GetValueOrDefault());
        return Results.NoContent();
    }

    static AnnotationView View(ModelAnnotation annotation) => new(annotation.Number, Words.Of(annotation.Kind), annotation.At,
        annotation.Text, annotation.By, annotation.CreatedAt, annotation.End);
}
