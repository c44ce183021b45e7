using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Security;

namespace Plumbline.Server.Models;

/// <summary>Deletes events by time, tag, id or version. A deletion is an entry of the log, so every later rebuild knows it.</summary>
static class ErasureEndpoints
{
    const string TimeForm = "a time such as 2026-03-02T00:00:00Z";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapDelete(RoutePatterns.Events, Events)
            .Needs(Permission.Administer).WithName("DeleteEvents").WithTags("deletion")
            .WithSummary("Deletes the events of a model that meet every given condition.")
            .WithDescription(
                "`from` (included) and `to` (not included) are times with an offset; `tag` is NAME=VALUE; `id` is one event. At least one is "
                + "needed: to delete everything, delete the model. Profiles of days whose events retention has dropped are only counts: those "
                + "wholly within the time go, but no single event can be taken out of them.")
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
        var erasure = new Erasure { Model = number, From = Time("from", from), To = Time("to", to), Tag = Tag(tag), Id = Id(id) };
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

    // A time without an offset would be read as the server's, which nobody means when deleting.
    static DateTimeOffset? Time(string field, string? text)
    {
        if (text is null) return null;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            && HasOffset(text)) return time;
        string hint = text.Contains(' ', StringComparison.Ordinal) ? " A plus sign in an address is written %2B." : "";
        throw ProblemException.InvalidQuery(field, text, TimeForm,
            $"'{ProblemException.Shorten(text)}' is not a time with an offset; write it like 2026-03-02T00:00:00Z.{hint}");
    }

    static bool HasOffset(string text) => text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');

    static KeyValuePair<string, string>? Tag(string? text)
    {
        if (text is null) return null;
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 ? new KeyValuePair<string, string>(text[..equals], text[(equals + 1)..])
            : throw ProblemException.InvalidQuery("tag", text, "NAME=VALUE", $"'{ProblemException.Shorten(text)}' is not NAME=VALUE.");
    }

    static string? Id(string? id) => id is null || id.Length is > 0 and <= 200 ? id
        : throw ProblemException.InvalidQuery("id", id, "1 to 200 bytes", "An id has 1 to 200 bytes.");
}
