using System.Buffers.Text;
using System.Text.Json;
using Plumbline.Engine.Columns;
using Plumbline.Server.Ingest.Columns;
using Plumbline.Server.Ingest.Json;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest.Events;

/// <summary>Reads events straight into the columns of a batch.</summary>
sealed partial class EventReader(EventColumns columns) : RowReader
{
    readonly TextBuffer _ids = new();
    readonly TextBuffer _tags = new();
    readonly TagWriter _tagWriter = new();
    long[] _times = new long[64];
    int _row;
    int _activeColumns = 1;
    long _bytes;
    bool _hasMadeTimes;
    EventArrival _arrival;

    // That of the event before, which surely has room: most events need not ask.
    long _quarter = -1;

    internal EventColumns Columns { get; } = columns;

    internal override int Rows => _row;

    internal override long Bytes => _bytes;

    internal override bool HasMadeTimes => _hasMadeTimes;

    internal override bool IsFull => _row >= IngestLimits.BatchRows || _bytes >= IngestLimits.BatchBytes
        || (long)_row * _activeColumns >= IngestLimits.BatchCells;

    /// <summary>Says when the request came and what ids its events get that have none.</summary>
    internal void Begin(EventArrival arrival) => (_arrival, _quarter) = (arrival, -1);

    internal override RowOutcome Read(ref Utf8JsonReader reader, long index)
    {
        if (!reader.Read()) return RowOutcome.Incomplete;
        if (reader.TokenType != JsonTokenType.StartObject) return Reject("", "An event is a JSON object.", ref reader);
        int seen = 0;
        Columns.StartRow();
        while (true)
        {
            if (!reader.Read()) return RowOutcome.Incomplete;
            if (reader.TokenType == JsonTokenType.EndObject) return Finish(seen, index);
            if (!TryText(ref reader, out ReadOnlySpan<byte> name)) return Reject("", "A property name has a broken escape.", ref reader);
            EventField field = EventFields.Find(name);
            if (field == EventField.Unknown) return RejectUnknown(name);
            if ((seen & (1 << (int)field)) != 0) return Reject(Shown(name), "The field is there twice.");
            seen |= 1 << (int)field;
            if (!reader.Read()) return RowOutcome.Incomplete;
            RowOutcome outcome = ReadField(ref reader, field);
            if (outcome != RowOutcome.Good) return outcome;
        }
    }

    internal override void Keep(int bytes)
    {
        _tags.AddEmpty(_tags.Count > 0 ? _row + 1 : 0);
        _hasMadeTimes |= _times[_row] == _arrival.Microseconds;
        if (OpenQuarters.Of(_times[_row]) is var quarter && quarter != _quarter) Enter(quarter);
        _row++;
        _bytes += bytes;
        if ((_row & 63) != 0) return;
        int active = 1;
        foreach (LiveColumn column in Columns.All) active += column.Count > 0 ? 1 : 0;
        _activeColumns = active;
    }

    internal override void TakeBack()
    {
        _ids.TakeBack(_row);
        _tags.TakeBack(_row);
        foreach (LiveColumn column in Columns.All) column.TakeBack(_row);
    }

    /// <summary>The batch read so far; a column in which no row has a value is left out unless the schema has it.</summary>
    internal ColumnBatch Build(int model, int revision) => new()
    {
        Model = model,
        SchemaRevision = revision,
        Ids = _ids.Build(),
        Times = _times.AsSpan(0, _row).ToArray(),
        Columns = [.. Columns.All.Where(c => c.Count > 0 && c.Type is not null && c.IsKnown).Select(c => c.Build(_row))],
        Tags = BuildTags(),
    };

    internal void Clear(bool keepBuffers)
    {
        foreach (LiveColumn column in Columns.All) column.Clear(keepBuffers);
        _ids.Clear(keepBuffers);
        _tags.Clear(keepBuffers);
        (_row, _bytes, _activeColumns, _hasMadeTimes) = (0, 0, 1, false);
        if (!keepBuffers) _times = new long[64];
    }

    TextValues? BuildTags()
    {
        if (_tags.Count == 0) return null;
        _tags.AddEmpty(_row);
        return _tags.Build();
    }

    RowOutcome ReadField(ref Utf8JsonReader reader, EventField field) => field switch
    {
        EventField.Id => ReadId(ref reader),
        EventField.Time => ReadTime(ref reader),
        EventField.Features => ReadObject(ref reader, field, Columns.Features),
        EventField.Segments => ReadObject(ref reader, field, Columns.Segments),
        EventField.Scores => ReadObject(ref reader, field, Columns.Scores),
        EventField.Tags => ReadTags(ref reader),
        EventField.Score => ReadValue(ref reader, Columns.Score, null),
        EventField.Prediction => ReadValue(ref reader, Columns[ColumnRole.Prediction], null),
        EventField.Version => ReadValue(ref reader, Columns[ColumnRole.Version], null),
        EventField.Environment => ReadValue(ref reader, Columns[ColumnRole.Environment], null),
        EventField.Latency => ReadValue(ref reader, Columns[ColumnRole.Latency], null),
        EventField.Weight => ReadValue(ref reader, Columns[ColumnRole.Weight], null),
        EventField.Error => ReadValue(ref reader, Columns[ColumnRole.Error], null),
        EventField.Unknown => throw new ArgumentOutOfRangeException(nameof(field)),
    };

