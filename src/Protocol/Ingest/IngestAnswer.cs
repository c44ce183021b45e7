using System.Collections.Immutable;

namespace Plumbline.Protocol.Ingest;

/// <summary>The answer to events, truths or metric points (202): all accepted lines are on disk.</summary>
public sealed record IngestAnswer
{
    /// <summary>Lines accepted now.</summary>
    public required int Accepted { get; init; }

    /// <summary>Lines whose id was there already.</summary>
    public int Duplicates { get; init; }

    /// <summary>Those of <see cref="Duplicates"/> whose content differs from what was accepted first.</summary>
    public int Conflicting { get; init; }

    /// <summary>Lines rejected in all. Accepted, duplicates and rejected ones are all the lines that were sent.</summary>
    public long RejectedCount { get; init; }

    /// <summary>Lines rejected, each with its reason; their neighbours were accepted. At most the first hundred.</summary>
    public ImmutableArray<RejectedLine> Rejected { get; init; } = [];
}
