namespace Plumbline.Storage.Logs;

/// <summary>Sizes of the event log.</summary>
public sealed record EventLogOptions
{
    /// <summary>A segment is ended when it has so many bytes.</summary>
    public long SegmentBytes { get; init; } = 64L << 20;

    /// <summary>Appends that wait may hold so many bytes together; more are refused as busy.</summary>
    public long WaitingBytes { get; init; } = 64L << 20;

    /// <summary>So many bytes are written and flushed at once at most, except for one larger append.</summary>
    public long GroupBytes { get; init; } = 16L << 20;

    /// <summary>Identities kept in memory; about 50 bytes each, twice while they are written to disk.</summary>
    public int IdentitiesInMemory { get; init; } = 750_000;

    /// <summary>On opening, frames of so many bytes, the newest, are read and checked.</summary>
    public long VerifiedBytes { get; init; } = 256L << 20;

    /// <summary>How often the mark of what is on disk is written while rows arrive.</summary>
    public TimeSpan MarkEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A row that is known to have been on disk, such as the last one a projection has: a log that ends before it is
    /// refused.</summary>
    public long KnownSeq { get; init; }
}

/// <summary>What the log has done since it was opened, and how it is now.</summary>
public sealed record EventLogFigures
{
    /// <summary>Writes that were flushed.</summary>
    public long Groups { get; init; }

    /// <summary>Time spent in writing and flushing them.</summary>
    public TimeSpan WriteTime { get; init; }

    public long Frames { get; init; }

    public long Rows { get; init; }

    public long Duplicates { get; init; }

    public long Bytes { get; init; }

    /// <summary>Groups that failed because the disk was full.</summary>
    public long DiskFull { get; init; }

    /// <summary>Bytes of appends that are waiting now.</summary>
    public long WaitingBytes { get; init; }

    public int Segments { get; init; }

    public int IdentitiesInMemory { get; init; }

    public int IdentityRuns { get; init; }

    /// <summary>Bytes of an unfinished, never acknowledged write that were cut off on opening.</summary>
    public long CutBytes { get; init; }
}
