using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Plumbline.Engine.Storage;
using Plumbline.Protocol.Ingest;
using Plumbline.Server.Hosting;
using Plumbline.Server.Ingest.Json;
using Plumbline.Server.Ingest.Sessions;
using Plumbline.Server.Reads;
using Plumbline.Server.Security;

namespace Plumbline.Server.Ingest.Files;

/// <summary>Takes files of events and of truths by the way that rows in JSON take.</summary>
sealed class FileIngest(Ingestion ingestion, ServerOptions options, TimeProvider time)
{
    internal async Task<IResult> ReceiveAsync(HttpContext context, string model, IngestKind kind, FileFormat format)
    {
        if (kind == IngestKind.Metrics)
            return Answer(context, kind,
                new BodyFault(415, "media_type", "Metrics are sent as JSON: an array, or lines.") { Field = "Content-Type" });
        if (IngestHeaders.TryRead(context.Request, out IngestHeaders headers) is { } fault)
            return Answer(context, kind, fault);
        if (headers.IsGzip && format == FileFormat.Parquet)
            return Answer(context, kind,
                new BodyFault(415, "media_type", "A Parquet file is compressed within: send it as it is.") { Field = "Content-Encoding" });
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = options.MostUploadBytes;
        var progress = new LatestCounts();
        Task<IngestOutcome> work = ingestion.ReceiveAsync(new IngestRequest
        {
            Kind = kind,
            Model = model,
            Body = context.Request.Body,
            IsGzip = headers.IsGzip,
            ApiKey = Access.Of(context).Key,
            IdempotencyKey = headers.IdempotencyKey,
            File = Read(context.Request.Query, kind, format),
            Progress = progress.Set,
        }, context.RequestAborted);
        return ProgressLines.AreWanted(context.Request) && await ProgressLines.WriteAsync(context, work, () => Line(progress.Latest), time)
            ? new LastLine(await work) : IngestEndpoints.Answer(context, await work);
    }

    IResult Answer(HttpContext context, IngestKind kind, BodyFault fault) => IngestEndpoints.Answer(context, ingestion.Reject(kind, fault));

    FileRequest Read(IQueryCollection query, IngestKind kind, FileFormat format) =>
        new(format, FileMapping.Read(query, kind), ReadQuery.Flag("backfill", query["backfill"]), options.MostUploadBytes);

    static byte[] Line(IngestCounts counts) => System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(
        new IngestProgress(counts.Bytes, counts.In, counts.Accepted, counts.Duplicates, counts.Rejected),
        IngestJson.Default.IngestProgress);

    /// <summary>What the session said last. Written by it, read by who tells of the progress.</summary>
    sealed class LatestCounts
    {
        volatile IngestCounts _latest = IngestCounts.None;

        internal IngestCounts Latest => _latest;

        internal void Set(IngestCounts counts) => _latest = counts;
    }

    /// <summary>The answer as the last line of a body that has begun.</summary>
    sealed class LastLine(IngestOutcome outcome) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => ProgressLines.WriteLineAsync(httpContext, outcome.Fault is { } fault
            ? System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(IngestEndpoints.ProblemOf(outcome, fault),
                IngestJson.Default.IngestProblem)
            : System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(outcome.Answer, IngestJson.Default.IngestAnswer));
    }
}
