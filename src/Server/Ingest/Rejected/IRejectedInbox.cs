namespace Plumbline.Server.Ingest.Rejected;

/// <summary>Rows that were refused, the newest ones of each model. Values are masked. Thread-safe.</summary>
public interface IRejectedInbox
{
    void Add(string model, IReadOnlyList<RejectedRow> rows);

    /// <summary>Newest first.</summary>
    IReadOnlyList<RejectedRow> Read(string model, int limit);

    /// <summary>Refused in all since the inbox began, kept or forgotten.</summary>
    long Count(string model);

    void Clear(string model);
}

/// <summary>One refused row.</summary>
/// <param name="Value">The shape of the offending value; null where there was none.</param>
public sealed record RejectedRow(DateTimeOffset At, IngestKind Kind, long Index, string Field, string Reason, string? Value);
