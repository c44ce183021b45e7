using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Protocol.Ingest;
using Plumbline.Server.Exposition;
using Plumbline.Server.Hosting;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Ingest;
using Plumbline.Server.Ingest.Sessions;
using Plumbline.Server.Models;
using Plumbline.Server.Projections;
using Plumbline.Server.Reads;
using Plumbline.Server.Security;

namespace Plumbline.Server.Logs;

/// <summary>Lines that models' programs write: where they come in, and where they are read.</summary>
static class LogEndpoints
{
    public static IServiceCollection AddLogs(this IServiceCollection services)
    {
        services.AddSingleton<LineTail>().AddSingleton<PointForwarding>().AddSingleton<LineJournal>().AddSingleton<LineIntake>()
            .AddSingleton<LineUpkeep>();
        services.AddSingleton<ILifecyclePart>(s => s.GetRequiredService<PointForwarding>());
        services.AddSingleton<ILifecyclePart>(s => s.GetRequiredService<LineUpkeep>());
        services.AddSingleton<ILifecyclePart>(s => s.GetRequiredService<LineJournal>());
        services.AddSingleton<Projection>(s => s.GetRequiredService<PointForwarding>());
        services.AddSingleton<Projection>(s => s.GetRequiredService<LineUpkeep>());
        services.AddSingleton<IForgetsModels>(s => s.GetRequiredService<LineJournal>());
        services.AddSingleton<IMetricSource>(s => s.GetRequiredService<LineUpkeep>());
        return services;
    }

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost(RoutePatterns.Logs, SendAsync)
            .Needs(Permission.Ingest).WithName("SendLogs").WithTags("logs")
            .WithSummary("Takes lines of logs: NDJSON, a JSON array, one object, or plain text with a line each; gzip is welcome.")
            .WithDescription("A line as JSON has a `message`, and may have `time`, `level`, `stream` (stdout or stderr), `source`, "
            + "`version`, `event_id` and `fields` (an object). Of a text `stream`, `source` and `version` stand in the address. A level "
            + "that is not said is recognised from the line. Lines that carry numbers (`{\"vh_metadata\": {...}}`, the embedded metric "
            + "format) become metrics; with `bare_metrics=true` so do lines that are nothing but an object. The answer comes when all that "
            + "was accepted is on disk.")
            .Accepts<object>("application/x-ndjson", "application/json", "text/plain")
            .Produces<IngestAnswer>(StatusCodes.Status202Accepted).ProducesProblems(401, 403, 404, 409, 415, 422)
            .Produces<IngestProblem>(StatusCodes.Status400BadRequest, Problem.MediaType)
            .Produces<IngestProblem>(StatusCodes.Status413PayloadTooLarge, Problem.MediaType)
            .Produces<IngestProblem>(StatusCodes.Status429TooManyRequests, Problem.MediaType)
            .Produces<IngestProblem>(StatusCodes.Status503ServiceUnavailable, Problem.MediaType);
        app.MapGet(RoutePatterns.Logs, Page)
            .Needs(Permission.Read).WithName("ListLogs").WithTags("logs").WithSummary("A page of a model's lines, newest first.")
            .WithDescription("`after` is `next` of the page before; `limit` is 1 to 1000 (default 100).")
            .Produces<LogList>().ProducesProblems(400, 401, 403, 404);
        app.MapGet(RoutePatterns.LogCounts, Count)
            .Needs(Permission.Read).WithName("CountLogs").WithTags("logs").WithSummary("Counts a model's lines by level over time.")
            .WithDescription("`from` and `to` left out: the last 24 hours. `step` left out: about sixty steps.")
            .Produces<LogCounts>().ProducesProblems(400, 401, 403, 404);
        app.MapGet(RoutePatterns.LogTail, LogTailEndpoint.FollowAsync)
            .Needs(Permission.Read).WithName("FollowLogs").WithTags("logs").WithSummary("Lines as they come, as server-sent events.")
            .WithDescription("Each `line` is one line as in a page. A reader that is too slow gets `dropped` and is let go.")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream").ProducesProblems(400, 401, 403, 404, 429);
    }

    static async Task<IResult> SendAsync(HttpContext context, string model, string? stream, string? source, string? version,
        string? bare_metrics,
        LineIntake intake, Ingestion ingestion)
    {
        if (IngestHeaders.TryRead(context.Request, out IngestHeaders headers) is { } fault)
            return IngestEndpoints.Answer(context, ingestion.Reject(IngestKind.Logs, fault));
        bool isText = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out MediaTypeHeaderValue? type)
            && type.MediaType.Equals("text/plain", StringComparison.OrdinalIgnoreCase);
        var common = new IngestRequest
        {
            Kind = IngestKind.Logs,
            Model = model,
            Body = context.Request.Body,
            IsGzip = headers.IsGzip,
            Layout = headers.Layout,
            ApiKey = Access.Of(context).Key,
            IdempotencyKey = headers.IdempotencyKey,
        };
        var about = new LogLine
        {
            Time = default,
            Message = "",
            Stream = ReadQuery.Word<LineStream>("stream", stream) ?? LineStream.None,
            Source = Short("source", source),
            Version = Short("version", version),
        };
        var request = new LineRequestBody(common, isText ? about : null, ReadQuery.Flag("bare_metrics", bare_metrics));
        return IngestEndpoints.Answer(context, await intake.ReceiveAsync(request, context.RequestAborted));
    }

    static IResult Page(string model, string? limit, string? after, [AsParameters] LogQuery asked, ModelRegister models, ILineStore lines)
    {
        int number = models.Find(model).Number;
        LinePage page = lines.Page(asked.Of(number), LogViews.Place(after), ReadQuery.Limit(limit, LogLimits.LinesOfAPage));
        LineBook book = lines.Book(number);
        var list = new LogList([.. page.Lines.Select(LogViews.Of)], book.Lines, book.Forgotten, LogViews.Text(page.Next));
        return Results.Json(list, LogJson.Default.LogList);
    }

    static IResult Count(string model, string? step, [AsParameters] LogQuery asked, ModelRegister models, ILineStore lines,
        TimeProvider time)
    {
        LineQuery query = asked.Of(models.Find(model).Number);
        (DateTimeOffset from, DateTimeOffset to) = ReadQuery.Range(asked.From, asked.To, time.GetUtcNow());
        long seconds = ReadQuery.Whole("step", step, 1, 31 * 86_400) ?? (long)Math.Max(1, (to - from).TotalSeconds / 60);
        TimeSpan length = new Steps(from, to, TimeSpan.FromSeconds(seconds)).Length;
        IReadOnlyList<LineCount> counts = lines.Count(query, from, to, length);
        var answer = new LogCounts(from, to, length.TotalSeconds, counts.Sum(c => c.Lines),
            [.. counts.Select(c => new LogCountView(c.Start, c.Level == LineLevel.None ? null : Words.Of(c.Level), c.Lines))]);
        return Results.Json(answer, LogJson.Default.LogCounts);
    }

    static string? Short(string field, string? text) => string.IsNullOrEmpty(text) ? null
        : text.Length <= 200 && !text.Any(char.IsControl) ? text
        : throw ProblemException.InvalidQuery(field, text, "at most 200 characters",
            $"'{field}' has at most 200 characters and no control characters.");
}
