using System.Text.Json.Serialization;

namespace Plumbline.Protocol;

/// <summary>How the contract is written as JSON: snake_case names, words for enums, nothing for null, duplicates refused. Requests refuse
/// fields they do not know; answers are read leniently, so that an older client understands a newer server.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    MaxDepth = 64)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(Health))]
[JsonSerializable(typeof(LimitTable))]
[JsonSerializable(typeof(ModelRegistration))]
[JsonSerializable(typeof(ModelView))]
[JsonSerializable(typeof(ModelList))]
[JsonSerializable(typeof(VersionAnnouncement))]
[JsonSerializable(typeof(VersionView))]
[JsonSerializable(typeof(VersionList))]
[JsonSerializable(typeof(SchemaHistory))]
[JsonSerializable(typeof(SchemaConfirmation))]
[JsonSerializable(typeof(DeletionAnswer))]
[JsonSerializable(typeof(KeyRequest))]
[JsonSerializable(typeof(KeyView))]
[JsonSerializable(typeof(KeyList))]
[JsonSerializable(typeof(NewKey))]
[JsonSerializable(typeof(LoginAnswer))]
[JsonSerializable(typeof(AnnotationRequest))]
[JsonSerializable(typeof(AnnotationView))]
[JsonSerializable(typeof(AnnotationList))]
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
public sealed partial class ProtocolJson : JsonSerializerContext;
