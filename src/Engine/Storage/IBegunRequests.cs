namespace Plumbline.Engine.Storage;

/// <summary>Requests with an idempotency key whose rows cannot tell by themselves that they were there before: kept before their first row
/// is accepted, so that a repetition after a crash finds what the first attempt decided. Thread-safe.</summary>
public interface IBegunRequests
{
    /// <summary>Keeps a request until it expires; on disk when this returns. One of the same key that is there already stays.</summary>
    void Begin(BegunRequest request);

    /// <summary>The request of a key; null when there is none or it has expired.</summary>
    BegunRequest? Find(long apiKey, string model, string idempotencyKey, DateTimeOffset now);
}

/// <summary>A request that was begun.</summary>
/// <param name="ApiKey">Who sent it; 0 where no key is asked for.</param>
/// <param name="Model">Name of the model.</param>
/// <param name="At">What counts as the time of receipt for all its attempts.</param>
/// <param name="AfterSeq">The last number of the log before its first row.</param>
public sealed record BegunRequest(long ApiKey, string Model, string IdempotencyKey, DateTimeOffset At, long AfterSeq,
    DateTimeOffset ExpiresAt);
