using Plumbline.Engine.Storage;
using Plumbline.Protocol.Ingest;
using Plumbline.Server.Ingest.Json;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest.Sessions;

/// <summary>One body on its way: read, decoded, written in batches, answered.</summary>
sealed class IngestSession(IBatchSource source, IBodyRows rows, BodyBytes body, Appends appends, Action<IngestCounts>? progress)
{
    BodyFault? _fault;
    bool _isAnswered;

    internal IReadOnlyList<Refusal> Refusals => rows.Refusals;

    /// <summary>Reads the body to its end or its fault. What was accepted is on disk when this returns.</summary>
    internal async Task<IngestOutcome> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IngestFaultException wrong)
        {
            _fault = wrong.Fault;
        }
        catch (StorageException failed)
        {
            _fault = Of(failed);
        }
        await FinishAsync().ConfigureAwait(false);
        _isAnswered = true;
        return new IngestOutcome(Answer(), _fault);
    }

    /// <summary>What became of the rows.</summary>
    internal IngestCounts Counts() => IngestCounts.None with
    {
        Requests = 1,
        FailedRequests = _isAnswered && _fault is null ? 0 : 1,
        Bytes = body.Length,
        In = rows.Count,
        Accepted = appends.Accepted,
        Duplicates = appends.Duplicates,
        Conflicting = appends.Conflicting,
        Rejected = rows.Refused,
        Dropped = rows.Good - appends.Accepted - appends.Duplicates,
    };

    internal async Task FinishAsync()
    {
        try
        {
            await appends.FinishAsync().ConfigureAwait(false);
        }
        catch (StorageException failed)
        {
            _fault ??= Of(failed);
        }
    }

    async Task ReadAsync(CancellationToken cancellationToken)
    {
        while (!rows.IsDone && body.Fault is null)
        {
            body.Use(rows.Read(body.Unread, body.IsEnded));
            if (source.Rows.IsFull) await WriteAsync().ConfigureAwait(false);
            else if (!rows.IsDone) await body.FillAsync(cancellationToken).ConfigureAwait(false);
        }
        _fault = rows.Fault ?? body.Fault;
        if (source.Rows.Rows > 0) await WriteAsync().ConfigureAwait(false);
    }

    async Task WriteAsync()
    {
        long bytes = source.Rows.Bytes;
        LogEntry entry = source.Take();
        await appends.AddAsync(entry, bytes).ConfigureAwait(false);
        progress?.Invoke(Counts());
    }

    IngestAnswer Answer() => new()
    {
        Accepted = appends.Accepted,
        Duplicates = appends.Duplicates,
        Conflicting = appends.Conflicting,
        RejectedCount = rows.Refused,
        Rejected = [.. rows.Refusals.Take(IngestLimits.RefusalsListed).Select(Line)],
    };

    static RejectedLine Line(Refusal refusal) => new()
    {
        Index = refusal.Index,
        Field = refusal.Field.Length == 0 ? null : refusal.Field,
        Reason = refusal.Value is null ? refusal.Reason : $"{refusal.Reason} It was {refusal.Value}.",
    };

    static BodyFault Of(StorageException failed) => failed.Failure switch
    {
        StorageFailure.Busy => BodyFault.Busy("More is waiting to be written than is allowed: send again after a moment."),
        StorageFailure.DiskFull => new BodyFault(503, "disk_full",
            "The server's disk is full. What was acknowledged is safe; make room, then send again.") { RetryAfterSeconds = 30 },
        StorageFailure.Conflict => new BodyFault(409, "model_changing", "The model was changed or deleted while the rows were read: send again."),
        StorageFailure.Limit => new BodyFault(422, "limit", failed.Message),
        StorageFailure.Damaged or StorageFailure.InUse or StorageFailure.Newer or StorageFailure.Closed =>
            new BodyFault(503, "unavailable", "The server cannot write events now: its operator finds the reason in the server's log."),
    };
}
