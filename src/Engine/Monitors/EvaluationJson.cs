using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Monitors;

/// <summary>Evaluations as JSON that is read back to the last bit: what is stored of them. Names are snake_case; NaN is written
/// "NaN".</summary>
public static class EvaluationJson
{
    /// <summary>UTF-8, on one line.</summary>
    public static byte[] Write(Evaluation evaluation) =>
        JsonSerializer.SerializeToUtf8Bytes(evaluation, EvaluationJsonContext.Default.Evaluation);

    /// <summary>Reads what <see cref="Write(Evaluation)"/> wrote.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static Evaluation Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, EvaluationJsonContext.Default.Evaluation)
            ?? throw new JsonException("An evaluation is an object, not null.");

    /// <summary>One part, as alerts keep it.</summary>
    public static byte[] Write(EvaluationPart part) =>
        JsonSerializer.SerializeToUtf8Bytes(part, EvaluationJsonContext.Default.EvaluationPart);

    /// <summary>Reads what <see cref="Write(EvaluationPart)"/> wrote.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static EvaluationPart ReadPart(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, EvaluationJsonContext.Default.EvaluationPart)
            ?? throw new JsonException("A part is an object, not null.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    Converters = [typeof(SnakeCase<EvaluationStatus>), typeof(StoredMessageConverter)])]
[JsonSerializable(typeof(Evaluation))]
[JsonSerializable(typeof(EvaluationPart))]
sealed partial class EvaluationJsonContext : JsonSerializerContext;

/// <summary>Messages as key and arguments, so that the language is chosen when they are read.</summary>
sealed class StoredMessageConverter : JsonConverter<Message>
{
    const string Key = "key";

    public override Message Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A message is an object.");
        string? key = null;
        var arguments = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (name == Key) key = reader.GetString();
            else if (name == "arguments") ReadArguments(ref reader, arguments);
            else reader.Skip();
        }
        return new Message(key ?? throw new JsonException("A message has a key."), arguments.ToImmutable());
    }

    public override void Write(Utf8JsonWriter writer, Message value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString(Key, value.Key);
        if (!value.Arguments.IsEmpty)
        {
            writer.WriteStartObject("arguments");
            foreach (var (name, text) in value.Arguments) writer.WriteString(name, text);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }

    static void ReadArguments(ref Utf8JsonReader reader, ImmutableSortedDictionary<string, string>.Builder arguments)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("The arguments of a message are an object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            arguments[name] = reader.GetString() ?? "";
        }
    }
}
