using System.Text.Json.Serialization;

namespace Plumbline.Protocol;

/// <summary>How answers about lines are written: as everything else of the contract.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LogList))]
[JsonSerializable(typeof(LogCounts))]
[JsonSerializable(typeof(LogLineView))]
public sealed partial class LogJson : JsonSerializerContext;
