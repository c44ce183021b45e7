using System.Text.Json;
using Plumbline.Engine.Columns;
using Plumbline.Server.Ingest.Columns;
using Plumbline.Server.Ingest.Events;
using Plumbline.Server.Ingest.Json;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest.Metrics;

/// <summary>Reads metric points: a name, a value, a time.</summary>
sealed class MetricReader(LiveColumn names, EventArrival arrival) : FlatRowReader("A metric point", "name, value, time")
{
    double[] _values = new double[64];
    long[] _times = new long[64];

    internal override void TakeBack() => names.TakeBack(Row);

    internal MetricBatch Build(int model)
    {
        var texts = (CategoricalSlice)names.Build(Row);
        string[] all = new string[Row];
        for (int i = 0; i < all.Length; i++) all[i] = texts.Categories[texts.Codes.Span[i]];
        var batch = new MetricBatch { Model = model, Names = all, Times = _times.AsSpan(0, Row).ToArray(), Values = _values.AsSpan(0, Row)
            .ToArray() };
        names.Clear(keepBuffers: true);
        Restart();
        return batch;
    }

    protected override void Begin()
    {
        if (Row == _times.Length) Array.Resize(ref _times, Row * 2);
        if (Row == _values.Length) Array.Resize(ref _values, Row * 2);
        (_times[Row], _values[Row]) = (arrival.Microseconds, double.NaN);
    }

    protected override int BitOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("name"u8) ? 1 : name.SequenceEqual("value"u8) ? 2 : name.SequenceEqual("time"u8) ? 4 : 0;

    protected override RowOutcome ReadField(int bit, ref Utf8JsonReader reader) =>
        bit switch { 1 => ReadName(ref reader), 2 => ReadValue(ref reader), _ => ReadTime(ref reader) };

    protected override RowOutcome Finish()
    {
        if (names.Count <= Row) return Reject("name", "The name is missing.");
        return double.IsNaN(_values[Row]) ? Reject("value", "The value is missing.") : RowOutcome.Good;
    }

    RowOutcome ReadName(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String || !TryText(ref reader, out ReadOnlySpan<byte> name))
            return Reject("name", "A name is a text.", ref reader);
        if (name.Length is 0 or > IngestLimits.ColumnNameBytes)
            return Reject("name", new Why($"A name has 1 to {IngestLimits.ColumnNameBytes} bytes.", LimitName.ColumnNameBytes));
        if (name.IndexOfAnyInRange((byte)0, (byte)31) >= 0) return Reject("name", "A name has no control characters.", ref reader);
        if (!names.Knows(name) && !names.Bound!.Holds(System.Text.Encoding.UTF8.GetString(name)))
            return Reject("name", new Why($"The model has {IngestLimits.MetricNames} metrics, which is the most.", LimitName.MetricNames));
        names.AddText(Row, name, ColumnType.Categorical);
        return RowOutcome.Good;
    }

    RowOutcome ReadValue(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number) return Reject("value", "A value is a finite number.", ref reader);
        _values[Row] = JsonNumber.Parse(reader.ValueSpan);
        return double.IsFinite(_values[Row]) ? RowOutcome.Good : Reject("value", "A value is a finite number.", ref reader);
    }

    RowOutcome ReadTime(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null) return RowOutcome.Good;
        if (reader.TokenType != JsonTokenType.String || !TryText(ref reader, out ReadOnlySpan<byte> text)
            || !EventTime.TryParse(text, out long at))
            return Reject("time", EventTime.Wanted, ref reader);
        if (arrival.WhyNot(at) is { } reason) return Reject("time", reason, ref reader);
        _times[Row] = at;
        return RowOutcome.Good;
    }
}
