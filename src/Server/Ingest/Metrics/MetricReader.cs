using System.Text.Json;
using Plumbline.Engine.Columns;
using Plumbline.Server.Ingest.Columns;
using Plumbline.Server.Ingest.Events;
using Plumbline.Server.Ingest.Json;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest.Metrics;

/// <summary>Reads metric points: a name, a value, a time.</summary>
sealed class MetricReader(LiveColumn names, EventArrival arrival) : RowReader
{
    double[] _values = new double[64];
    long[] _times = new long[64];
    int _row;
    long _bytes;

    internal override int Rows => _row;

    internal override long Bytes => _bytes;

    internal override bool IsFull => _row >= IngestLimits.BatchRows || _bytes >= IngestLimits.BatchBytes;

    internal override RowOutcome Read(ref Utf8JsonReader reader, long index)
    {
        if (!reader.Read()) return RowOutcome.Incomplete;
        if (reader.TokenType != JsonTokenType.StartObject) return Refuse("", "A metric point is a JSON object.", ref reader);
        if (_row == _times.Length) Array.Resize(ref _times, _row * 2);
        if (_row == _values.Length) Array.Resize(ref _values, _row * 2);
        (_times[_row], _values[_row]) = (arrival.Microseconds, double.NaN);
        int seen = 0;
        while (true)
        {
            if (!reader.Read()) return RowOutcome.Incomplete;
            if (reader.TokenType == JsonTokenType.EndObject) return Finish();
            if (!TryText(ref reader, out ReadOnlySpan<byte> name)) return Refuse("", "A property name has a broken escape.", ref reader);
            int field = name.SequenceEqual("name"u8) ? 1 : name.SequenceEqual("value"u8) ? 2 : name.SequenceEqual("time"u8) ? 4 : 0;
            if (field == 0) return Refuse(Shown(name), "A metric point has no such field. It has name, value, time.");
            if ((seen & field) != 0) return Refuse(Shown(name), "The field is there twice.");
            seen |= field;
            if (!reader.Read()) return RowOutcome.Incomplete;
            RowOutcome outcome = field switch { 1 => ReadName(ref reader), 2 => ReadValue(ref reader), _ => ReadTime(ref reader) };
            if (outcome != RowOutcome.Good) return outcome;
        }
    }

    internal override void Keep(int bytes)
    {
        _row++;
        _bytes += bytes;
    }

    internal override void TakeBack() => names.TakeBack(_row);

    internal MetricBatch Build(int model)
    {
        var texts = (CategoricalSlice)names.Build(_row);
        string[] all = new string[_row];
        for (int i = 0; i < all.Length; i++) all[i] = texts.Categories[texts.Codes.Span[i]];
        var batch = new MetricBatch { Model = model, Names = all, Times = _times.AsSpan(0, _row).ToArray(), Values = _values.AsSpan(0, _row).ToArray() };
        names.Clear(keepBuffers: true);
        (_row, _bytes) = (0, 0);
        return batch;
    }

    RowOutcome Finish()
    {
        if (names.Count <= _row) return Refuse("name", "The name is missing.");
        return double.IsNaN(_values[_row]) ? Refuse("value", "The value is missing.") : RowOutcome.Good;
    }

    RowOutcome ReadName(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String || !TryText(ref reader, out ReadOnlySpan<byte> name)) return Refuse("name", "A name is a text.", ref reader);
        if (name.Length is 0 or > IngestLimits.ColumnNameBytes) return Refuse("name", $"A name has 1 to {IngestLimits.ColumnNameBytes} bytes.");
        if (name.IndexOfAnyInRange((byte)0, (byte)31) >= 0) return Refuse("name", "A name has no control characters.", ref reader);
        if (!names.Knows(name) && !names.Bound!.Holds(System.Text.Encoding.UTF8.GetString(name)))
            return Refuse("name", $"The model has {IngestLimits.MetricNames} metrics, which is the most.");
        names.AddText(_row, name, ColumnType.Categorical);
        return RowOutcome.Good;
    }

    RowOutcome ReadValue(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number) return Refuse("value", "A value is a finite number.", ref reader);
        _values[_row] = JsonNumber.Parse(reader.ValueSpan);
        return double.IsFinite(_values[_row]) ? RowOutcome.Good : Refuse("value", "A value is a finite number.", ref reader);
    }

    RowOutcome ReadTime(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null) return RowOutcome.Good;
        if (reader.TokenType != JsonTokenType.String || !TryText(ref reader, out ReadOnlySpan<byte> text) || !EventTime.TryParse(text, out long at))
            return Refuse("time", EventTime.Wanted, ref reader);
        if (arrival.WhyNot(at) is { } reason) return Refuse("time", reason, ref reader);
        _times[_row] = at;
        return RowOutcome.Good;
    }
}
