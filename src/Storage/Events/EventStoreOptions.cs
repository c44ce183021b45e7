namespace Plumbline.Storage.Events;

/// <summary>How the rows are kept.</summary>
public sealed record EventStoreOptions
{
    /// <summary>Bytes the database may hold in memory before it writes intermediate results to disk.</summary>
    public long MemoryLimitBytes { get; init; } = 384L << 20;

    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Size of the write-ahead log at which it is moved into the database file, between two applies.</summary>
    public long CheckpointBytes { get; init; } = 128L << 20;

    /// <summary>Old rows that are let go in one transaction; 1 or more.</summary>
    public int DropRows { get; init; } = 500_000;
}
