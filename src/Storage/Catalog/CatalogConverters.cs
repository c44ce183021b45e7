using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Plumbline.Engine.Monitors;

namespace Plumbline.Storage.Catalogs;

/// <summary>Windows as <c>{"by": "time", ...}</c> or <c>{"by": "count", ...}</c>.</summary>
sealed class WindowDefinitionConverter : JsonConverter<WindowDefinition>
{
    public override WindowDefinition Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        return Field.Text(root, "by") switch
        {
            "time" => new WindowDefinition.ByTime(Field.Length(root, "length"), Field.Length(root, "offset")),
            "count" => new WindowDefinition.ByCount(Field.Number(root, "events")),
            var other => throw new JsonException($"'{other}' is no kind of window"),
        };
    }

    public override void Write(Utf8JsonWriter writer, WindowDefinition value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        switch (value)
        {
            case WindowDefinition.ByTime time:
                writer.WriteString("by", "time");
                writer.WriteString("length", time.Length.ToString("c"));
                writer.WriteString("offset", time.Offset.ToString("c"));
                break;
            case WindowDefinition.ByCount count:
                writer.WriteString("by", "count");
                writer.WriteNumber("events", count.Events);
                break;
            default: throw new UnreachableException();
        }
        writer.WriteEndObject();
    }
}

/// <summary>What is compared with, as <c>{"kind": "rolling", "windows": 7}</c>.</summary>
sealed class BaselineChoiceConverter : JsonConverter<BaselineChoice>
{
    public override BaselineChoice Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        return Field.Text(root, "kind") switch
        {
            "named" => new BaselineChoice.Named(Field.Text(root, "name")),
            "rolling" => new BaselineChoice.Rolling((int)Field.Number(root, "windows")),
            "seasonal" => new BaselineChoice.Seasonal((int)Field.Number(root, "weeks")),
            "version" => new BaselineChoice.OfVersion(Field.Text(root, "version")),
            "nothing" => new BaselineChoice.Nothing(),
            var other => throw new JsonException($"'{other}' is no kind of baseline"),
        };
    }

    public override void Write(Utf8JsonWriter writer, BaselineChoice value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        var (kind, field, content) = value switch
        {
            BaselineChoice.Named named => ("named", "name", (object)named.Name),
            BaselineChoice.Rolling rolling => ("rolling", "windows", rolling.Windows),
            BaselineChoice.Seasonal seasonal => ("seasonal", "weeks", seasonal.Weeks),
            BaselineChoice.OfVersion version => ("version", "version", version.Version),
            BaselineChoice.Nothing => ("nothing", "", ""),
            _ => throw new UnreachableException(),
        };
        writer.WriteString("kind", kind);
        if (content is int number) writer.WriteNumber(field, number);
        else if (field.Length > 0) writer.WriteString(field, (string)content);
        writer.WriteEndObject();
    }
}

/// <summary>Texts by name, in ordinal order whatever the culture.</summary>
sealed class NamedTextsConverter : JsonConverter<ImmutableSortedDictionary<string, string>>
{
    public override ImmutableSortedDictionary<string, string> Read(ref Utf8JsonReader reader, Type typeToConvert,
        JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var property in document.RootElement.EnumerateObject()) texts[property.Name] = property.Value.GetString() ?? "";
        return texts.ToImmutable();
    }

    public override void Write(Utf8JsonWriter writer, ImmutableSortedDictionary<string, string> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, text) in value.OrderBy(v => v.Key, StringComparer.Ordinal)) writer.WriteString(name, text);
        writer.WriteEndObject();
    }
}

static class Field
{
    public static string Text(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var found) && found.GetString() is { } text ? text
            : throw Absent(name);

    public static long Number(JsonElement of, string name) =>
        of.TryGetProperty(name, out var found) && found.TryGetInt64(out long number) ? number : throw Absent(name);

    public static TimeSpan Length(JsonElement of, string name) =>
        TimeSpan.TryParseExact(Text(of, name), "c", null, out var length) ? length : throw Absent(name);

    static JsonException Absent(string name) => new($"'{name}' is absent or of another type");
}
