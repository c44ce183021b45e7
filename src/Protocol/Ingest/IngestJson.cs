using System.Text.Json.Serialization;

namespace Plumbline.Protocol.Ingest;

/// <summary>How the answers to ingestion are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IngestAnswer))]
[JsonSerializable(typeof(IngestProblem))]
[JsonSerializable(typeof(IngestProgress))]
[JsonSerializable(typeof(RejectedList))]
public sealed partial class IngestJson : JsonSerializerContext;
