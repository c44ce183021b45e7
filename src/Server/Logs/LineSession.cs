using Plumbline.Engine.Storage;
using Plumbline.Protocol.Ingest;
using Plumbline.Server.Ingest;
using Plumbline.Server.Ingest.Json;
using Plumbline.Server.Ingest.Sessions;

namespace Plumbline.Server.Logs;

/// <summary>One body of lines on its way: read, written in batches, answered.</summary>
sealed class LineSession(IBodyRows rows, BodyBytes body, LineCollector collector, LineReader reader, int model, DateTimeOffset at,
    LineRequest? again)
{
    BodyFault? _fault;
    bool _isAnswered;
    int _accepted;
    int _duplicates;

    /// <summary>Lines that are kept since an earlier attempt of the same request: its first ones.</summary>
    public required long Earlier { get; init; }

    /// <summary>Rows and requests that a limit answered, by its name.</summary>
    public IEnumerable<(string Limit, long Times)> Limits
    {
        get
        {
            foreach ((string limit, long times) in rows.Rejections.Limits) yield return (limit, times);
            if (_fault?.Limit is { } beyond) yield return (beyond, 1);
        }
    }

    /// <summary>Reads the body to its end or its fault. What was accepted is on disk when this returns.</summary>
    public async Task<IngestOutcome> RunAsync(LineJournal journal, IEventLog log, CancellationToken cancellationToken)
    {
        try
        {
            while (!rows.IsDone && body.Fault is null)
            {
                body.Use(rows.Read(body.Unread, body.IsEnded));
                if (collector.IsFull) await WriteAsync(journal, log);
                else if (!rows.IsDone) await body.FillAsync(cancellationToken);
            }
            _fault = rows.Fault ?? body.Fault;
            if (collector.Count > 0) await WriteAsync(journal, log);
        }
        catch (StorageException failed)
        {
            _fault = IngestSession.Of(failed);
        }
        _isAnswered = true;
        return new IngestOutcome(Answer(), _fault);
    }

    /// <summary>What became of the lines.</summary>
    public IngestCounts Counts() => IngestCounts.None with
    {
        Requests = 1,
        FailedRequests = _isAnswered && _fault is null ? 0 : 1,
        Bytes = body.Length,
        In = rows.Count,
        Accepted = _accepted,
        Duplicates = _duplicates,
        Rejected = rows.Rejections.Count,
        Dropped = rows.Good - _accepted - _duplicates,
    };

    async Task WriteAsync(LineJournal journal, IEventLog log)
    {
        int repeated = (int)Math.Min(collector.Count, Earlier - _duplicates);
        (IReadOnlyList<LogLine> lines, IReadOnlyList<LinePoint> points) = collector.Take(repeated);
        reader.Next();
        _duplicates += repeated;
        if (lines.Count == 0) return;
        await journal.WriteAsync(new LineBatch
        {
            Model = model,
            ReceivedAt = at,
            Lines = lines,
            Points = points,
            AfterSeq = log.LastSeq,
            Request = again,
        });
        _accepted += lines.Count;
    }

    IngestAnswer Answer() => new()
    {
        Accepted = _accepted,
        Duplicates = _duplicates,
        RejectedCount = rows.Rejections.Count,
        Rejected = [.. rows.Rejections.Listed.Select(IngestSession.Line)],
    };
}
