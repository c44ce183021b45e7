using System.Collections.Immutable;

namespace Plumbline.Protocol.Ingest;

/// <summary>Why a request was not taken to its end, as RFC 9457 problem details, and what had been accepted by then. What was accepted
/// stays; sending
/// all again is safe for lines with ids and times.</summary>
public sealed record IngestProblem
{
    /// <summary>What kind of problem it is, stable across versions: <c>urn:plumbline:problem:NAME</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The kind in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>The status of the answer.</summary>
    public required int Status { get; init; }

    /// <summary>What was wrong, the value, what is allowed, what to do.</summary>
    public required string Detail { get; init; }

    /// <summary>The header, limit or part of the request at fault; null when it is the body as a whole.</summary>
    public string? Field { get; init; }

    /// <summary>What was found there, shortened; never a value of a row.</summary>
    public string? Value { get; init; }

    /// <summary>What is allowed there.</summary>
    public string? Allowed { get; init; }

    /// <summary>Byte of the body at which reading stopped, from 0; null where that says nothing.</summary>
    public long? Position { get; init; }

    /// <summary>Lines accepted before that.</summary>
    public int Accepted { get; init; }

    /// <summary>Lines before that whose id was there already.</summary>
    public int Duplicates { get; init; }

    /// <summary>Lines before that which were rejected.</summary>
    public long RejectedCount { get; init; }

    /// <summary>The first hundred of them.</summary>
    public ImmutableArray<RejectedLine> Rejected { get; init; } = [];
}
