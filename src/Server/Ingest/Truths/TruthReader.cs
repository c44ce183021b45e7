using System.Text;
using System.Text.Json;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Server.Ingest.Columns;
using Plumbline.Server.Ingest.Events;
using Plumbline.Server.Ingest.Json;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest.Truths;

/// <summary>Reads truths: an id, the truth, and when it became known.</summary>
sealed class TruthReader(LiveColumn target, bool isNumeric, long receivedAt) : FlatRowReader("A truth", "id, truth, time")
{
    readonly TextBuffer _ids = new();
    long[] _times = new long[64];

    /// <summary>Why no truth is taken at present; null: truths are.</summary>
    internal Why? NoRoom { get; set; }

    internal override void TakeBack()
    {
        _ids.TakeBack(Row);
        target.TakeBack(Row);
    }

    internal TruthBatch Build(int model)
    {
        var batch = new TruthBatch { Model = model, Ids = _ids.Build(), KnownAt = _times.AsSpan(0, Row).ToArray(),
            Labels = target.Build(Row) };
        _ids.Clear(keepBuffers: true);
        target.Clear(keepBuffers: true);
        Restart();
        return batch;
    }

    protected override void Begin()
    {
        if (Row == _times.Length) Array.Resize(ref _times, Row * 2);
        _times[Row] = receivedAt;
    }

    protected override int BitOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("id"u8) ? 1 : name.SequenceEqual("truth"u8) ? 2 : name.SequenceEqual("time"u8) ? 4 : 0;

    protected override RowOutcome ReadField(int bit, ref Utf8JsonReader reader) =>
        bit switch { 1 => ReadId(ref reader), 2 => ReadTruth(ref reader), _ => ReadTime(ref reader) };

    protected override RowOutcome Finish()
    {
        if (_ids.Count == Row) return Reject("id", "A truth needs the id of its event.");
        if (target.Count == Row) return Reject("truth", "The truth is missing.");
        return NoRoom is { } why ? Reject("", why) : RowOutcome.Good;
    }

    RowOutcome ReadId(ref Utf8JsonReader reader)
    {
        if (IdRule.WhyNot(ref reader) is { } reason) return Reject("id", reason, ref reader);
        if (!TryText(ref reader, out ReadOnlySpan<byte> id)) return Reject("id", "The text has a broken escape.", ref reader);
        if (IdRule.WhyNot(id) is { } wrong) return Reject("id", wrong);
        _ids.Add(id);
        return RowOutcome.Good;
    }

    /// <summary>A time that lies ahead is the time of receipt: nobody knows a truth before it is there.</summary>
    RowOutcome ReadTime(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null) return RowOutcome.Good;
        if (reader.TokenType != JsonTokenType.String || !TryText(ref reader, out ReadOnlySpan<byte> text)
            || !EventTime.TryParse(text, out long at))
            return Reject("time", EventTime.Wanted, ref reader);
        if (at < IngestLimits.EarliestTime) return Reject("time", EventArrival.BeforeEarliest, ref reader);
        _times[Row] = Math.Min(at, receivedAt);
        return RowOutcome.Good;
    }

    RowOutcome ReadTruth(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => ReadNumber(ref reader),
        JsonTokenType.String => ReadText(ref reader),
        JsonTokenType.True => ReadCategory(ref reader, "true"u8),
        JsonTokenType.False => ReadCategory(ref reader, "false"u8),
        JsonTokenType.Null => Reject("truth", "The truth is missing."),
        _ => Reject("truth", "A truth is a number, a text, true or false.", ref reader),
    };

    RowOutcome ReadNumber(ref Utf8JsonReader reader)
    {
        double value = JsonNumber.Parse(reader.ValueSpan);
        bool isPlain = JsonNumber.IsInteger(reader.ValueSpan) && value != 0;
        if (!isNumeric) return ReadCategory(ref reader, isPlain ? reader.ValueSpan : Encoding.UTF8.GetBytes(LiveColumns.CategoryOf(value)));
        if (!double.IsFinite(value)) return Reject("truth", "The number is beyond a 64-bit floating point number.", ref reader);
        target.AddNumber(Row, value);
        return RowOutcome.Good;
    }

    RowOutcome ReadText(ref Utf8JsonReader reader)
    {
        if (!TryText(ref reader, out ReadOnlySpan<byte> text)) return Reject("truth", "The text has a broken escape.", ref reader);
        text = MissingSpelling.Trim(text);
        if (MissingSpelling.Find(text) >= 0) return Reject("truth", "The truth is missing.", ref reader);
        if (!isNumeric || !JsonNumber.TryParseText(text, out double number)) return ReadCategory(ref reader, text);
        target.AddNumber(Row, number);
        return RowOutcome.Good;
    }

    RowOutcome ReadCategory(ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> text)
    {
        if (isNumeric) return Reject("truth", "The truths of this model are numbers.", ref reader);
        if (text.Length > IngestLimits.CategoryBytes)
            return Reject("truth",
                new Why($"The text has {text.Length} bytes; at most {IngestLimits.CategoryBytes} are allowed.", LimitName.CategoryBytes));
        target.AddText(Row, text, ColumnType.Categorical);
        return RowOutcome.Good;
    }
}
