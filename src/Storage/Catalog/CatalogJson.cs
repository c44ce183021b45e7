using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Plumbline.Engine.Alerts;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Catalogs;

/// <summary>Nested records as JSON.</summary>
/// <remarks>Stored for ever: a field is never renamed, and one that is added gets its value in older rows by a migration script
/// (<c>json_set</c>), because a field that is absent is read as null or zero, not as the record's default.</remarks>
static class CatalogJson
{
    public static string Write<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.Serialize(value, type);

    /// <summary>Reads what was written.</summary>
    /// <exception cref="JsonException">The text is no such record.</exception>
    public static T Read<T>(string text, JsonTypeInfo<T> type) where T : class =>
        JsonSerializer.Deserialize(text, type) ?? throw new JsonException("it is null");

    /// <summary>The name of an enum's value as JSON has it.</summary>
    public static string Name<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    public static T Named<T>(string name) where T : struct, Enum =>
        Enum.GetValues<T>().Where(v => Name(v) == name).Select(v => (T?)v).FirstOrDefault()
            ?? throw new JsonException($"'{name}' is no {typeof(T).Name}");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, IgnoreReadOnlyProperties = true,
    Converters = [typeof(WindowDefinitionConverter), typeof(BaselineChoiceConverter), typeof(NamedTextsConverter),
        typeof(SnakeCase<ColumnRole>), typeof(SnakeCase<ColumnType>), typeof(SnakeCase<ModelTask>), typeof(SnakeCase<VersionRole>),
        typeof(SnakeCase<SchemaChangeKind>), typeof(SnakeCase<MonitorKind>), typeof(SnakeCase<MonitorSeverity>),
        typeof(SnakeCase<MonitorState>),
        typeof(SnakeCase<ThresholdRelation>), typeof(SnakeCase<EvaluationStatus>), typeof(SnakeCase<AlertState>),
        typeof(SnakeCase<KeyScope>),
        typeof(SnakeCase<QualityVerdict>)])]
[JsonSerializable(typeof(ModelDefinition))]
[JsonSerializable(typeof(MonitorDefinition))]
[JsonSerializable(typeof(Evaluation))]
[JsonSerializable(typeof(Alert))]
[JsonSerializable(typeof(QualityReport))]
sealed partial class CatalogJsonContext : JsonSerializerContext;

sealed class SnakeCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) where T : struct, Enum;
