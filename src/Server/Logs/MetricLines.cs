using System.Globalization;
using System.Text;
using System.Text.Json;
using Plumbline.Server.Ingest.Columns;
using Plumbline.Server.Ingest.Json;

namespace Plumbline.Server.Logs;

/// <summary>Finds the numbers that lines carry: <c>{"vh_metadata": {...}}</c>, the embedded metric format with <c>_aws</c>, and, where
/// asked for, objects without anything around them.</summary>
/// <param name="bounds">Of the model: how many metrics it may have.</param>
/// <param name="takesBare">True: a line that is nothing but an object carries metrics.</param>
sealed class MetricLines(ModelBounds bounds, bool takesBare)
{
    const string Wrapper = "vh_metadata", Embedded = "_aws";

    static readonly JsonDocumentOptions s_options = new() { MaxDepth = 32 };

    public LineNumbers Read(string line, DateTimeOffset time)
    {
        string text = line.Trim();
        if (!text.StartsWith('{')) return LineNumbers.None;
        bool looksLike = text.Contains(Wrapper, StringComparison.Ordinal) || text.Contains(Embedded, StringComparison.Ordinal);
        if (Strict(text) is { } json) return Of(json, time);
        return looksLike || takesBare ? OfPython(text, time) : LineNumbers.None;
    }

    LineNumbers OfPython(string text, DateTimeOffset time)
    {
        if (PythonLiteral.ToJson(text, out int stoppedAt, out string? name) is { } json) return Of(json, time);
        if (text.IndexOfAny(['\u2018', '\u2019', '\u201C', '\u201D']) >= 0) return LineNumbers.Refused("quotes", "");
        return name is not null ? LineNumbers.Refused("name", name)
            : LineNumbers.Refused("json", stoppedAt.ToString(CultureInfo.InvariantCulture));
    }

    LineNumbers Of(byte[] json, DateTimeOffset time)
    {
        using JsonDocument document = JsonDocument.Parse(json, s_options);
        JsonElement root = document.RootElement;
        var found = new Numbers(bounds, time);
        if (root.TryGetProperty(Embedded, out JsonElement about)) EmbeddedMetrics.Read(root, about, found);
        else if (root.TryGetProperty(Wrapper, out JsonElement wrapped))
        {
            if (wrapped.ValueKind != JsonValueKind.Object) return LineNumbers.Refused("object", Wrapper);
            foreach (JsonProperty one in wrapped.EnumerateObject()) found.Add(one.Name, one.Value);
        }
        else if (takesBare)
        {
            foreach (JsonProperty one in root.EnumerateObject()) found.Add(one.Name, one.Value);
        }
        else return LineNumbers.None;
        return found.All();
    }

    // JSON, but for the words NaN and Infinity, which Python writes.
    static byte[]? Strict(string text)
    {
        byte[] json = Encoding.UTF8.GetBytes(text);
        if (BareNumbers.MayHave(json))
        {
            byte[] quoted = new byte[(json.Length * 2) + 16];
            int length = BareNumbers.Quote(json, quoted);
            if (length > 0) json = quoted[..length];
        }
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, s_options);
            return json;
        }
        catch (JsonException)
        {
            // Not JSON: a Python text, or no line with metrics at all.
            return null;
        }
    }
}
