using System.Collections.Immutable;

namespace Plumbline.Server.Ingest;

/// <summary>Counts of one kind of rows.</summary>
public sealed record IngestCounts
{
    public static IngestCounts None { get; } = new() { Latencies = [.. new long[IngestCounters.LatencyPlaces]] };

    public long Requests { get; init; }

    /// <summary>Requests that were not taken to their end.</summary>
    public long FailedRequests { get; init; }

    /// <summary>Bytes after decompression.</summary>
    public long Bytes { get; init; }

    /// <summary>Rows met in bodies.</summary>
    public long In { get; init; }

    public long Accepted { get; init; }

    public long Duplicates { get; init; }

    public long Conflicting { get; init; }

    public long Rejected { get; init; }

    /// <summary>Good rows that were read but not accepted because the log or the connection failed.</summary>
    public long Dropped { get; init; }

    /// <summary>Requests by how long they took.</summary>
    public ImmutableArray<long> Latencies { get; init; } = [];

    public double LatencySeconds { get; init; }

    internal IngestCounts Plus(IngestCounts one, int latencyPlace, double seconds) => new()
    {
        Requests = Requests + one.Requests,
        FailedRequests = FailedRequests + one.FailedRequests,
        Bytes = Bytes + one.Bytes,
        In = In + one.In,
        Accepted = Accepted + one.Accepted,
        Duplicates = Duplicates + one.Duplicates,
        Conflicting = Conflicting + one.Conflicting,
        Rejected = Rejected + one.Rejected,
        Dropped = Dropped + one.Dropped,
        Latencies = Latencies.SetItem(latencyPlace, Latencies[latencyPlace] + 1),
        LatencySeconds = LatencySeconds + seconds,
    };
}
