using System.Security.Cryptography;
using System.Text;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Server.Ingest.Events;
using Plumbline.Server.Ingest.Files;
using Plumbline.Server.Ingest.Json;
using Plumbline.Server.Ingest.Metrics;
using Plumbline.Server.Ingest.Rejected;
using Plumbline.Server.Ingest.Truths;
using Plumbline.Server.Limits;
using Plumbline.Server.Models;

namespace Plumbline.Server.Ingest.Sessions;

/// <summary>Takes rows from requests to the log.</summary>
sealed class Ingestion(IngestStores stores, TimeProvider time, KeepsakeWriter keepsakes, IngestCounters counters, LimitCounts limits,
    RowFiles files, SealedDays sealedDays) : IForgetsModels, IDisposable
{
    readonly SemaphoreSlim _slots = new(IngestLimits.ConcurrentRequests);
    readonly ByteBudget _budget = new(IngestLimits.InFlightBytes);
    readonly IdempotentRequests _idempotent = new(stores.Keys, time, counters);
    readonly LiveModels _live = new(stores.Names, stores.Profiles);
    readonly SchemaKeeper _keeper = new(stores.Models);

    /// <summary>Requests that are being read.</summary>
    internal int Running => IngestLimits.ConcurrentRequests - _slots.CurrentCount;

    /// <summary>Bytes of rows on their way to the log.</summary>
    internal long InFlightBytes => IngestLimits.InFlightBytes - _budget.Free;

    /// <summary>Reads a body and answers once all that was accepted is on disk.</summary>
    internal async Task<IngestOutcome> ReceiveAsync(IngestRequest request, CancellationToken cancellationToken)
    {
        // Not with the sender's token: one that has gone already is read, and counted, as far as it came.
        if (!await _slots.WaitAsync(0, CancellationToken.None)) return Reject(request.Kind, Full());
        try
        {
            IngestOutcome outcome = request.IdempotencyKey is { } key ? await RunOnceAsync(request, key, cancellationToken)
                : (await RunAsync(request, null, cancellationToken)).Outcome;
            return outcome;
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>Counts a request that was not read.</summary>
    internal IngestOutcome Reject(IngestKind kind, BodyFault fault)
    {
        counters.Add(kind, IngestCounts.None with { Requests = 1, FailedRequests = 1 }, TimeSpan.Zero);
        if (fault.Limit is { } limit) limits.Add(limit);
        return IngestOutcome.Rejected(fault);
    }

    /// <summary>What the requests to a model share.</summary>
    internal LiveModel Live(ModelDefinition model) => _live.Get(model.Name, model);

    public void Forget(ModelDefinition model) => _live.Forget(model.Name);

    public void Dispose() => _slots.Dispose();

    async Task<IngestOutcome> RunOnceAsync(IngestRequest request, string key, CancellationToken cancellationToken)
    {
        if (!_idempotent.TryBegin(request, key)) return Reject(request.Kind, IdempotentRequests.Running);
        try
        {
            using var hashed = new HashedStream(request.Body, request.Kind.ToString());
            if (stores.Models.FindModel(request.Model) is { } model && _idempotent.Recall(request, model, key) is { } earlier)
            {
                counters.Add(request.Kind, IngestCounts.None with { Requests = 1 }, TimeSpan.Zero);
                return IdempotentRequests.Repeat(earlier, await hashed.FinishAsync(cancellationToken));
            }
            BegunRequest? begun = stores.Begun.Find(request.ApiKey, request.Model, key, time.GetUtcNow());
            (IngestOutcome outcome, int? number) = await RunAsync(request with { Body = hashed }, begun, cancellationToken);
            if (outcome.Fault is not null || number is null) return outcome;
            return _idempotent.Remember(request, number.Value, key, await hashed.FinishAsync(cancellationToken), outcome);
        }
        finally
        {
            _idempotent.End(request, key);
        }
    }

    async Task<(IngestOutcome Outcome, int? Model)> RunAsync(IngestRequest request, BegunRequest? begun,
        CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        DateTimeOffset at = begun?.At ?? Micros(time.GetUtcNow());
        ModelDefinition? model = stores.Models.FindModel(request.Model);
        if (model is null && request.Kind != IngestKind.Events) return (Reject(request.Kind, BodyFault.NoModel(request.Model)), null);
        using BodyContent content = await files.ReceiveAsync(request, cancellationToken);
        if (content.Fault is { } fault) return (Reject(request.Kind, fault), null);
        LiveModel live = _live.Get(request.Model, model);
        using IBatchSource source = Open(request, model, live, at);
        using BodyBytes body = content.Body();
        var session = new IngestSession(source, content.Rows(source.Rows, model), body, new Appends(stores.Log, _budget),
            new Repetition(request, begun, stores, at), request.Progress);
        try
        {
            return (await session.RunAsync(cancellationToken), source.Model);
        }
        finally
        {
            await session.FinishAsync();
            counters.Add(request.Kind, session.Counts(), time.GetElapsedTime(started));
            foreach ((string limit, long times) in session.Limits) limits.Add(limit, times);
            if (source.Model is { } number) Keep(request, number, session.Rejections, live);
        }
    }

    IBatchSource Open(IngestRequest request, ModelDefinition? model, LiveModel live, DateTimeOffset at) => (request.Kind, model) switch
    {
        (IngestKind.Events, _) => files.Backfilled(request, new EventBatches(live, model, _keeper, at, IdPrefix(request),
            sealedDays.Of(model?.Number ?? 0))),
        (IngestKind.Truths, { } known) => new TruthBatches(known, _keeper, at, stores.Events),
        (IngestKind.Metrics, { } known) => new MetricBatches(known, live.Bounds, at),
        _ => throw new ArgumentOutOfRangeException(nameof(request)),
    };

    internal void Keep(IngestRequest request, int model, Rejections rejections, LiveModel live)
    {
        DateTimeOffset now = time.GetUtcNow();
        keepsakes.Offer(new Keepsake(model, [.. rejections.Weighted().Select(r => new RejectedRow
        {
            Model = model,
            At = now,
            Kind = request.Kind,
            Index = r.Row.Index,
            Field = r.Row.Field,
            Reason = r.Row.Reason,
            Value = r.Row.Value is null ? null : MaskedValue.Of(r.Row.Value),
            Alike = r.Alike,
        })], live.Bounds.TakeNews()));
    }

    /// <summary>With an idempotency key made ids are the same when the request comes again, even after a crash; else they are the request's
    /// own.</summary>
    static byte[] IdPrefix(IngestRequest request)
    {
        if (request.IdempotencyKey is null) return Encoding.ASCII.GetBytes($"{Guid.NewGuid():N}-");
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{request.ApiKey}\n{request.Model}\n{request.IdempotencyKey}"));
        return Encoding.ASCII.GetBytes($"{Convert.ToHexStringLower(hash.AsSpan(0, 16))}-");
    }

    static BodyFault Full() =>
        BodyFault.Busy($"{IngestLimits.ConcurrentRequests} requests are being read, which is the most: send again.") with
    {
        Field = LimitName.ConcurrentRequests,
        Limit = LimitName.ConcurrentRequests,
        Allowed = $"at most {IngestLimits.ConcurrentRequests} requests",
    };

    /// <summary>Cut to microseconds, as it is kept.</summary>
    static DateTimeOffset Micros(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));
}
