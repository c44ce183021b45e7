using System.Text;
using System.Text.Json;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Server.Ingest.Columns;
using Plumbline.Server.Ingest.Json;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest.Events;

/// <content>One value into one column.</content>
sealed partial class EventReader
{
    float[] _vector = [];

    RowOutcome ReadValue(ref Utf8JsonReader reader, LiveColumn column, string? place)
    {
        if (column.Count > _row) return Reject(Field(column, place), "The name is there twice.");
        switch (reader.TokenType)
        {
            case JsonTokenType.Number: return ReadNumber(ref reader, column, place);
            case JsonTokenType.String: return ReadString(ref reader, column, place);
            case JsonTokenType.True: return ReadBoolean(ref reader, column, place, "true"u8);
            case JsonTokenType.False: return ReadBoolean(ref reader, column, place, "false"u8);
            case JsonTokenType.StartArray: return ReadVector(ref reader, column, place);
            case JsonTokenType.Null:
                column.AddMissing(_row, 0);
                return RowOutcome.Good;
            default: return Reject(Field(column, place), "A value is a number, a text, true, false, null or a list of numbers.",
                ref reader);
        }
    }

    RowOutcome ReadNumber(ref Utf8JsonReader reader, LiveColumn column, string? place)
    {
        ReadOnlySpan<byte> token = reader.ValueSpan;
        double value = JsonNumber.Parse(token);
        if (column.Type is ColumnType.Numeric or null)
        {
            if (!double.IsFinite(value))
                return Reject(Field(column, place), "The number is beyond a 64-bit floating point number.", ref reader);
            if (value < 0 && column.Role is ColumnRole.Latency or ColumnRole.Weight)
                return Reject(Field(column, place), "It is at least 0.", ref reader);
            column.AddNumber(_row, value);
            return RowOutcome.Good;
        }
        if (column.Type == ColumnType.Boolean && value is 0 or 1)
            return AddText(ref reader, column, place, value == 1 ? "true"u8 : "false"u8);
        if (column.Type is ColumnType.Boolean && !MayWiden(column)) return Contradicts(ref reader, column, place);
        if (column.Type is ColumnType.Vector or ColumnType.Timestamp) return Contradicts(ref reader, column, place);
        if (column.Type == ColumnType.Boolean) column.Widen(ColumnType.Categorical);
        bool isPlain = JsonNumber.IsInteger(token) && value != 0;
        return AddText(ref reader, column, place, isPlain ? token : Encoding.UTF8.GetBytes(LiveColumns.CategoryOf(value)));
    }

    RowOutcome ReadBoolean(ref Utf8JsonReader reader, LiveColumn column, string? place, scoped ReadOnlySpan<byte> text)
    {
        if (column.Type is null or ColumnType.Boolean or ColumnType.Categorical or ColumnType.Text)
            return AddText(ref reader, column, place, text);
        if (column.Type != ColumnType.Numeric || !MayWiden(column)) return Contradicts(ref reader, column, place);
        column.Widen(ColumnType.Categorical);
        return AddText(ref reader, column, place, text);
    }

    RowOutcome ReadString(ref Utf8JsonReader reader, LiveColumn column, string? place)
    {
        if (!TryText(ref reader, out ReadOnlySpan<byte> text))
            return Reject(Field(column, place), "The text has a broken escape.", ref reader);
        text = MissingSpelling.Trim(text);
        int spelling = MissingSpelling.Find(text);
        if (spelling >= 0)
        {
            column.AddMissing(_row, spelling);
            return RowOutcome.Good;
        }
        switch (column.Type)
        {
            case ColumnType.Numeric or null when MissingSpelling.IsInfinity(text, out double infinity):
                if (column.Role is ColumnRole.Latency or ColumnRole.Weight)
                    return Reject(Field(column, place), "It is a finite number.", ref reader);
                column.AddNumber(_row, infinity);
                return RowOutcome.Good;
            case ColumnType.Numeric when column.Role is ColumnRole.Feature or ColumnRole.Prediction
                && JsonNumber.TryParseText(text, out double number):
                column.AddNumber(_row, number);
                return RowOutcome.Good;
            case ColumnType.Numeric when !MayWiden(column): return Contradicts(ref reader, column, place);
            case ColumnType.Numeric: column.Widen(ColumnType.Categorical); break;
            case ColumnType.Boolean when Ascii.EqualsIgnoreCase(text, "true"u8): return AddText(ref reader, column, place, "true"u8);
            case ColumnType.Boolean when Ascii.EqualsIgnoreCase(text, "false"u8): return AddText(ref reader, column, place, "false"u8);
            case ColumnType.Boolean when !MayWiden(column): return Contradicts(ref reader, column, place);
            case ColumnType.Boolean: column.Widen(ColumnType.Categorical); break;
            case ColumnType.Timestamp when EventTime.TryParse(text, out long time):
                column.AddTime(_row, time);
                return RowOutcome.Good;
            case ColumnType.Vector or ColumnType.Timestamp: return Contradicts(ref reader, column, place);
            default: break;
        }
        return AddText(ref reader, column, place, text);
    }

