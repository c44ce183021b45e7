using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Reads;
using Plumbline.Server.Security;

namespace Plumbline.Server.Models;

/// <summary>Deletes events by time, tag, id or version. A deletion is an entry of the log, so every later rebuild knows it.</summary>
static class ErasureEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapDelete(RoutePatterns.Events, Events)
            .Needs(Permission.Administer).WithName("DeleteEvents").WithTags("deletion")
            .WithSummary("Deletes the events of a model that meet every given condition.")
            .WithDescription(
                "`from` (included) and `to` (not included) are times with an offset; `tag` is NAME=VALUE; `id` is one event. At least one "
                    + "is needed: to delete everything, delete the model. Profiles of days whose events retention has dropped are only "
                    + "counts: those wholly within the time go, but no single event can be taken out of them.")
            .Produces<DeletionAnswer>(StatusCodes.Status202Accepted).ProducesProblems(400, 401, 403, 404, 503);
        app.MapDelete(RoutePatterns.Version, Version)
            .Needs(Permission.Administer).WithName("DeleteVersion").WithTags("deletion", "versions")
            .WithSummary("Deletes a version with all its events.")
            .Produces<DeletionAnswer>(StatusCodes.Status202Accepted).ProducesProblems(400, 401, 403, 404, 503);
    }

    static Task<IResult> Events(string model, string? from, string? to, string? tag, string? id, ModelRegister register, IEventLog log,
        CancellationToken cancellationToken)
    {
        int number = register.Find(model).Number;
        var erasure = new Erasure
        {
            Model = number,
            From = ReadQuery.Time("from", from),
            To = ReadQuery.Time("to", to),
            Tag = ReadQuery.Pair("tag", tag),
            Id = Id(id),
        };
        if (erasure is { From: null, To: null, Tag: null, Id: null })
            throw ProblemException.InvalidQuery("from", null, "at least one of from, to, tag, id",
                "Say which events: from, to, tag or id. To delete everything, delete the model.");
        if (erasure.From >= erasure.To)
            throw ProblemException.InvalidQuery("to", to, "a time after 'from'",
                $"'to' ({ProblemException.Shorten(to)}) is not after 'from' ({ProblemException.Shorten(from)}).");
        return Erase(erasure, log, cancellationToken);
    }

    static async Task<IResult> Version(string model, string version, ModelRegister register, IEventLog log,
        CancellationToken cancellationToken)
    {
        VersionEndpoints.Check(version);
        Engine.Models.ModelDefinition found = register.Find(model);
        if (found.Versions.All(v => v.Name != version))
            throw ProblemException.NotFound("version", version,
                $"The model '{model}' has no version '{ProblemException.Shorten(version)}'.");
        IResult answer = await Erase(new Erasure { Model = found.Number, Version = version }, log, cancellationToken);
        register.Change(model, m => m with { Versions = [.. m.Versions.Where(v => v.Name != version)] });
        return answer;
    }

    static async Task<IResult> Erase(Erasure erasure, IEventLog log, CancellationToken cancellationToken)
    {
        AppendResult appended = await log.AppendAsync(new LogEntry.Erased(erasure), cancellationToken);
        return Results.Json(new DeletionAnswer(appended.FirstSeq), ProtocolJson.Default.DeletionAnswer,
            statusCode: StatusCodes.Status202Accepted);
    }

    static string? Id(string? id) => id is null || id.Length is > 0 and <= 200 ? id
        : throw ProblemException.InvalidQuery("id", id, "1 to 200 bytes", "An id has 1 to 200 bytes.");
}
