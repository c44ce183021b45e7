namespace Plumbline.Server.Limits;

/// <summary>Names of limits, as the table, the counters and problems say them.</summary>
static class LimitName
{
    internal const string BodyBytes = "body_bytes";
    internal const string RowsPerRequest = "rows_per_request";
    internal const string RowBytes = "row_bytes";
    internal const string JsonDepth = "json_depth";
    internal const string Models = "models";
    internal const string Columns = "columns";
    internal const string ColumnNameBytes = "column_name_bytes";
    internal const string Revisions = "learnt_revisions";
    internal const string Versions = "versions";
    internal const string Environments = "environments";
    internal const string SegmentColumns = "segment_columns";
    internal const string SegmentValues = "segment_values";
    internal const string CategoryBytes = "category_bytes";
    internal const string TextBytes = "text_bytes";
    internal const string VectorDimensions = "vector_dimensions";
    internal const string Tags = "tags";
    internal const string TagBytes = "tag_bytes";
    internal const string IdBytes = "id_bytes";
    internal const string EarliestYear = "earliest_year";
    internal const string FutureSeconds = "future_seconds";
    internal const string OpenQuarters = "open_quarters";
    internal const string WaitingTruths = "waiting_truths";
    internal const string WaitingTruthsInAll = "waiting_truths_in_all";
    internal const string MetricNames = "metric_names";
    internal const string ConcurrentRequests = "concurrent_requests";
    internal const string WaitingBytes = "waiting_bytes";
    internal const string RejectedRows = "rejected_rows";
    internal const string RequestBytes = "request_bytes";
}
