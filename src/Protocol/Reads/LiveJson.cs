using System.Text.Json.Serialization;

namespace Plumbline.Protocol;

/// <summary>How baselines, monitors, evaluations, alerts and readings are written, by the same rules as
/// <see cref="ProtocolJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    MaxDepth = 64)]
[JsonSerializable(typeof(BaselineOfWindows))]
[JsonSerializable(typeof(BaselineView))]
[JsonSerializable(typeof(BaselineProgress))]
[JsonSerializable(typeof(BaselineList))]
[JsonSerializable(typeof(ProposalList))]
[JsonSerializable(typeof(MonitorDocument))]
[JsonSerializable(typeof(MonitorView))]
[JsonSerializable(typeof(MonitorFile))]
[JsonSerializable(typeof(MonitorChanges))]
[JsonSerializable(typeof(MonitorPreview))]
[JsonSerializable(typeof(EvaluationList))]
[JsonSerializable(typeof(EvaluationView))]
[JsonSerializable(typeof(HistorySummary))]
[JsonSerializable(typeof(AlertList))]
[JsonSerializable(typeof(AlertView))]
[JsonSerializable(typeof(ProfileView))]
[JsonSerializable(typeof(SeriesView))]
[JsonSerializable(typeof(EventList))]
[JsonSerializable(typeof(RebuildAnswer))]
public sealed partial class LiveJson : JsonSerializerContext;
