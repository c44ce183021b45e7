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

    /// <summary>The version of the model that answered.</summary>
    Version,

    /// <summary>Where it answered: production, staging.</summary>
    Environment,

    /// <summary>Why no answer came: the text of an error, missing when all went well.</summary>
    Error,

    Image,
    Text,
    Embedding,
    Ignore,
}
