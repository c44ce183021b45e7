using System.Text;
using System.Text.Json;
using Plumbline.Engine.Storage;
using Plumbline.Server.Hosting;
using Plumbline.Server.Ingest;
using Plumbline.Server.Ingest.Events;
using Plumbline.Server.Ingest.Json;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Logs;

/// <summary>Reads lines that come as JSON.</summary>
sealed class LineReader(LineCollector lines, EventArrival arrival, DateTimeOffset at)
    : FlatRowReader("A line", "message, time, level, stream, source, version, event_id, fields")
{
    LogLine _line = Empty(at);

    internal override void TakeBack() => _line = Empty(at);

    internal override void Keep(int bytes)
    {
        lines.Add(_line, bytes);
        base.Keep(bytes);
    }

    internal void Next() => Restart();

    protected override void Begin() => _line = Empty(at);

    protected override int BitOf(ReadOnlySpan<byte> name) => Encoding.UTF8.GetString(name) switch
    {
        "message" => 1,
        "time" => 2,
        "level" => 4,
        "stream" => 8,
        "source" => 16,
        "version" => 32,
        "event_id" => 64,
        "fields" => 128,
        _ => 0,
    };

    protected override RowOutcome ReadField(int bit, ref Utf8JsonReader reader)
    {
        if (bit == 128) return ReadFields(ref reader);
        if (reader.TokenType == JsonTokenType.Null) return RowOutcome.Good;
        if (bit == 64 && reader.TokenType == JsonTokenType.Number) return ReadText(bit, Encoding.UTF8.GetString(reader.ValueSpan));
        if (reader.TokenType != JsonTokenType.String || !TryText(ref reader, out ReadOnlySpan<byte> text))
            return Reject(FieldOf(bit), $"{FieldOf(bit)} is a text.", ref reader);
        return bit == 2 ? ReadTime(text, ref reader) : ReadText(bit, Encoding.UTF8.GetString(text));
    }

    protected override RowOutcome Finish() =>
        _line.Message.Length == 0 ? Reject("message", "The message is missing or empty.") : RowOutcome.Good;

    RowOutcome ReadTime(scoped ReadOnlySpan<byte> text, ref Utf8JsonReader reader)
    {
        if (!EventTime.TryParse(text, out long micros)) return Reject("time", EventTime.Wanted, ref reader);
        if (arrival.WhyNot(micros) is { } reason) return Reject("time", reason, ref reader);
        _line = _line with { Time = DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond) };
        return RowOutcome.Good;
    }

    RowOutcome ReadText(int bit, string text)
    {
        if (bit == 1)
        {
            _line = _line with { Message = PlainLines.Kept(text) };
            return RowOutcome.Good;
        }
        if (bit == 4) return ReadLevel(text);
        if (bit == 8) return ReadStream(text);
        if (text.Length == 0) return RowOutcome.Good;
        if (Encoding.UTF8.GetByteCount(text) > IngestLimits.IdBytes || text.Any(char.IsControl))
            return Reject(FieldOf(bit),
                new Why($"{FieldOf(bit)} has at most {IngestLimits.IdBytes} bytes and no control characters.", LimitName.IdBytes));
        _line = bit switch { 16 => _line with { Source = text }, 32 => _line with { Version = text }, _ => _line with { EventId = text } };
        return RowOutcome.Good;
    }

    RowOutcome ReadLevel(string text)
    {
        if (LevelWords.Parse(text) is not { } level)
            return Reject("level", "A level is trace, debug, info, warning, error or fatal.", Shortened(text));
        _line = _line with { Level = level };
        return RowOutcome.Good;
    }

    RowOutcome ReadStream(string text)
    {
        if (Words.Parse<LineStream>(text) is not { } stream || stream == LineStream.None)
            return Reject("stream", "A stream is stdout or stderr.", Shortened(text));
        _line = _line with { Stream = stream };
        return RowOutcome.Good;
    }

    RowOutcome ReadFields(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null) return RowOutcome.Good;
        if (reader.TokenType != JsonTokenType.StartObject) return Reject("fields", "fields is a JSON object.", ref reader);
        if (!JsonDocument.TryParseValue(ref reader, out JsonDocument? fields)) return RowOutcome.Incomplete;
        using (fields)
        {
            string text = fields.RootElement.GetRawText();
            if (Encoding.UTF8.GetByteCount(text) > LogLimits.FieldsBytes)
                return Reject("fields", new Why($"fields has at most {LogLimits.FieldsBytes} bytes.", LogLimits.FieldsName));
            _line = _line with { Fields = text };
        }
        return RowOutcome.Good;
    }

    static string FieldOf(int bit) =>
        bit switch { 1 => "message", 2 => "time", 4 => "level", 8 => "stream", 16 => "source", 32 => "version", _ => "event_id" };

    static string Shortened(string text) => Shown(Encoding.UTF8.GetBytes(text));

    static LogLine Empty(DateTimeOffset at) => new() { Time = at, Message = "" };
}
