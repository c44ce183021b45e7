using System.Globalization;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Server.Hosting;
using Plumbline.Server.Ingest;
using Plumbline.Server.Ingest.Events;
using Plumbline.Server.Ingest.Json;
using Plumbline.Server.Ingest.Sessions;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Logs;

/// <summary>A request that sends lines.</summary>
/// <param name="Common">As of every request that sends something.</param>
/// <param name="About">Of a text: what its lines have in common; null: the body is JSON.</param>
/// <param name="TakesBare">True: a line that is nothing but an object carries metrics.</param>
sealed record LineRequestBody(IngestRequest Common, LogLine? About, bool TakesBare);

/// <summary>Takes lines from requests to the store.</summary>
sealed class LineIntake(LineJournal journal, ILineStore lines, IEventLog log, IModelCatalog models, IKeyCatalog keys, Ingestion ingestion,
    IngestCounters counters, LimitCounts limits, ServerOptions options, TimeProvider time) : IDisposable
{
    readonly SemaphoreSlim _slots = new(LogLimits.Requests);
    readonly IdempotentRequests _idempotent = new(keys, time, counters);

    /// <summary>Reads a body and answers once all that was accepted is on disk.</summary>
    public async Task<IngestOutcome> ReceiveAsync(LineRequestBody request, CancellationToken cancellationToken)
    {
        if (models.FindModel(request.Common.Model) is not { } model)
            return ingestion.Reject(IngestKind.Logs, BodyFault.NoModel(request.Common.Model));
        if (!await _slots.WaitAsync(0, CancellationToken.None)) return ingestion.Reject(IngestKind.Logs, Full());
        try
        {
            return request.Common.IdempotencyKey is { } key ? await RunOnceAsync(request, model, key, cancellationToken)
                : await RunAsync(request, model, null, cancellationToken);
        }
        finally
        {
            _slots.Release();
        }
    }

    public void Dispose() => _slots.Dispose();

    async Task<IngestOutcome> RunOnceAsync(LineRequestBody request, ModelDefinition model, string key, CancellationToken cancellationToken)
    {
        IngestRequest common = request.Common;
        if (!_idempotent.TryBegin(common, key)) return ingestion.Reject(IngestKind.Logs, IdempotentRequests.Running);
        try
        {
            using var hashed = new HashedStream(common.Body, IngestKind.Logs.ToString());
            if (_idempotent.Recall(common, model, key) is { } earlier)
                return IdempotentRequests.Repeat(earlier, await hashed.FinishAsync(cancellationToken));
            var again = new LineRequest(common.ApiKey, model.Number, key, time.GetUtcNow().AddHours(IngestLimits.IdempotencyHours));
            IngestOutcome outcome =
                await RunAsync(request with { Common = common with { Body = hashed } }, model, again, cancellationToken);
            return outcome.Fault is not null ? outcome
                : _idempotent.Remember(common, model.Number, key, await hashed.FinishAsync(cancellationToken), outcome);
        }
        finally
        {
            _idempotent.End(common, key);
        }
    }

    async Task<IngestOutcome> RunAsync(LineRequestBody request, ModelDefinition model, LineRequest? again,
        CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        DateTimeOffset at = time.GetUtcNow();
        at = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));
        LiveModel live = ingestion.Live(model);
        var collector = new LineCollector(new MetricLines(live.Bounds, request.TakesBare));
        var reader = new LineReader(collector,
            new EventArrival((at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond, [], DayRanges.None), at);
        IBodyRows rows = request.About is { } about ? new PlainLines(collector, about with { Time = at })
            : new JsonBodyRows(reader, request.Common.Layout);
        using var body = new BodyBytes(request.Common.Body, request.Common.IsGzip, options.MostBodyBytes);
        var session = new LineSession(rows, body, collector, reader, model.Number, at, again)
        {
            Earlier = again is null ? 0 : lines.Begun(again, at),
        };
        try
        {
            return await session.RunAsync(journal, log, cancellationToken);
        }
        finally
        {
            counters.Add(IngestKind.Logs, session.Counts(), time.GetElapsedTime(started));
            foreach ((string limit, long times) in session.Limits) limits.Add(limit, times);
            ingestion.Keep(request.Common, model.Number, rows.Rejections, live);
        }
    }

    static BodyFault Full()
    {
        string most = LogLimits.Requests.ToString(CultureInfo.InvariantCulture);
        return BodyFault.Busy($"{most} requests with lines are being read, which is the most: send again.") with
        {
            Field = LogLimits.RequestsName,
            Limit = LogLimits.RequestsName,
            Allowed = $"at most {most} requests",
        };
    }
}
