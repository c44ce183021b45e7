using System.Collections.Immutable;
using Plumbline.Server.Exposition;

namespace Plumbline.Server.Ingest;

/// <summary>What came in and what became of it, for <c>/metrics</c>.</summary>
sealed class IngestMetrics(IngestCounters counters) : IMetricSource
{
    static readonly (string Kind, IngestKind Value)[] s_kinds =
        [("events", IngestKind.Events), ("truths", IngestKind.Truths), ("metrics", IngestKind.Metrics)];

    public IEnumerable<MetricFamily> Read()
    {
        (string Kind, IngestCounts Counts)[] all = [.. s_kinds.Select(k => (k.Kind, counters.Of(k.Value)))];
        return
        [
            Family("plumbline_ingest_requests", "Bodies of rows that were read.", all, c => c.Requests),
            Family("plumbline_ingest_requests_failed", "Bodies that were not taken to their end.", all, c => c.FailedRequests),
            Family("plumbline_ingest_bytes", "Bytes of rows after decompression.", all, c => c.Bytes, "bytes"),
            Family("plumbline_ingest_rows_in", "Rows met in bodies.", all, c => c.In),
            new MetricFamily("plumbline_ingest_rows", MetricKind.Counter, "Rows by what became of them.", [.. all.SelectMany(a => Outcomes(a))]),
            Family("plumbline_ingest_seconds", "Time from the first byte to the answer, of all bodies together.", all, c => c.LatencySeconds, "seconds"),
            MetricFamily.Of("plumbline_ingest_answers_not_kept", MetricKind.Counter, "Answers to an Idempotency-Key that could not be kept.", counters.AnswersNotKept),
        ];
    }

    static MetricFamily Family(string name, string help, (string Kind, IngestCounts Counts)[] all, Func<IngestCounts, double> value, string? unit = null) =>
        new(name, MetricKind.Counter, help, [.. all.Select(a => MetricSample.Of(value(a.Counts), ("kind", a.Kind)))]) { Unit = unit };

    static ImmutableArray<MetricSample> Outcomes((string Kind, IngestCounts Counts) one) =>
    [
        Outcome(one.Kind, "accepted", one.Counts.Accepted), Outcome(one.Kind, "duplicate", one.Counts.Duplicates),
        Outcome(one.Kind, "rejected", one.Counts.Rejected), Outcome(one.Kind, "dropped", one.Counts.Dropped),
    ];

    static MetricSample Outcome(string kind, string outcome, long rows) => MetricSample.Of(rows, ("kind", kind), ("outcome", outcome));
}
