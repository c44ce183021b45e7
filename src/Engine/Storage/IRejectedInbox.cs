using System.Collections.Immutable;

namespace Plumbline.Engine.Storage;

/// <summary>Rows that were rejected, the newest ones of each model. Values are masked before they come here. Survives a restart; the last
/// moments before a crash may be missing. Thread-safe.</summary>
public interface IRejectedInbox
{
    /// <summary>Keeps rows, oldest first; where there is no room the oldest ones go and are counted.</summary>
    void Add(IReadOnlyList<RejectedRow> rows);

    /// <summary>A page of a model's rows, newest first, and what they have in common.</summary>
    RejectedPage Read(RejectedQuery query);

    /// <summary>Rejected of a model since its inbox began or was emptied, kept or not.</summary>
    long Count(int model);

    /// <summary>Empties a model's inbox; its counts begin anew.</summary>
    void Clear(int model);

    /// <summary>Forgets a model for ever; its number is never given again.</summary>
    void Forget(int model);

    /// <summary>Rows and bytes kept of all models.</summary>
    (long Rows, long Bytes) Size { get; }
}

/// <summary>One rejected row.</summary>
public sealed record RejectedRow
{
    /// <summary>Given by the inbox, ascending.</summary>
    public long Number { get; init; }

    public required int Model { get; init; }

    public required DateTimeOffset At { get; init; }

    public required IngestKind Kind { get; init; }

    /// <summary>Its place in its request, from 0.</summary>
    public required long Index { get; init; }

    /// <summary>The field at fault; empty when it is the whole row.</summary>
    public required string Field { get; init; }

    /// <summary>Why, as a sentence, without the value.</summary>
    public required string Reason { get; init; }

    /// <summary>The shape of the offending value; null where there was none.</summary>
    public string? Value { get; init; }

    /// <summary>Further rows of the same request with the same field and reason that are not kept one by one.</summary>
    public long Alike { get; init; }
}

/// <summary>Which rejected rows.</summary>
public sealed record RejectedQuery
{
    public required int Model { get; init; }

    /// <summary>First moment, included.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Last moment, not included.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The field, exactly; empty: rows that were wrong as a whole.</summary>
    public string? Field { get; init; }

    /// <summary>A part of the reason.</summary>
    public string? Reason { get; init; }

    /// <summary>Goes on behind this row, the last of the page before.</summary>
    public long? BeforeNumber { get; init; }

    /// <summary>At least 1.</summary>
    public int Limit { get; init; } = 100;
}

/// <summary>Rejected rows of a model.</summary>
/// <param name="Rows">Newest first.</param>
/// <param name="HasMore">True when there are older ones.</param>
/// <param name="Causes">The most frequent fields and reasons of all rows that were asked for, not of this page only; at most 100.</param>
/// <param name="Count">Rejected rows that were asked for, those included that are not kept one by one.</param>
/// <param name="All">Rejected of the model since its inbox began, kept or not.</param>
/// <param name="Forgotten">Of these, those that went to make room.</param>
public sealed record RejectedPage(ImmutableArray<RejectedRow> Rows, bool HasMore, ImmutableArray<RejectedCause> Causes, long Count,
    long All, long Forgotten);

/// <summary>How often rows were rejected for one reason.</summary>
public sealed record RejectedCause(IngestKind Kind, string Field, string Reason, long Count, DateTimeOffset LastAt);