    /// <summary>A category, or a text where it is too long for one and the column may become text.</summary>
    RowOutcome AddText(ref Utf8JsonReader reader, LiveColumn column, string? place, scoped ReadOnlySpan<byte> text)
    {
        bool isLong = text.Length > IngestLimits.CategoryBytes;
        if (isLong && column.Type == ColumnType.Categorical && MayWiden(column)) column.Widen(ColumnType.Text);
        int most = column.Type is null or ColumnType.Text ? IngestLimits.TextBytes : IngestLimits.CategoryBytes;
        if (text.Length > most)
        {
            return Reject(Field(column, place), new Why($"The text has {text.Length} bytes; at most {most} are allowed.",
                most == IngestLimits.TextBytes ? LimitName.TextBytes : LimitName.CategoryBytes));
        }
        if (column.Bound is { } bound && !column.Knows(text) && !bound.Holds(Encoding.UTF8.GetString(text)))
        {
            return Reject(Field(column, place), new Why(
                $"It has {bound.Limit} different values, which is the most: what differs from event to event belongs in tags.",
                bound.LimitName));
        }
        ColumnType first = reader.TokenType is JsonTokenType.True or JsonTokenType.False ? ColumnType.Boolean
            : isLong ? ColumnType.Text : ColumnType.Categorical;
        column.AddText(_row, text, first);
        return RowOutcome.Good;
    }

    RowOutcome ReadVector(ref Utf8JsonReader reader, LiveColumn column, string? place)
    {
        if (column.Type is not (null or ColumnType.Vector)) return Contradicts(ref reader, column, place);
        int length = 0;
        while (true)
        {
            if (!reader.Read()) return RowOutcome.Incomplete;
            if (reader.TokenType == JsonTokenType.EndArray) break;
            if (length == IngestLimits.VectorDimensions)
            {
                return Reject(Field(column, place),
                    new Why($"A vector has at most {IngestLimits.VectorDimensions} numbers.", LimitName.VectorDimensions));
            }
            if (!Element(ref reader, out float value)) return Reject(Field(column, place), "A list holds numbers only.", ref reader);
            if (length == _vector.Length) Array.Resize(ref _vector, Math.Max(64, length * 2));
            _vector[length++] = value;
        }
        if (length == 0) return Reject(Field(column, place), "A vector has at least one number.");
        if (column.Dimension != 0 && column.Dimension != length)
            return Reject(Field(column, place), $"The vector has {length} numbers; those before have {column.Dimension}.");
        column.AddVector(_row, _vector.AsSpan(0, length));
        return RowOutcome.Good;
    }

    static bool Element(ref Utf8JsonReader reader, out float value)
    {
        value = float.NaN;
        if (reader.TokenType == JsonTokenType.Number)
        {
            value = (float)JsonNumber.Parse(reader.ValueSpan);
            return true;
        }
        if (reader.TokenType == JsonTokenType.Null) return true;
        if (reader.TokenType != JsonTokenType.String) return false;
        if (reader.ValueSpan.SequenceEqual("NaN"u8)) return true;
        bool isInfinite = MissingSpelling.IsInfinity(reader.ValueSpan, out double infinity);
        value = (float)infinity;
        return isInfinite;
    }

    RowOutcome Contradicts(ref Utf8JsonReader reader, LiveColumn column, string? place) => Reject(Field(column, place), column.Type switch
    {
        ColumnType.Numeric => "The column is numeric: send a number or null." + WhenItChanges(column),
        ColumnType.Boolean => "The column is boolean: send true, false or null." + WhenItChanges(column),
        ColumnType.Vector => "The column holds vectors: send a list of numbers or null.",
        ColumnType.Timestamp => EventTime.Wanted,
        _ => "The column holds single values: send a text, a number or null.",
    }, ref reader);

    /// <summary>Only predictions and features change their type, only until a person has confirmed it, and only when the values that say so
    /// are many enough. Asked for values of another type alone.</summary>
    bool MayWiden(LiveColumn column)
    {
        bool isOpen = column.Role is ColumnRole.Feature or ColumnRole.Prediction
            && (!column.IsKnown || (!Columns.IsConfirmed && Columns.MayChange));
        return isOpen && column.Evidence.Contradict(column.Count);
    }

    string WhenItChanges(LiveColumn column) => Columns.IsConfirmed || column.Role is not (ColumnRole.Feature or ColumnRole.Prediction) ? ""
        : $" A column that was only learnt changes its type when one value in {TypeEvidence.OneIn} is of another; to choose it, register "
        + "the column.";

    static string Field(LiveColumn column, string? place) => place is null ? column.Name : $"{place}.{column.ScoreOf ?? column.Name}";
}
