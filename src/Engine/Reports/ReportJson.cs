using System.Text.Json;
using System.Text.Json.Serialization;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;

namespace Plumbline.Engine.Reports;

/// <summary>Writes a report as <c>plumbline/report/1</c>.</summary>
public static class ReportJson
{
    /// <summary>Writes the report as UTF-8 JSON, indented.</summary>
    public static void Write(Report report, Stream destination) =>
        JsonSerializer.Serialize(destination, report, ReportJsonContext.Default.Report);
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(MessageConverter), typeof(FiniteDoubleConverter), 
        typeof(SnakeCase<Verdict>), typeof(SnakeCase<ColumnRole>), typeof(SnakeCase<ColumnType>), typeof(SnakeCase<Severity>),
        typeof(SnakeCase<ModelTask>), typeof(SnakeCase<QualityVerdict>), typeof(SnakeCase<FairnessVerdict>)])]
[JsonSerializable(typeof(Report))]
sealed partial class ReportJsonContext : JsonSerializerContext;

sealed class SnakeCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower) where T : struct, Enum;

/// <summary>Numbers that are not finite become null.</summary>
sealed class FiniteDoubleConverter : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

    public override bool HandleNull => true;

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (double.IsFinite(value)) writer.WriteNumberValue(value);
        else writer.WriteNullValue();
    }
}

/// <summary>Messages become English text.</summary>
sealed class MessageConverter : JsonConverter<Message>
{
    public override Message Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A report is written, never read back.");

    public override void Write(Utf8JsonWriter writer, Message value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
