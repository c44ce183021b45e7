namespace Plumbline.Engine.Columns;

/// <summary>What a column is for. Features, prediction, score and target are judged for drift; the others are not.</summary>
public enum ColumnRole
{
    Feature,
    Prediction,
    Score,
    Target,
    Timestamp,
    Id,
    Segment,
    Protected,
    Latency,
    Weight,
    Image,
    Text,
    Embedding,
    Ignore,
}
