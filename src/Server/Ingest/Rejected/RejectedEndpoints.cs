using Plumbline.Protocol;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Engine.Storage;
using Plumbline.Protocol.Ingest;
using Plumbline.Server.Hosting;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Models;
using Plumbline.Server.Reads;
using Plumbline.Server.Security;

namespace Plumbline.Server.Ingest.Rejected;

/// <summary>The rows of a model that were not accepted, and why.</summary>
static class RejectedEndpoints
{
    const int Most = 1_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(RoutePatterns.Rejected, Page)
            .Needs(Permission.Read).WithName("ListRejected").WithTags("ingest")
            .WithSummary("Rejected rows of a model, newest first, with counts by field and reason.")
            .WithDescription("`from` (included) and `to` (not included) are times of receipt; `field` is the whole name, empty for rows "
            + "that were wrong as a whole; `reason` is a part of the reason; `after` continues a list. Values are shown by their shape "
            + "only.")
            .Produces<RejectedList>().ProducesProblems(400, 401, 403, 404);
        routes.MapDelete(RoutePatterns.Rejected, Clear)
            .Needs(Permission.Configure).WithName("ClearRejected").WithTags("ingest")
            .WithSummary("Empties the inbox of rejected rows of a model; its counts begin anew.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblems(400, 401, 403, 404, 503);
    }

    static IResult Page(string model, string? from, string? to, string? field, string? reason, string? after, string? limit,
        ModelRegister models,
        IRejectedInbox inbox)
    {
        RejectedPage page = inbox.Read(new RejectedQuery
        {
            Model = models.Find(model).Number,
            From = ReadQuery.Time("from", from),
            To = ReadQuery.Time("to", to),
            Field = field,
            Reason = reason,
            BeforeNumber = ReadQuery.Whole("after", after, 1, long.MaxValue),
            Limit = ReadQuery.Limit(limit, Most),
        });
        string? next = page.HasMore ? page.Rows[^1].Number.ToString(CultureInfo.InvariantCulture) : null;
        var list = new RejectedList([.. page.Rows.Select(ViewOf)], [.. page.Causes.Select(ViewOf)], page.Count, page.All,
            page.Forgotten, next);
        return Results.Json(list, IngestJson.Default.RejectedList);
    }

    static IResult Clear(string model, ModelRegister models, IRejectedInbox inbox)
    {
        inbox.Clear(models.Find(model).Number);
        return Results.NoContent();
    }

    static RejectedView ViewOf(RejectedRow row) => new(row.At, Words.Of(row.Kind), row.Index, row.Field, row.Reason, row.Alike, row.Value);

    static RejectedCauseView ViewOf(RejectedCause cause) => new(Words.Of(cause.Kind), cause.Field, cause.Reason, cause.Count, cause.LastAt);
}
