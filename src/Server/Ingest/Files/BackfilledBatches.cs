using Plumbline.Engine.Storage;
using Plumbline.Server.Ingest.Json;
using Plumbline.Server.Ingest.Sessions;

namespace Plumbline.Server.Ingest.Files;

/// <summary>Batches whose events are history.</summary>
sealed class BackfilledBatches(IBatchSource inner, Backfills backfills) : IBatchSource
{
    public RowReader Rows => inner.Rows;

    public int? Model => inner.Model;

    public LogEntry Take()
    {
        LogEntry entry = inner.Take();
        if (entry is LogEntry.Events { Batch: { Count: > 0 } batch })
        {
            long first = long.MaxValue, last = long.MinValue;
            foreach (long time in batch.Times.Span) (first, last) = (Math.Min(first, time), Math.Max(last, time));
            backfills.Note(batch.Model, Moment(first), Moment(last));
        }
        return entry;
    }

    public void Dispose() => inner.Dispose();

    static DateTimeOffset Moment(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
