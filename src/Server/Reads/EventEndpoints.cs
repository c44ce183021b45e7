using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Models;
using Plumbline.Server.Security;

namespace Plumbline.Server.Reads;

/// <summary>The rows themselves: for drilling from a verdict.</summary>
static class EventEndpoints
{
    public const int MostOfAPage = 1_000;

    /// <summary>How events are chosen, for every endpoint that takes <see cref="EventParameters"/>.</summary>
    public const string Choosing = """
        `from`, `to`, `version`, `environment`, `id`, `tag` (NAME=VALUE) and `with_truth` choose rows; so do `where` (COLUMN=VALUE;
        COLUMN= for missing) and `between` (COLUMN=LOW..HIGH, both ends included, either may be left out), each of which may be given
        several times: every condition must hold. `evaluation` is the number of one: the rows of its window; with `subject`, one of its
        parts, those that made the breach: rows without a value where missing values did, else the cell whose share grew most against
        the baseline. `columns` are names with commas between.
        """;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(RoutePatterns.Events, Page).Needs(Permission.Read).WithName("ListEvents").WithTags("reads")
            .WithSummary("A page of stored events, newest first.")
            .WithDescription(Choosing + "\n`after` is `next` of the page before; `limit` is 1 to 1000 (default 100).")
            .Produces<EventList>().ProducesProblems(400, 401, 403, 404);
        ExportEndpoints.Map(app);
    }

    /// <summary>The rows that are chosen, and what of them an evaluation chose.</summary>
    public static (EventQuery Query, EventSelection? Selection) Choose(ModelDefinition model, EventParameters chosen, VerdictRows verdicts)
    {
        var query = chosen.Query();
        if (ReadQuery.Whole("evaluation", chosen.Evaluation, 1, long.MaxValue) is { } evaluation)
            return verdicts.Select(model, query, evaluation, chosen.Subject, chosen.Measure);
        if (chosen.Subject is not null)
            throw ProblemException.InvalidQuery("subject", chosen.Subject, "only with evaluation",
                "'subject' is a part of an evaluation: say with 'evaluation' of which.");
        return (query, null);
    }

    static IResult Page(string model, string? limit, string? after, [AsParameters] EventParameters chosen, ModelRegister models,
        IEventStore events, VerdictRows verdicts, IdSearch ids, LogTimes times, CancellationToken cancellationToken)
    {
        var found = models.Find(model);
        var (query, selection) = Choose(found, chosen, verdicts);
        long seq = events.AppliedSeq;
        var page = events.Page(found, ids.Narrow(found, query), EventViews.Cursor(after), ReadQuery.Limit(limit, MostOfAPage),
            cancellationToken);
        var list = new EventList([.. page.Rows.Select(EventViews.Of)], EventViews.Text(page.Next), selection, seq, times.Of(seq));
        return Results.Json(list, ProtocolJson.Default.EventList);
    }
}
