using System.Collections.Concurrent;
using System.Text.Json;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Protocol.Ingest;
using Plumbline.Server.Ingest.Json;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest.Sessions;

/// <summary>One answer for one key and body, however often it is sent.</summary>
sealed class IdempotentRequests(IKeyCatalog keys, TimeProvider time, IngestCounters counters)
{
    readonly ConcurrentDictionary<(long Key, string Model, string Idempotency), bool> _running = [];

    internal static BodyFault Running { get; } = new(409, "idempotency_running",
        "A request with this Idempotency-Key is being read: ask again when it is done.") { RetryAfterSeconds = 1, Field =
            "Idempotency-Key" };

    /// <summary>False while another request with the key is read.</summary>
    internal bool TryBegin(IngestRequest request, string key) => _running.TryAdd((request.ApiKey, request.Model, key), true);

    internal void End(IngestRequest request, string key) => _running.TryRemove((request.ApiKey, request.Model, key), out _);

    internal RememberedAnswer? Recall(IngestRequest request, ModelDefinition model, string key) =>
        keys.Recall(request.ApiKey, model.Number, key, time.GetUtcNow());

    /// <summary>Keeps the answer for 24 hours. Where that cannot be it stands all the same: the rows are on disk.</summary>
    internal IngestOutcome Remember(IngestRequest request, int model, string key, string hash, IngestOutcome outcome)
    {
        string body = JsonSerializer.Serialize(outcome.Answer, IngestJson.Default.IngestAnswer);
        var answer = new RememberedAnswer(request.ApiKey, model, key, hash, 202, body, time.GetUtcNow()
            .AddHours(IngestLimits.IdempotencyHours));
        try
        {
            return Repeat(keys.Remember(answer), hash);
        }
        catch (StorageException)
        {
            counters.AnswerNotKept();
            return outcome;
        }
    }

    internal static IngestOutcome Repeat(RememberedAnswer earlier, string hash)
    {
        if (earlier.BodyHash != hash)
        {
            return IngestOutcome.Rejected(new BodyFault(422, "idempotency_key",
                "This Idempotency-Key came with another body within the last 24 hours: a key is for one request and its repetitions.")
            { Field = "Idempotency-Key", Allowed = "the body it first came with" });
        }
        IngestAnswer answer = JsonSerializer.Deserialize(earlier.Body, IngestJson.Default.IngestAnswer)
            ?? throw new InvalidDataException("A remembered answer is empty.");
        return new IngestOutcome(answer, null);
    }
}
