namespace Plumbline.Datasets.Files;

/// <summary>How a file is written.</summary>
enum FileFormat
{
    /// <summary>Delimited text, plain or gzip.</summary>
    Delimited,
    Parquet,

    /// <summary>A JSON array of objects or JSON lines, plain or gzip.</summary>
    Json,
}
