using Plumbline.Engine.Storage;
using Plumbline.Server.Ingest.Files;
using Plumbline.Server.Ingest.Json;

namespace Plumbline.Server.Ingest.Sessions;

/// <summary>A request that sends rows.</summary>
sealed record IngestRequest
{
    internal required IngestKind Kind { get; init; }

    /// <summary>Name of the model.</summary>
    internal required string Model { get; init; }

    internal required Stream Body { get; init; }

    internal bool IsGzip { get; init; }

    internal JsonLayout Layout { get; init; }

    /// <summary>Who sends, by the number of the key; 0 where none is asked for.</summary>
    internal long ApiKey { get; init; }

    internal string? IdempotencyKey { get; init; }

    /// <summary>How the body is to be read when it is a file; null for JSON.</summary>
    internal FileRequest? File { get; init; }

    /// <summary>Told what became of the rows so far, after every batch.</summary>
    internal Action<IngestCounts>? Progress { get; init; }
}
