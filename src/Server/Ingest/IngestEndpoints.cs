using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Plumbline.Protocol.Ingest;
using Plumbline.Server.Ingest.Rejected;
using Plumbline.Server.Ingest.Sessions;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest;

/// <summary>Where events, truths and metric points come in.</summary>
public static class IngestEndpoints
{
    const string ProblemJson = "application/problem+json";

    /// <summary>What ingestion needs beside the log, the catalogs and a clock.</summary>
    public static IServiceCollection AddIngest(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IIngestCaller, AnyCaller>();
        services.TryAddSingleton<IRejectedInbox, RejectedInbox>();
        services.TryAddSingleton<IngestCounters>();
        services.TryAddSingleton<Ingestion>();
        return services;
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        MapRows(routes, "events", IngestKind.Events, "SendEvents");
        MapRows(routes, "truths", IngestKind.Truths, "SendTruths");
        MapRows(routes, "metrics", IngestKind.Metrics, "SendMetrics");
    }

    static void MapRows(IEndpointRouteBuilder routes, string place, IngestKind kind, string name) =>
        routes.MapPost($"/api/v1/models/{{model}}/{place}", (HttpContext context, string model, Ingestion ingestion, IIngestCaller caller) =>
                ReceiveAsync(context, model, kind, ingestion, caller))
            .WithName(name)
            .Accepts<object>("application/json", "application/x-ndjson")
            .Produces<IngestAnswer>(StatusCodes.Status202Accepted)
            .Produces<IngestProblem>(StatusCodes.Status400BadRequest, ProblemJson)
            .Produces<IngestProblem>(StatusCodes.Status413PayloadTooLarge, ProblemJson)
            .Produces<IngestProblem>(StatusCodes.Status422UnprocessableEntity, ProblemJson)
            .Produces<IngestProblem>(StatusCodes.Status429TooManyRequests, ProblemJson)
            .Produces<IngestProblem>(StatusCodes.Status503ServiceUnavailable, ProblemJson);

    static async Task<IResult> ReceiveAsync(HttpContext context, string model, IngestKind kind, Ingestion ingestion, IIngestCaller caller)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = IngestLimits.BodyBytes;
        if (IngestHeaders.TryRead(context.Request, out IngestHeaders headers) is { } fault) return Answer(context, IngestOutcome.Refused(fault));
        var request = new IngestRequest
        {
            Kind = kind,
            Model = model,
            Body = context.Request.Body,
            IsGzip = headers.IsGzip,
            Layout = headers.Layout,
            ApiKey = caller.ApiKey(context),
            IdempotencyKey = headers.IdempotencyKey,
        };
        return Answer(context, await ingestion.ReceiveAsync(request, context.RequestAborted).ConfigureAwait(false));
    }

    static IResult Answer(HttpContext context, IngestOutcome outcome)
    {
        if (outcome.Fault is not { } fault)
            return Results.Json(outcome.Answer, IngestJson.Default.IngestAnswer, statusCode: StatusCodes.Status202Accepted);
        if (fault.RetryAfterSeconds is { } seconds) context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var problem = new IngestProblem
        {
            Title = fault.Title,
            Status = fault.Status,
            Detail = fault.Detail,
            Accepted = outcome.Answer.Accepted,
            Duplicates = outcome.Answer.Duplicates,
            RejectedCount = outcome.Answer.RejectedCount,
            Rejected = outcome.Answer.Rejected,
        };
        return Results.Json(problem, IngestJson.Default.IngestProblem, ProblemJson, fault.Status);
    }
}
