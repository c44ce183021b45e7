namespace Plumbline.Engine.Columns;

/// <summary>Events of one model as they arrived, column by column. The second of the two shapes in which data crosses the engine.</summary>
/// <remarks>Immutable once handed over; the buffers belong to the batch. Rows keep the order in which they were sent.</remarks>
public sealed record ColumnBatch
{
    /// <summary>The model's number in the catalog.</summary>
    public required int Model { get; init; }

    /// <summary>The revision of the model's schema that the columns were read against.</summary>
    public required int SchemaRevision { get; init; }

    /// <summary>Event ids, 1 to 200 bytes each.</summary>
    public required TextValues Ids { get; init; }

    /// <summary>Event times in microseconds since 1970 UTC, never missing.</summary>
    public required ReadOnlyMemory<long> Times { get; init; }

    /// <summary>The values: features, prediction, scores, version, environment, latency, weight, error, segments. A column of the schema
    /// that is not here is missing in every row. Every slice has <see cref="Count"/> rows.</summary>
    public required IReadOnlyList<ColumnSlice> Columns { get; init; }

    /// <summary>One JSON object of texts per row, empty text for none.</summary>
    public TextValues? Tags { get; init; }

    public int Count => Ids.Count;
}
