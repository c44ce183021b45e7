using System.Text.Json;

namespace Plumbline.Server.Logs;

/// <summary>The embedded metric format: <c>_aws</c> names which members of the object are metrics, and when they were measured.</summary>
static class EmbeddedMetrics
{
    public static void Read(JsonElement root, JsonElement about, Numbers found)
    {
        if (about.ValueKind != JsonValueKind.Object || !about.TryGetProperty("CloudWatchMetrics", out JsonElement directives)
            || directives.ValueKind != JsonValueKind.Array)
        {
            found.Refuse("object", "_aws");
            return;
        }
        if (about.TryGetProperty("Timestamp", out JsonElement stamp) && stamp.ValueKind == JsonValueKind.Number
            && stamp.TryGetInt64(out long at))
            found.MeasuredAt(at);
        foreach (JsonElement directive in directives.EnumerateArray())
        {
            if (directive.ValueKind != JsonValueKind.Object || !directive.TryGetProperty("Metrics", out JsonElement metrics)
                || metrics.ValueKind != JsonValueKind.Array) continue;
            foreach (JsonElement metric in metrics.EnumerateArray()) ReadOne(root, metric, found);
        }
    }

    static void ReadOne(JsonElement root, JsonElement metric, Numbers found)
    {
        if (metric.ValueKind != JsonValueKind.Object || !metric.TryGetProperty("Name", out JsonElement named)
            || named.ValueKind != JsonValueKind.String || named.GetString() is not { } name) return;
        if (!root.TryGetProperty(name, out JsonElement value)) found.Refuse("empty", name);
        else if (value.ValueKind == JsonValueKind.Array) foreach (JsonElement one in value.EnumerateArray()) found.Add(name, one);
        else found.Add(name, value);
    }
}
