using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.LogLines;

/// <summary>Points as JSON: an array of name, microseconds, value.</summary>
static class PointText
{
    public static string Write(IReadOnlyList<LinePoint> points)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text))
        {
            writer.WriteStartArray();
            foreach (var point in points)
            {
                writer.WriteStartArray();
                writer.WriteStringValue(point.Name);
                writer.WriteNumberValue(Micros.Of(point.Time));
                writer.WriteNumberValue(point.Value);
                writer.WriteEndArray();
            }
            writer.WriteEndArray();
        }
        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    public static ImmutableArray<LinePoint> Read(string text)
    {
        using var parsed = JsonDocument.Parse(text);
        return [.. parsed.RootElement.EnumerateArray().Select(p =>
            new LinePoint(p[0].GetString() ?? "", Micros.Moment(p[1].GetInt64()), p[2].GetDouble()))];
    }
}
