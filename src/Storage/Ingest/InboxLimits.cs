namespace Plumbline.Storage.Ingest;

/// <summary>How much of rejected rows is kept.</summary>
public sealed record InboxLimits
{
    /// <summary>Rows of one model.</summary>
    public int RowsPerModel { get; init; } = 10_000;

    /// <summary>Bytes of one model's rows.</summary>
    public long BytesPerModel { get; init; } = 4L << 20;

    /// <summary>Bytes of all models' rows.</summary>
    public long BytesInAll { get; init; } = 256L << 20;

    /// <summary>Fields and reasons that are counted apart in an answer.</summary>
    public int Causes { get; init; } = 100;
}
