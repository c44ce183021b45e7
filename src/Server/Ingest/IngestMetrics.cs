using System.Collections.Immutable;
using Plumbline.Engine.Storage;
using Plumbline.Server.Exposition;
using Plumbline.Server.Ingest.Rejected;

namespace Plumbline.Server.Ingest;

/// <summary>What came in and what became of it, for <c>/metrics</c>.</summary>
sealed class IngestMetrics(IngestCounters counters, KeepsakeWriter keepsakes) : IMetricSource
{
    static readonly (string Kind, IngestKind Value)[] s_kinds =
        [("events", IngestKind.Events), ("truths", IngestKind.Truths), ("metrics", IngestKind.Metrics), ("logs", IngestKind.Logs)];

    public IEnumerable<MetricFamily> Read()
    {
        (string Kind, IngestCounts Counts)[] all = [.. s_kinds.Select(k => (k.Kind, counters.Of(k.Value)))];
        return
        [
            Family("plumbline_ingest_requests", "Bodies of rows that were read.", all, c => c.Requests),
            Family("plumbline_ingest_requests_failed", "Bodies that were not taken to their end.", all, c => c.FailedRequests),
            Family("plumbline_ingest_bytes", "Bytes of rows after decompression.", all, c => c.Bytes, "bytes"),
            Family("plumbline_ingest_rows_in", "Rows met in bodies.", all, c => c.In),
            new MetricFamily("plumbline_ingest_rows", MetricKind.Counter, "Rows by what became of them.",
                [.. all.SelectMany(a => Outcomes(a))]),
            new MetricFamily("plumbline_ingest_duration_seconds", MetricKind.Histogram, "Time from the first byte of a body to the answer.",
                [.. all.SelectMany(a => Latencies(a))]) { Unit = "seconds" },
            MetricFamily.Of("plumbline_ingest_answers_not_kept", MetricKind.Counter,
                "Answers to an Idempotency-Key that could not be kept.",
                counters.AnswersNotKept),
            MetricFamily.Of("plumbline_rejected_rows_kept", MetricKind.Counter, "Rejected rows that were kept in the inbox.",
                keepsakes.Written),
            MetricFamily.Of("plumbline_rejected_rows_dropped", MetricKind.Counter,
                "Rejected rows that found no room on their way to the inbox.",
                keepsakes.Dropped),
        ];
    }

    static MetricFamily Family(string name, string help, (string Kind, IngestCounts Counts)[] all, Func<IngestCounts, double> value,
        string? unit = null) =>
        new(name, MetricKind.Counter, help, [.. all.Select(a => MetricSample.Of(value(a.Counts), ("kind", a.Kind)))]) { Unit = unit };

    static ImmutableArray<MetricSample> Outcomes((string Kind, IngestCounts Counts) one) =>
    [
        Outcome(one.Kind, "accepted", one.Counts.Accepted), Outcome(one.Kind, "duplicate", one.Counts.Duplicates),
        Outcome(one.Kind, "rejected", one.Counts.Rejected), Outcome(one.Kind, "dropped", one.Counts.Dropped),
    ];

    static IEnumerable<MetricSample> Latencies((string Kind, IngestCounts Counts) one) =>
        MetricHistogram.Samples(IngestCounters.LatencyBounds, one.Counts.Latencies, one.Counts.LatencySeconds, ("kind", one.Kind));

    static MetricSample Outcome(string kind, string outcome, long rows) => MetricSample.Of(rows, ("kind", kind), ("outcome", outcome));
}
