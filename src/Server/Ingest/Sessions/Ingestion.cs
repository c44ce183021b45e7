using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Protocol.Ingest;
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
sealed class Ingestion(IEventLog log, IModelCatalog models, IKeyCatalog keys, TimeProvider time, IRejectedInbox inbox, IngestCounters counters,
    RowFiles files, SealedDays sealedDays) : IForgetsModels, IDisposable
{
    readonly SemaphoreSlim _slots = new(IngestLimits.ConcurrentRequests);
    readonly ByteBudget _budget = new(IngestLimits.InFlightBytes);
    readonly ConcurrentDictionary<(long Key, string Model, string Idempotency), bool> _running = [];
    readonly LiveModels _live = new();
    readonly SchemaKeeper _keeper = new(models);

    /// <summary>Reads a body and answers once all that was accepted is on disk.</summary>
    internal async Task<IngestOutcome> ReceiveAsync(IngestRequest request, CancellationToken cancellationToken)
    {
        if (!await _slots.WaitAsync(0, cancellationToken).ConfigureAwait(false))
            return IngestOutcome.Refused(BodyFault.Busy($"{IngestLimits.ConcurrentRequests} requests are being read, which is the most: send again."));
        try
        {
            return request.IdempotencyKey is null ? (await RunAsync(request, cancellationToken).ConfigureAwait(false)).Outcome
                : await RunOnceAsync(request, request.IdempotencyKey, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _slots.Release();
        }
    }

    public void Forget(ModelDefinition model)
    {
        _live.Forget(model.Name);
        inbox.Clear(model.Name);
    }

    public void Dispose() => _slots.Dispose();

    /// <summary>One answer for one key and body, however often it is sent.</summary>
    async Task<IngestOutcome> RunOnceAsync(IngestRequest request, string key, CancellationToken cancellationToken)
    {
        var running = (request.ApiKey, request.Model, key);
        if (!_running.TryAdd(running, true))
            return IngestOutcome.Refused(new BodyFault(409, "idempotency_running",
                "A request with this Idempotency-Key is being read: ask again when it is done.") { RetryAfterSeconds = 1 });
        try
        {
            using var hashed = new HashedStream(request.Body, request.Kind.ToString());
            if (models.FindModel(request.Model) is { } model && keys.Recall(request.ApiKey, model.Number, key, time.GetUtcNow()) is { } earlier)
                return Repeat(earlier, await hashed.FinishAsync(cancellationToken).ConfigureAwait(false));
            (IngestOutcome outcome, int? number) = await RunAsync(request with { Body = hashed }, cancellationToken).ConfigureAwait(false);
            if (outcome.Fault is not null || number is null) return outcome;
            string hash = await hashed.FinishAsync(cancellationToken).ConfigureAwait(false);
            string answer = JsonSerializer.Serialize(outcome.Answer, IngestJson.Default.IngestAnswer);
            return Remember(new RememberedAnswer(request.ApiKey, number.Value, key, hash, 202, answer,
                time.GetUtcNow().AddHours(IngestLimits.IdempotencyHours))) is { } kept ? Repeat(kept, hash) : outcome;
        }
        finally
        {
            _running.TryRemove(running, out _);
        }
    }

    /// <summary>Null when it cannot be kept. The rows are on disk all the same, so the answer stands; a repetition finds duplicates.</summary>
    RememberedAnswer? Remember(RememberedAnswer answer)
    {
        try
        {
            return keys.Remember(answer);
        }
        catch (StorageException)
        {
            counters.AnswerNotKept();
            return null;
        }
    }

    static IngestOutcome Repeat(RememberedAnswer earlier, string hash)
    {
        if (earlier.BodyHash != hash)
            return IngestOutcome.Refused(new BodyFault(422, "idempotency_key",
                "This Idempotency-Key came with another body within the last 24 hours: a key is for one request and its repetitions."));
        IngestAnswer answer = JsonSerializer.Deserialize(earlier.Body, IngestJson.Default.IngestAnswer)
            ?? throw new InvalidDataException("A remembered answer is empty.");
        return new IngestOutcome(answer, null);
    }

    async Task<(IngestOutcome Outcome, int? Model)> RunAsync(IngestRequest request, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        using var content = await files.ReceiveAsync(request, cancellationToken).ConfigureAwait(false);
        if (content.Fault is { } fault) return (Unread(request, fault, started), null);
        if (Open(request) is not { } source) return (IngestOutcome.Refused(BodyFault.NoModel(request.Model)), null);
        using (source)
        {
            using BodyBytes body = content.Body();
            IBodyRows rows = content.Rows(source.Rows, models.FindModel(request.Model));
            var session = new IngestSession(source, rows, body, new Appends(log, _budget), request.Progress);
            try
            {
                return (await session.RunAsync(cancellationToken).ConfigureAwait(false), source.Model);
            }
            finally
            {
                await session.FinishAsync().ConfigureAwait(false);
                counters.Add(request.Kind, session.Counts(), time.GetElapsedTime(started));
                Keep(request, session.Refusals);
            }
        }
    }

    IngestOutcome Unread(IngestRequest request, BodyFault fault, long started)
    {
        counters.Add(request.Kind, IngestCounts.None with { Requests = 1, FailedRequests = 1 }, time.GetElapsedTime(started));
        return IngestOutcome.Refused(fault);
    }

    /// <summary>Null when truths or metrics come for a model nobody knows.</summary>
    IBatchSource? Open(IngestRequest request)
    {
        ModelDefinition? model = models.FindModel(request.Model);
        DateTimeOffset now = time.GetUtcNow();
        return request.Kind switch
        {
            IngestKind.Events => files.Backfilled(request, new EventBatches(_live.Get(request.Model), model, _keeper, now, IdPrefix(request),
                sealedDays.Of(model?.Number ?? 0))),
            IngestKind.Truths => model is null ? null : new TruthBatches(model, _keeper, now),
            IngestKind.Metrics => model is null ? null : new MetricBatches(model, _live.Get(request.Model).Bounds, now),
        };
    }

    void Keep(IngestRequest request, IReadOnlyList<Refusal> refusals)
    {
        if (refusals.Count == 0) return;
        DateTimeOffset now = time.GetUtcNow();
        inbox.Add(request.Model, [.. refusals.Select(r =>
            new RejectedRow(now, request.Kind, r.Index, r.Field, r.Reason, r.Value is null ? null : MaskedValue.Of(r.Value)))]);
    }

    /// <summary>With an idempotency key made ids are the same when the request comes again, even after a crash; else they are the request's own.</summary>
    static byte[] IdPrefix(IngestRequest request)
    {
        if (request.IdempotencyKey is null) return Encoding.ASCII.GetBytes($"{Guid.NewGuid():N}-");
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{request.ApiKey}\n{request.Model}\n{request.IdempotencyKey}"));
        return Encoding.ASCII.GetBytes($"{Convert.ToHexStringLower(hash.AsSpan(0, 16))}-");
    }
}