    RowOutcome RejectUnknown(ReadOnlySpan<byte> name) => name.SequenceEqual("truth"u8)
        ? Reject("truth", "Truths are sent to truths, by the id of their event.")
        : Reject(Shown(name), $"An event has no such field. It has {EventFields.All}.");

    RowOutcome ReadObject(ref Utf8JsonReader reader, EventField place, FieldIndex index)
    {
        if (reader.TokenType == JsonTokenType.Null) return RowOutcome.Good;
        if (reader.TokenType != JsonTokenType.StartObject)
            return Reject(Place(place), "It is a JSON object of values by name.", ref reader);
        while (true)
        {
            if (!reader.Read()) return RowOutcome.Incomplete;
            if (reader.TokenType == JsonTokenType.EndObject) return RowOutcome.Good;
            if (!TryText(ref reader, out ReadOnlySpan<byte> name))
                return Reject(Place(place), "A property name has a broken escape.", ref reader);
            LiveColumn? column = index.Find(name) ?? Columns.Add(place, name, out Why why) ?? NoColumn(place, name, why);
            if (column is null) return RowOutcome.Rejected;
            if (!reader.Read()) return RowOutcome.Incomplete;
            RowOutcome outcome = ReadValue(ref reader, column, Place(place));
            if (outcome != RowOutcome.Good) return outcome;
        }
    }

    LiveColumn? NoColumn(EventField place, ReadOnlySpan<byte> name, Why why)
    {
        Reject($"{Place(place)}.{Shown(name)}", why);
        return null;
    }

    RowOutcome ReadId(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null) return RowOutcome.Good;
        if (IdRule.WhyNot(ref reader) is { } reason) return Reject("id", reason, ref reader);
        if (!TryText(ref reader, out ReadOnlySpan<byte> id)) return Reject("id", "The text has a broken escape.", ref reader);
        if (IdRule.WhyNot(id) is { } wrong) return Reject("id", wrong);
        _ids.Add(id);
        return RowOutcome.Good;
    }

    RowOutcome ReadTime(ref Utf8JsonReader reader)
    {
        MakeTime();
        if (reader.TokenType == JsonTokenType.Null) return RowOutcome.Good;
        if (reader.TokenType != JsonTokenType.String || !TryText(ref reader, out ReadOnlySpan<byte> text)
            || !EventTime.TryParse(text, out long time))
            return Reject("time", EventTime.Wanted, ref reader);
        if (_arrival.WhyNot(time, OpenQuarters.Of(time) == _quarter) is { } reason) return Reject("time", reason, ref reader);
        _times[_row] = time;
        return RowOutcome.Good;
    }

    void Enter(long quarter)
    {
        _arrival.Quarters?.Add(quarter);
        _quarter = quarter;
    }

    RowOutcome ReadTags(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null) return RowOutcome.Good;
        if (reader.TokenType != JsonTokenType.StartObject) return Reject("tags", "Tags are a JSON object of texts by name.", ref reader);
        _tagWriter.Begin();
        while (true)
        {
            if (!reader.Read()) return RowOutcome.Incomplete;
            if (reader.TokenType == JsonTokenType.EndObject) break;
            if (!TryText(ref reader, out ReadOnlySpan<byte> name)) return Reject("tags", "A tag's name has a broken escape.", ref reader);
            if (_tagWriter.Name(name) is { } wrong) return Reject($"tags.{Shown(name)}", wrong);
            if (!reader.Read()) return RowOutcome.Incomplete;
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                return Reject("tags", "A tag is a text.", ref reader);
            if (!TryText(ref reader, out ReadOnlySpan<byte> text)) return Reject("tags", "A tag's text has a broken escape.", ref reader);
            if (_tagWriter.Text(reader.TokenType == JsonTokenType.Null ? [] : text) is { } tooLong) return Reject("tags", tooLong);
        }
        if (_tagWriter.IsEmpty) return RowOutcome.Good;
        _tags.AddEmpty(_row);
        _tags.Add(_tagWriter.End());
        return RowOutcome.Good;
    }

    RowOutcome Finish(int seen, long index)
    {
        if ((seen & (1 << (int)EventField.Time)) == 0) MakeTime();
        if (_ids.Count == _row) AddMadeId(index);
        return RowOutcome.Good;
    }

    /// <summary>Until the event says a time it has the one of its receipt.</summary>
    void MakeTime()
    {
        if (_row == _times.Length) Array.Resize(ref _times, _row * 2);
        _times[_row] = _arrival.Microseconds;
    }

    void AddMadeId(long index)
    {
        Span<byte> id = stackalloc byte[IngestLimits.IdBytes];
        _arrival.IdPrefix.CopyTo(id);
        int length = _arrival.IdPrefix.Length;
        Utf8Formatter.TryFormat(index, id[length..], out int digits);
        _ids.Add(id[..(length + digits)]);
    }

    static string Place(EventField place) => place switch
    {
        EventField.Features => "features",
        EventField.Segments => "segments",
        _ => "scores",
    };
}
