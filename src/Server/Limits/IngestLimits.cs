namespace Plumbline.Server.Limits;

/// <summary>The limits of what is sent to us. Code uses the constants; people read the table.</summary>
public static class IngestLimits
{
    public const long BodyBytes = 64L << 20;
    public const int RowsPerRequest = 200_000;
    public const int RowBytes = 1 << 20;
    public const int JsonDepth = 32;
    public const int BatchRows = 5_000;
    public const int BatchBytes = 4 << 20;
    public const int BatchCells = 2_000_000;
    public const int Models = 10_000;
    public const int ModelNameLength = 100;
    public const int Columns = 1_000;
    public const int Revisions = 200;
    public const int ColumnNameBytes = 200;
    public const int Versions = 1_000;
    public const int SegmentColumns = 20;
    public const int SegmentValues = 1_000;
    public const int CategoryBytes = 1_000;
    public const int TextBytes = 64 << 10;
    public const int VectorDimensions = 4_096;
    public const int Tags = 32;
    public const int TagBytes = 4_096;
    public const int IdBytes = 200;
    public const int FutureSeconds = 300;
    public const int MetricNames = 1_000;
    public const int IdempotencyKeyLength = 200;
    public const int IdempotencyHours = 24;
    public const int RefusalsListed = 100;
    public const int RefusalsKept = 1_000;
    public const int ConcurrentRequests = 256;
    public const int BatchesInFlight = 4;
    public const int InFlightBytes = 256 << 20;

    const string RefusesRequest = "The request is refused with 413; what stood before the limit is accepted and counted in the answer.";
    const string RefusesEvent = "The event is refused with field and reason; its neighbours are accepted.";
    const string Wait = "The request waits for room; its sender is not read meanwhile.";

    public static IReadOnlyList<Limit> All { get; } =
    [
        new("body_bytes", BodyBytes, "bytes after decompression", RefusesRequest),
        new("rows_per_request", RowsPerRequest, "events, truths or metric points", RefusesRequest),
        new("row_bytes", RowBytes, "bytes of one event", "A line is refused alone; in a JSON array the rest is refused with it."),
        new("json_depth", JsonDepth, "levels", "A line is refused alone; in a JSON array the rest is refused with it."),
        new("batch_rows", BatchRows, "rows", "More rows are written as several batches."),
        new("batch_bytes", BatchBytes, "bytes", "More bytes are written as several batches."),
        new("models", Models, "models", "A further model is refused with 422; events of an unknown model too."),
        new("model_name_length", ModelNameLength, "characters", "The request is refused with 422."),
        new("columns", Columns, "columns of a model", RefusesEvent),
        new("versions", Versions, "versions of a model", RefusesEvent),
        new("column_name_bytes", ColumnNameBytes, "bytes", RefusesEvent),
        new("learnt_revisions", Revisions, "revisions of a model's columns", "Events no longer add or widen columns; those that would are refused."),
        new("segment_columns", SegmentColumns, "segment columns of a model", RefusesEvent),
        new("segment_values", SegmentValues, "values of a segment since the server started", RefusesEvent),
        new("category_bytes", CategoryBytes, "bytes of a category", RefusesEvent),
        new("text_bytes", TextBytes, "bytes of a text", RefusesEvent),
        new("vector_dimensions", VectorDimensions, "numbers", RefusesEvent),
        new("tags", Tags, "tags of an event", RefusesEvent),
        new("tag_bytes", TagBytes, "bytes of an event's tags", RefusesEvent),
        new("id_bytes", IdBytes, "bytes", RefusesEvent),
        new("future_seconds", FutureSeconds, "seconds ahead of the server's clock", RefusesEvent),
        new("metric_names", MetricNames, "metrics of a model since the server started", RefusesEvent),
        new("idempotency_key_length", IdempotencyKeyLength, "characters", "The request is refused with 400."),
        new("idempotency_hours", IdempotencyHours, "hours", "Afterwards the key is forgotten; ids still tell duplicates apart."),
        new("refusals_listed", RefusalsListed, "refusals in one answer", "Further ones are only counted."),
        new("refusals_kept", RefusalsKept, "refusals of a model", "The oldest is forgotten."),
        new("concurrent_requests", ConcurrentRequests, "requests that send rows", "A further one is refused with 429 and Retry-After."),
        new("batches_in_flight", BatchesInFlight, "batches of one request", Wait),
        new("in_flight_bytes", InFlightBytes, "bytes of all requests", Wait),
    ];
}
