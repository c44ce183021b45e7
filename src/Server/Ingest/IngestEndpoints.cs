using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Protocol.Ingest;
using Plumbline.Server.Exposition;
using Plumbline.Server.Hosting;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Ingest.Files;
using Plumbline.Server.Ingest.Rejected;
using Plumbline.Server.Ingest.Sessions;
using Plumbline.Server.Limits;
using Plumbline.Server.Models;
using Plumbline.Server.Security;

namespace Plumbline.Server.Ingest;

/// <summary>Where events, truths and metric points come in.</summary>
public static class IngestEndpoints
{
    static readonly IngestJson s_readable = new(ReadableJson.Options(IngestJson.Default));

    /// <summary>What ingestion needs beside the log, the catalogs and a clock.</summary>
    public static IServiceCollection AddIngest(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IngestCounters>();
        services.TryAddSingleton<SealedDays>();
        services.AddSingleton<IMetricSource, IngestMetrics>();
        services.AddSingleton<LimitCounts>().AddSingleton<IMetricSource>(s => s.GetRequiredService<LimitCounts>()).AddSingleton<LimitUse>();
        services.AddSingleton<KeepsakeWriter>();
        services.AddSingleton<ILifecyclePart>(s => s.GetRequiredService<KeepsakeWriter>());
        services.AddSingleton<IForgetsModels>(s => s.GetRequiredService<KeepsakeWriter>());
        services.AddSingleton<IngestStores>();
        services.TryAddSingleton<Ingestion>();
        services.AddSingleton<IForgetsModels>(s => s.GetRequiredService<Ingestion>());
        services.AddFiles();
        return services;
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        MapRows(routes, "events", IngestKind.Events, "SendEvents",
            "Takes events: a JSON array, one object, NDJSON, or a file; gzip is welcome.",
            "A model nobody registered is learnt from its first events. The answer comes when all that was accepted is on disk. "
            + FileParts.OfEvents);
        MapRows(routes, "truths", IngestKind.Truths, "SendTruths", "Takes truths of events by their ids, before or after the events.",
            "Of an id the truth that comes last holds. " + FileParts.OfTruths);
        MapRows(routes, "metrics", IngestKind.Metrics, "SendMetrics", "Takes points of the model's own metrics.",
            "A point has a name, a finite value and a time.");
        RejectedEndpoints.Map(routes);
    }

    static void MapRows(IEndpointRouteBuilder routes, string place, IngestKind kind, string name, string summary, string description) =>
        routes.MapPost($"{RoutePatterns.Model}/{place}", (HttpContext context, string model, Ingestion ingestion, FileIngest files) =>
                FileFormats.Of(context.Request.ContentType) is { } format ? files.ReceiveAsync(context, model, kind, format)
                    : ReceiveAsync(context, model, kind, ingestion))
            .Needs(Permission.Ingest).ChecksQuery().WithName(name).WithTags("ingest").WithSummary(summary).WithDescription(description)
            .Accepts<object>("application/json", "application/x-ndjson", FileFormats.Csv, FileFormats.Tsv, FileFormats.Parquet, "*/*")
            .Produces<IngestAnswer>(StatusCodes.Status202Accepted)
            .ProducesProblems(401, 403, 404, 409, 415, 422)
            .Produces<IngestProblem>(StatusCodes.Status400BadRequest, Problem.MediaType)
            .Produces<IngestProblem>(StatusCodes.Status413PayloadTooLarge, Problem.MediaType)
            .Produces<IngestProblem>(StatusCodes.Status429TooManyRequests, Problem.MediaType)
            .Produces<IngestProblem>(StatusCodes.Status503ServiceUnavailable, Problem.MediaType);

    static async Task<IResult> ReceiveAsync(HttpContext context, string model, IngestKind kind, Ingestion ingestion)
    {
        if (IngestHeaders.TryRead(context.Request, out IngestHeaders headers) is { } fault)
            return Answer(context, ingestion.Reject(kind, fault));
        if (context.Request.Query is { Count: > 0 } query) throw ForFilesOnly(query.Keys.First(), kind);
        var request = new IngestRequest
        {
            Kind = kind,
            Model = model,
            Body = context.Request.Body,
            IsGzip = headers.IsGzip,
            Layout = headers.Layout,
            ApiKey = Access.Of(context).Key,
            IdempotencyKey = headers.IdempotencyKey,
        };
        return Answer(context, await ingestion.ReceiveAsync(request, context.RequestAborted));
    }

    static ProblemException ForFilesOnly(string parameter, IngestKind kind) => ProblemException.InvalidQuery(parameter, null, "none",
        $"The address has the parameter '{ProblemException.Shorten(parameter)}', but "
        + (kind == IngestKind.Metrics ? "metrics take none." : "parameters are for files: rows of JSON name their fields themselves. "
            + $"A file is announced with its Content-Type, such as {FileFormats.Csv}."));

    internal static IResult Answer(HttpContext context, IngestOutcome outcome)
    {
        if (outcome.Fault is not { } fault)
            return Results.Text(ReadableJson.Bytes(outcome.Answer, s_readable.IngestAnswer), "application/json; charset=utf-8",
                StatusCodes.Status202Accepted);
        if (fault.RetryAfterSeconds is { } seconds) context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Results.Text(ReadableJson.Bytes(ProblemOf(outcome, fault), s_readable.IngestProblem), Problem.MediaType, fault.Status);
    }

    internal static IngestProblem ProblemOf(IngestOutcome outcome, Json.BodyFault fault)
    {
        Problem kind = ProblemKinds.Of(fault.Status, fault.Detail, fault.Kind);
        return new IngestProblem
        {
            Type = kind.Type,
            Title = kind.Title ?? "",
            Status = fault.Status,
            Detail = fault.Detail,
            Field = fault.Field,
            Value = fault.Value,
            Allowed = fault.Allowed,
            Position = fault.Position,
            Accepted = outcome.Answer.Accepted,
            Duplicates = outcome.Answer.Duplicates,
            RejectedCount = outcome.Answer.RejectedCount,
            Rejected = outcome.Answer.Rejected,
        };
    }
}
