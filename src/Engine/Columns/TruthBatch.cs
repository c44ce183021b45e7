namespace Plumbline.Engine.Columns;

/// <summary>Truths of one model as they arrived: labels of events by their ids.</summary>
public sealed record TruthBatch
{
    public required int Model { get; init; }

    /// <summary>Ids of the events the labels belong to; they need not have arrived yet.</summary>
    public required TextValues Ids { get; init; }

    /// <summary>When each label became known, in microseconds since 1970 UTC: its own time where given and not after it was received, else
    /// when it was received.</summary>
    public required ReadOnlyMemory<long> KnownAt { get; init; }

    /// <summary>The labels: numbers for a regression, categories else. The column is the schema's target.</summary>
    public required ColumnSlice Labels { get; init; }

    public int Count => Ids.Count;
}
