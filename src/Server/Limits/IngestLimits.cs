namespace Plumbline.Server.Limits;

/// <summary>The limits of what is sent to us. Code uses the constants; people read the table.</summary>
static class IngestLimits
{
    /// <summary>Unless <c>--max-body-mb</c> says otherwise.</summary>
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
    public const int Environments = 1_000;
    public const int SegmentColumns = 20;
    public const int SegmentValues = 1_000;
    public const int CategoryBytes = 1_000;
    public const int TextBytes = 64 << 10;
    public const int VectorDimensions = 4_096;
    public const int Tags = 32;
    public const int TagBytes = 4_096;
    public const int IdBytes = 200;

    public const int EarliestYear = 1970;

    /// <summary>Its start in microseconds since 1970 UTC.</summary>
    public const long EarliestTime = 0;
    public const int FutureSeconds = 300;

    /// <summary>Five years and a half: as long as profiles are kept, with some room.</summary>
    public const int OpenQuarters = 200_000;
    public const int WaitingTruths = 1_000_000;
    public const int WaitingTruthsInAll = 10_000_000;
    public const int MetricNames = 1_000;
    public const int IdempotencyKeyLength = 200;
    public const int IdempotencyHours = 24;
    public const int RejectedListed = 100;
    public const int KeepsakesWaiting = 256;
    public const int ConcurrentRequests = 256;
    public const int BatchesInFlight = 4;
    public const int InFlightBytes = 256 << 20;

    /// <summary>Models whose readers are kept warm between requests.</summary>
    public const int WarmModels = 500;

    const string RejectsRequest = "The request is rejected with 413; what stood before the limit is accepted and counted in the answer.";
    const string RejectsRow = "The row is rejected with field and reason; its neighbours are accepted.";
    const string RejectsAlone = "A line is rejected alone; in a JSON array the rest is rejected with it.";
    const string WaitForEvents = "Further truths of the model are rejected until events come, or retention lets waiting truths go.";
    const string Wait = "The request waits for room; its sender is not read meanwhile.";

    /// <summary>The table, with the limit of a body that holds in this process.</summary>
    public static IReadOnlyList<Limit> All(long bodyBytes) =>
    [
        new(LimitName.BodyBytes, bodyBytes, "bytes after decompression", RejectsRequest) { Default = BodyBytes },
        new(LimitName.RowsPerRequest, RowsPerRequest, "events, truths or metric points", RejectsRequest),
        new(LimitName.RowBytes, RowBytes, "bytes of one event", RejectsAlone),
        new(LimitName.JsonDepth, JsonDepth, "levels", RejectsAlone),
        new("batch_rows", BatchRows, "rows", "More rows are written as several batches."),
        new("batch_bytes", BatchBytes, "bytes", "More bytes are written as several batches."),
        new("batch_cells", BatchCells, "rows times columns", "More are written as several batches."),
        new(LimitName.Models, Models, "models", "A further model is rejected with 422; events of an unknown model too."),
        new("warm_models", WarmModels, "models", "The one that came first begins its readers anew."),
        new("model_name_length", ModelNameLength, "characters", "The request is rejected with 422."),
        new(LimitName.Columns, Columns, "columns of a model", RejectsRow),
        new(LimitName.Versions, Versions, "versions of a model", RejectsRow),
        new(LimitName.Environments, Environments, "environments of a model", RejectsRow),
        new(LimitName.ColumnNameBytes, ColumnNameBytes, "bytes of a name of a column, tag or metric", RejectsRow),
        new(LimitName.Revisions, Revisions, "revisions of a model's columns",
            "Events no longer add or widen columns; those that would are rejected."),
        new(LimitName.SegmentColumns, SegmentColumns, "segment columns of a model", RejectsRow),
        new(LimitName.SegmentValues, SegmentValues, "values of a segment", RejectsRow),
        new(LimitName.CategoryBytes, CategoryBytes, "bytes of a category", RejectsRow),
        new(LimitName.TextBytes, TextBytes, "bytes of a text", RejectsRow),
        new(LimitName.VectorDimensions, VectorDimensions, "numbers", RejectsRow),
        new(LimitName.Tags, Tags, "tags of an event", RejectsRow),
        new(LimitName.TagBytes, TagBytes, "bytes of an event's tags", RejectsRow),
        new(LimitName.IdBytes, IdBytes, "bytes", RejectsRow),
        new(LimitName.EarliestYear, EarliestYear, "the first year of a time, UTC", RejectsRow),
        new(LimitName.FutureSeconds, FutureSeconds, "seconds ahead of the server's clock", RejectsRow),
        new(LimitName.OpenQuarters, OpenQuarters, "quarters of an hour of a model with events whose rows are kept", RejectsRow),
        new(LimitName.WaitingTruths, WaitingTruths, "truths of a model whose event has not come", WaitForEvents),
        new(LimitName.WaitingTruthsInAll, WaitingTruthsInAll, "truths of all models whose event has not come", WaitForEvents),
        new(LimitName.MetricNames, MetricNames, "metrics of a model", RejectsRow),
        new("idempotency_key_length", IdempotencyKeyLength, "characters", "The request is rejected with 400."),
        new("idempotency_hours", IdempotencyHours, "hours", "Afterwards the key is forgotten; ids still tell duplicates apart."),
        new("rejected_listed", RejectedListed, "rejected rows in one answer", "Further ones are counted, and kept with one they are like."),
        new("rejected_waiting", KeepsakesWaiting, "requests whose rejected rows wait to be kept",
            "Those of further ones are dropped and counted."),
        new(LimitName.ConcurrentRequests, ConcurrentRequests, "requests that send rows",
            "A further one is rejected with 429 and Retry-After."),
        new("batches_in_flight", BatchesInFlight, "batches of one request", Wait),
        new("in_flight_bytes", InFlightBytes, "bytes of all requests", Wait),
    ];
}
