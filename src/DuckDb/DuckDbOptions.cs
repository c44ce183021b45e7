namespace Plumbline.DuckDb;

/// <summary>How a database is opened. Extensions are never downloaded or loaded, and the configuration is locked once open.</summary>
public sealed record DuckDbOptions
{
    /// <summary>Threads of the database; 1 or more, by default one per processor.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Bytes the database may hold in memory before it writes to <see cref="TemporaryFolder"/>; null leaves DuckDB's 80 % of the
    /// machine.</summary>
    public long? MemoryLimitBytes { get; init; }

    /// <summary>Where intermediate results go when memory is short; null allows none.</summary>
    public string? TemporaryFolder { get; init; }

    /// <summary>Size of the write-ahead log at which a commit moves it into the database file; null leaves DuckDB's 16 MiB.</summary>
    public long? CheckpointThresholdBytes { get; init; }

    /// <summary>True to open an existing file for reading only.</summary>
    public bool ReadOnly { get; init; }
}
