using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Plumbline.Client;

/// <summary>Writes one line of NDJSON after the other into a buffer that is used again; one for each thread.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Lives as long as its thread; the writer holds no resource but the buffer.")]
sealed class LineWriter
{
    const int LongestId = 200;

    [ThreadStatic]
    static LineWriter? t_own;

    readonly ArrayBufferWriter<byte> _buffer = new(1_024);
    readonly Utf8JsonWriter _json;

    LineWriter() => _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { SkipValidation = true });

    public static LineWriter OfThread => t_own ??= new LineWriter();

    /// <summary>True when an id can be sent at all.</summary>
    public static bool IsId(string id) => id.Length > 0 && Encoding.UTF8.GetByteCount(id) <= LongestId;

    public ReadOnlySpan<byte> Prediction(string id, DateTimeOffset time, ReadOnlySpan<(string Name, FeatureValue Value)> features,
        FeatureValue prediction, double? score, PredictionDetails? details, EventSenderOptions options)
    {
        Start(id, time);
        Text("version", details?.Version ?? options.Version);
        Text("environment", details?.Environment ?? options.Environment);
        if (!prediction.IsMissing) Value("prediction", prediction);
        if (score is { } of) Value("score", of);
        if (details is not null) Details(details);
        _json.WriteStartObject("features"u8);
        foreach (var (name, value) in features) Value(name, value);
        _json.WriteEndObject();
        return End();
    }

    public ReadOnlySpan<byte> Truth(string id, FeatureValue truth, DateTimeOffset time)
    {
        Start(id, time);
        Value("truth", truth);
        return End();
    }

    public ReadOnlySpan<byte> Metric(string name, double value, DateTimeOffset time)
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteString("name"u8, name);
        _json.WriteString("time"u8, time.UtcDateTime);
        _json.WriteNumber("value"u8, value);
        return End();
    }

    public ReadOnlySpan<byte> Line(string message, LogLineDetails? details, DateTimeOffset time, EventSenderOptions options)
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteString("time"u8, time.UtcDateTime);
        _json.WriteString("message"u8, message);
        Text("level", details?.Level);
        Text("stream", details?.Stream);
        Text("source", details?.Source);
        Text("version", details?.Version ?? options.Version);
        Text("event_id", details?.EventId);
        return End();
    }

    void Start(string id, DateTimeOffset time)
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteString("id"u8, id);
        _json.WriteString("time"u8, time.UtcDateTime);
    }

    ReadOnlySpan<byte> End()
    {
        _json.WriteEndObject();
        _json.Flush();
        _buffer.Write("\n"u8);
        return _buffer.WrittenSpan;
    }

    void Details(PredictionDetails details)
    {
        if (details.Scores is { Count: > 0 } scores)
        {
            _json.WriteStartObject("scores"u8);
            foreach (var (name, score) in scores) Value(name, score);
            _json.WriteEndObject();
        }
        if (details.LatencyMs is { } latency) Value("latency_ms", latency);
        if (details.Weight is { } weight) Value("weight", weight);
        Text("error", details.Error);
        Texts("segments", details.Segments);
        Texts("tags", details.Tags);
    }

    void Value(string name, FeatureValue value)
    {
        _json.WritePropertyName(name);
        value.Write(_json);
    }

    void Text(string name, string? text)
    {
        if (text is not null) _json.WriteString(name, text);
    }

    void Texts(string name, IReadOnlyDictionary<string, string>? texts)
    {
        if (texts is not { Count: > 0 }) return;
        _json.WriteStartObject(name);
        foreach (var (key, text) in texts) _json.WriteString(key, text);
        _json.WriteEndObject();
    }
}
