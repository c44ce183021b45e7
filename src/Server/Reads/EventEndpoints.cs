using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Models;
using Plumbline.Server.Security;

namespace Plumbline.Server.Reads;

/// <summary>The rows themselves: for drilling from a verdict, and as a file.</summary>
static class EventEndpoints
{
    const int Most = 1_000, MostConditions = 20;
    const string Conditions = "`from`, `to`, `version`, `environment`, `id`, `tag` (NAME=VALUE), `where` (COLUMN=VALUE, several times; COLUMN= for missing), `with_truth` and `columns` (names with commas between) choose.";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/models/{model}/events", Page).Needs(Permission.Read).WithName("ListEvents").WithTags("reads")
            .WithSummary("A page of stored events, newest first.").WithDescription(Conditions + " `after` continues a list.")
            .Produces<EventList>().ProducesProblems(400, 401, 403, 404);
        app.MapGet("/api/v1/models/{model}/export", Export).Needs(Permission.Read).WithName("ExportEvents").WithTags("reads")
            .WithSummary("Stored events as a Parquet file.").WithDescription(Conditions)
            .Produces(StatusCodes.Status200OK, contentType: "application/vnd.apache.parquet").ProducesProblems(400, 401, 403, 404);
    }

    static IResult Page(string model, string? limit, string? after, HttpRequest request, ModelRegister models, IEventStore events, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var found = models.Find(model);
        long seq = events.AppliedSeq;
        var page = events.Page(found, QueryOf(request.Query), EventViews.Cursor(after), ReadQuery.Limit(limit, Most), cancellationToken);
        return Results.Json(new EventList([.. page.Rows.Select(EventViews.Of)], EventViews.Text(page.Next), seq, clock.GetUtcNow()), LiveJson.Default.EventList);
    }

    static IResult Export(string model, HttpRequest request, HttpResponse response, ModelRegister models, IEventStore events, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var found = models.Find(model);
        var query = QueryOf(request.Query);
        string folder = Directory.CreateTempSubdirectory("plumbline-export-").FullName;
        response.OnCompleted(() =>
        {
            Directory.Delete(folder, recursive: true);
            return Task.CompletedTask;
        });
        string path = Path.Combine(folder, "events.parquet");
        response.Headers["Plumbline-As-Of-Seq"] = events.AppliedSeq.ToString(System.Globalization.CultureInfo.InvariantCulture);
        response.Headers["Plumbline-As-Of"] = clock.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        events.Export(found, query, path, cancellationToken);
        return Results.File(path, "application/vnd.apache.parquet", "events.parquet");
    }

    static EventQuery QueryOf(IQueryCollection query) => new()
    {
        From = ReadQuery.Time("from", query["from"]),
        To = ReadQuery.Time("to", query["to"]),
        Version = query["version"],
        Environment = query["environment"],
        Id = query["id"],
        Tag = ReadQuery.Pair("tag", query["tag"]),
        OnlyWithTruth = ReadQuery.Flag("with_truth", query["with_truth"]),
        Columns = ReadQuery.Names(query["columns"]),
        Where = [.. Where(query)],
    };

    static IEnumerable<KeyValuePair<string, string?>> Where(IQueryCollection query)
    {
        if (query["where"].Count > MostConditions)
            throw ProblemException.InvalidQuery("where", null, $"at most {MostConditions} conditions", $"There are {query["where"].Count} conditions.");
        foreach (string? text in query["where"])
            if (ReadQuery.Pair("where", text) is { } pair) yield return new(pair.Key, pair.Value.Length == 0 ? null : pair.Value);
    }
}
