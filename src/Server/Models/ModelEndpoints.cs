using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Projections;
using Plumbline.Server.Security;

namespace Plumbline.Server.Models;

/// <summary>Models: register, look at, list, delete.</summary>
static class ModelEndpoints
{
    const int MostListed = 1_000, ListedByDefault = 100;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(RoutePatterns.Models, List)
            .NeedsOfEachModel(Permission.Read).WithName("ListModels").WithTags("models")
            .WithSummary("Lists models by name, a page at a time.")
            .WithDescription("`after` is `next` of the page before; `limit` is 1 to 1000 (default 100); `tag` keeps models with that tag, "
                + "as NAME or NAME=VALUE.")
            .Produces<ModelList>().ProducesProblems(400, 401, 403);
        app.MapGet(RoutePatterns.Model, Get)
            .Needs(Permission.Read).WithName("GetModel").WithTags("models")
            .WithSummary("Shows a model with its newest columns, the names of its versions and what is stored of it.")
            .Produces<ModelView>().ProducesProblems(400, 401, 403, 404);
        app.MapPut(RoutePatterns.Model, Put)
            .Needs(Permission.Configure).Accepts<ModelRegistration>("application/json").WithName("PutModel").WithTags("models")
            .WithSummary("Registers a model, or changes the one of that name.")
            .WithDescription(
                "What is left out stays as it is. Columns that are given are confirmed; a change of columns makes a new revision.")
            .Produces<ModelView>().Produces<ModelView>(StatusCodes.Status201Created).ProducesProblems(400, 401, 403, 409, 413, 415, 422);
        app.MapDelete(RoutePatterns.Model, DeleteAsync)
            .Needs(Permission.Administer).WithName("DeleteModel").WithTags("models")
            .WithSummary("Deletes a model with everything that was sent for it and concluded from it.")
            .Produces<DeletionAnswer>(StatusCodes.Status202Accepted).ProducesProblems(400, 401, 403, 404, 503);
    }

    static IResult List(string? after, int? limit, string? tag, ICatalog catalog, HttpContext context)
    {
        if (limit is < 1 or > MostListed)
            throw ProblemException.InvalidQuery("limit", limit.Value.ToString(CultureInfo.InvariantCulture), $"1 to {MostListed}",
                $"A limit of {limit} is outside 1 to {MostListed}.");
        var access = Access.Of(context);
        ModelDefinition[] all = [.. catalog.Models().Where(m => access.Opens(m.Number) && HasTag(m, tag))
            .OrderBy(m => m.Name, StringComparer.Ordinal)];
        ModelDefinition[] page = [.. all.Where(m => after is null || string.CompareOrdinal(m.Name, after) > 0)
            .Take((limit ?? ListedByDefault) + 1)];
        bool hasMore = page.Length > (limit ?? ListedByDefault);
        if (hasMore) page = page[..^1];
        var list = new ModelList([.. page.Select(ModelViews.SummaryOf)], all.Length, hasMore ? page[^1].Name : null);
        return Results.Json(list, ProtocolJson.Default.ModelList);
    }

    static IResult Get(string model, ModelRegister register, ModelReader reader, CancellationToken cancellationToken) =>
        Results.Json(reader.Read(register.Find(model), cancellationToken), ProtocolJson.Default.ModelView);

    static bool HasTag(ModelDefinition model, string? tag)
    {
        if (tag is null) return true;
        int equals = tag.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? model.Tags.ContainsKey(tag) : model.Tags.TryGetValue(tag[..equals], out string? value)
            && value == tag[(equals + 1)..];
    }

    static async Task<IResult> Put(string model, HttpRequest request, ModelRegister register, ModelReader reader,
        CancellationToken cancellationToken)
    {
        ModelNames.Model(model);
        var given = await RequestBody.ReadAsync(request, ProtocolJson.Default.ModelRegistration, cancellationToken);
        var (put, isNew) = register.Put(model, given);
        if (isNew) request.HttpContext.Response.Headers.Location = "/" + Routes.Model(model);
        return Results.Json(reader.Read(put, cancellationToken), ProtocolJson.Default.ModelView,
            statusCode: isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    static async Task<IResult> DeleteAsync(string model, ModelRegister register, IEventLog log, ModelRemoval removal,
        CancellationToken cancellationToken)
    {
        long seq = await EraseAsync(register.Find(model), log, removal, cancellationToken);
        return Results.Json(new DeletionAnswer(seq), ProtocolJson.Default.DeletionAnswer, statusCode: StatusCodes.Status202Accepted);
    }

    /// <summary>Deletes a model with everything that was sent for it and concluded from it.</summary>
    /// <returns>Number of the log's entry that says so.</returns>
    internal static async Task<long> EraseAsync(ModelDefinition model, IEventLog log, ModelRemoval removal,
        CancellationToken cancellationToken)
    {
        // First the log: should the process end in between, its entry brings the deletion to its end at the next start.
        AppendResult appended = await log.AppendAsync(new LogEntry.Erased(new Erasure { Model = model.Number }), cancellationToken);
        removal.Remove(model.Number);
        return appended.FirstSeq;
    }
}
