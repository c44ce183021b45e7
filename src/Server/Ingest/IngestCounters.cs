using Plumbline.Engine.Storage;

namespace Plumbline.Server.Ingest;

/// <summary>What came in and what became of it, since the server started. Thread-safe.</summary>
public sealed class IngestCounters
{
    static readonly double[] s_bounds = [.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10];

    readonly Lock _gate = new();
    readonly Dictionary<IngestKind, IngestCounts> _counts = [];
    long _answersNotKept;

    /// <summary>Upper bounds in seconds of <see cref="IngestCounts.Latencies"/>; the last one is open.</summary>
    public static IReadOnlyList<double> LatencyBounds => s_bounds;

    public IngestCounts Of(IngestKind kind)
    {
        lock (_gate) return _counts.GetValueOrDefault(kind) ?? IngestCounts.None;
    }

    /// <summary>Answers to an idempotency key that could not be kept; the rows they speak of are on disk.</summary>
    public long AnswersNotKept => Interlocked.Read(ref _answersNotKept);

    internal void AnswerNotKept() => Interlocked.Increment(ref _answersNotKept);

    internal void Add(IngestKind kind, IngestCounts one, TimeSpan latency)
    {
        lock (_gate) _counts[kind] = (_counts.GetValueOrDefault(kind) ?? IngestCounts.None).Plus(one, Place(latency), latency.TotalSeconds);
    }

    internal static int LatencyPlaces => s_bounds.Length + 1;

    static int Place(TimeSpan latency)
    {
        int place = Array.BinarySearch(s_bounds, latency.TotalSeconds);
        return place < 0 ? ~place : place;
    }
}
