using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest.Rejected;

/// <summary>The last refused rows of one model.</summary>
sealed class RejectedRing
{
    readonly Queue<RejectedRow> _rows = [];

    internal long Count { get; private set; }

    internal IEnumerable<RejectedRow> NewestFirst => _rows.Reverse();

    internal IReadOnlyCollection<RejectedRow> OldestFirst => _rows;

    internal void Add(RejectedRow row)
    {
        if (_rows.Count == IngestLimits.RefusalsKept) _rows.Dequeue();
        _rows.Enqueue(row);
        Count++;
    }
}
