using Plumbline.Engine.Columns;
using Plumbline.Engine.Storage;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest.Sessions;

/// <summary>Makes the rows of a request with an idempotency key count once, also when an earlier attempt ended between its first row and
/// its answer. Events with a time of their own need nothing: their ids tell. Events without one get the time of the first attempt; metric
/// points, which have no ids, are looked for in the log.</summary>
/// <param name="begun">What the earlier attempt kept; null: this is the first.</param>
/// <param name="at">Time of receipt of this attempt, the earlier one's where there was one.</param>
sealed class Repetition(IngestRequest request, BegunRequest? begun, IngestStores stores, DateTimeOffset at)
{
    readonly BegunRequest? _begun = begun;
    bool _isKept = begun is not null;
    List<MetricBatch>? _earlier;

    /// <summary>What is left to be written of a batch; null when all of it is there.</summary>
    internal LogEntry? Before(LogEntry entry, bool hasMadeTimes)
    {
        if (request.IdempotencyKey is not { } key) return entry;
        if (entry is not LogEntry.Metrics && !(entry is LogEntry.Events && hasMadeTimes)) return entry;
        if (!_isKept)
        {
            stores.Begun.Begin(new BegunRequest(request.ApiKey, request.Model, key, at, stores.Log.LastSeq,
                at.AddHours(IngestLimits.IdempotencyHours)));
            _isKept = true;
        }
        return _begun is not null && entry is LogEntry.Metrics metrics ? Rest(metrics, _begun.AfterSeq) : entry;
    }

    /// <summary>The earlier attempt wrote the first points of the same row of points, in batches that may be shorter than these. What the
    /// log has released since is not found, and counts again.</summary>
    LogEntry.Metrics? Rest(LogEntry.Metrics entry, long afterSeq)
    {
        MetricBatch batch = entry.Batch;
        _earlier ??= [.. stores.Log.Read(Math.Max(afterSeq, stores.Log.FirstSeq - 1), CancellationToken.None)
            .Select(f => f.Entry).OfType<LogEntry.Metrics>()
            .Where(m => m.Model == batch.Model).Select(m => m.Batch)];
        int there = 0;
        while (_earlier.FindIndex(e => IsAt(e, batch, there)) is >= 0 and var found)
        {
            there += _earlier[found].Count;
            _earlier.RemoveAt(found);
        }
        if (there == 0) return entry;
        return there == batch.Count ? null : new LogEntry.Metrics(batch with
        {
            Names = [.. batch.Names.Skip(there)],
            Times = batch.Times[there..],
            Values = batch.Values[there..],
        });
    }

    static bool IsAt(MetricBatch earlier, MetricBatch batch, int place) =>
        earlier.Count > 0 && earlier.Count <= batch.Count - place
        && earlier.Times.Span.SequenceEqual(batch.Times.Span.Slice(place, earlier.Count))
        && earlier.Values.Span.SequenceEqual(batch.Values.Span.Slice(place, earlier.Count))
        && earlier.Names.SequenceEqual(batch.Names.Skip(place).Take(earlier.Count), StringComparer.Ordinal);
}
