using Plumbline.Engine.Storage;
using Plumbline.Protocol.Ingest;
using Plumbline.Server.Ingest.Json;
using Plumbline.Server.Ingest.Rejected;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest.Sessions;

/// <summary>One body on its way: read, decoded, written in batches, answered.</summary>
sealed class IngestSession(IBatchSource source, IBodyRows rows, BodyBytes body, Appends appends, Repetition repetition,
    Action<IngestCounts>? progress)
{
    BodyFault? _fault;
    bool _isAnswered;

    internal Rejections Rejections => rows.Rejections;

    /// <summary>Reads the body to its end or its fault. What was accepted is on disk when this returns.</summary>
    internal async Task<IngestOutcome> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ReadAsync(cancellationToken);
        }
        catch (IngestFaultException wrong)
        {
            _fault = wrong.Fault;
        }
        catch (StorageException failed)
        {
            _fault = Of(failed);
        }
        await FinishAsync();
        _isAnswered = true;
        return new IngestOutcome(Answer(), _fault);
    }

    /// <summary>Rows and requests that a limit answered, by its name.</summary>
    internal IEnumerable<(string Limit, long Times)> Limits
    {
        get
        {
            foreach ((string limit, long times) in rows.Rejections.Limits) yield return (limit, times);
            if (_fault?.Limit is { } beyond) yield return (beyond, 1);
        }
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
        Rejected = rows.Rejections.Count,
        Dropped = rows.Good - appends.Accepted - appends.Duplicates,
    };

    internal async Task FinishAsync()
    {
        try
        {
            await appends.FinishAsync();
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
            if (source.Rows.IsFull) await WriteAsync();
            else if (!rows.IsDone) await body.FillAsync(cancellationToken);
        }
        _fault = rows.Fault ?? body.Fault;
        if (source.Rows.Rows > 0) await WriteAsync();
    }

    async Task WriteAsync()
    {
        long bytes = source.Rows.Bytes;
        bool hasMadeTimes = source.Rows.HasMadeTimes;
        LogEntry entry = source.Take();
        LogEntry? rest = repetition.Before(entry, hasMadeTimes);
        appends.Repeat(entry.Count - (rest?.Count ?? 0));
        if (rest is not null) await appends.AddAsync(rest, bytes);
        progress?.Invoke(Counts());
    }

    IngestAnswer Answer() => new()
    {
        Accepted = appends.Accepted,
        Duplicates = appends.Duplicates,
        Conflicting = appends.Conflicting,
        RejectedCount = rows.Rejections.Count,
        Rejected = [.. rows.Rejections.Listed.Select(Line)],
    };

    internal static RejectedLine Line(Rejection rejection) => new()
    {
        Index = rejection.Index,
        Field = rejection.Field,
        Reason = rejection.Value is null ? rejection.Reason : $"{rejection.Reason} It was {rejection.Value}.",
    };

    internal static BodyFault Of(StorageException failed) => failed.Failure switch
    {
        StorageFailure.Busy => BodyFault.Busy("More is waiting to be written than is allowed: send again after a moment.") with
        {
            Field = LimitName.WaitingBytes,
            Limit = LimitName.WaitingBytes,
        },
        StorageFailure.DiskFull => new BodyFault(503, "disk_full",
            "The server's disk is full. What was acknowledged is safe; make room, then send again.") { RetryAfterSeconds = 30 },
        StorageFailure.Conflict =>
            new BodyFault(409, "model_changing",
                "The model was changed or deleted while the rows were read: send again.") { Field = "model" },
        StorageFailure.Limit => new BodyFault(422, "limit", failed.Message),
        StorageFailure.Damaged or StorageFailure.InUse or StorageFailure.Newer or StorageFailure.Closed =>
            new BodyFault(503, "unavailable", "The server cannot write events now: its operator finds the reason in the server's log."),
    };
}
