using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest.Rejected;

/// <summary>Keeps refused rows in memory.</summary>
public sealed class RejectedInbox : IRejectedInbox
{
    readonly Lock _gate = new();
    readonly Dictionary<string, RejectedRing> _models = new(StringComparer.Ordinal);

    public void Add(string model, IReadOnlyList<RejectedRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        lock (_gate)
        {
            if (!_models.TryGetValue(model, out RejectedRing? ring))
            {
                if (_models.Count >= IngestLimits.Models) return;
                _models.Add(model, ring = new RejectedRing());
            }
            foreach (RejectedRow row in rows) ring.Add(row);
        }
    }

    public IReadOnlyList<RejectedRow> Read(string model, int limit)
    {
        lock (_gate) return _models.TryGetValue(model, out RejectedRing? ring) ? [.. ring.NewestFirst.Take(limit)] : [];
    }

    public long Count(string model)
    {
        lock (_gate) return _models.TryGetValue(model, out RejectedRing? ring) ? ring.Count : 0;
    }

    public void Clear(string model)
    {
        lock (_gate) _models.Remove(model);
    }
}
