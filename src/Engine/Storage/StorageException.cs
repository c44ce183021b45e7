namespace Plumbline.Engine.Storage;

/// <summary>A store cannot do what was asked.</summary>
public sealed class StorageException : Exception
{
    /// <summary>A failure with its kind.</summary>
    public StorageException(StorageFailure failure, string message, Exception? inner = null)
        : base(message, inner) => Failure = failure;

    /// <summary>What kind of failure it is.</summary>
    public StorageFailure Failure { get; }

    /// <summary>True when the same call may succeed later.</summary>
    public bool IsTransient => Failure is StorageFailure.DiskFull or StorageFailure.Busy;
}

public enum StorageFailure
{
    /// <summary>No space left; what was acknowledged is safe.</summary>
    DiskFull,

    /// <summary>Too much is waiting.</summary>
    Busy,

    /// <summary>A file is damaged, missing or not ours; the message names it.</summary>
    Damaged,

    /// <summary>Another process owns the folder.</summary>
    InUse,

    /// <summary>Written by a newer Plumbline.</summary>
    Newer,

    /// <summary>The store is closed, or failed for good.</summary>
    Closed,

    /// <summary>It contradicts what is stored: a name is taken, a revision is not the next, what it belongs to is gone.</summary>
    Conflict,

    /// <summary>More than may be kept; the message says how much that is.</summary>
    Limit,
}
