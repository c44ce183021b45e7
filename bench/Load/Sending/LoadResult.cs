namespace Plumbline.Load.Sending;

/// <summary>What one connection saw, or all of them together.</summary>
public sealed class LoadResult
{
    readonly SortedDictionary<string, long> _failures = new(StringComparer.Ordinal);

    public List<long> LatencyTicks { get; } = new(1 << 16);

    public long Accepted { get; private set; }

    public long Duplicates { get; private set; }

    public long Rejected { get; private set; }

    /// <summary>Requests that were not acknowledged, by status or exception.</summary>
    public IReadOnlyDictionary<string, long> Failures => _failures;

    public void Acknowledged(long ticks, long accepted, long duplicates, long rejected)
    {
        LatencyTicks.Add(ticks);
        Accepted += accepted;
        Duplicates += duplicates;
        Rejected += rejected;
    }

    public void Failed(string why) => _failures[why] = _failures.GetValueOrDefault(why) + 1;

    public static LoadResult Join(IEnumerable<LoadResult> parts)
    {
        var all = new LoadResult();
        foreach (LoadResult part in parts)
        {
            all.LatencyTicks.AddRange(part.LatencyTicks);
            all.Accepted += part.Accepted;
            all.Duplicates += part.Duplicates;
            all.Rejected += part.Rejected;
            foreach (var (why, count) in part.Failures) all._failures[why] = all._failures.GetValueOrDefault(why) + count;
        }
        all.LatencyTicks.Sort();
        return all;
    }
}
