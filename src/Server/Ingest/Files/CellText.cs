using System.Globalization;
using System.Text.Json;
using Plumbline.Datasets.Types;
using Plumbline.Server.Ingest.Columns;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest.Files;

/// <summary>Writes a value that stands in a file as text.</summary>
sealed class CellText(TimeZoneInfo zone)
{
    const string TimeForm = "yyyy-MM-ddTHH:mm:ss.ffffffZ";

    readonly ZoneClock _clock = new(zone);
    readonly byte[] _scratch = new byte[64];
    readonly float[] _vector = new float[IngestLimits.VectorDimensions];

    /// <summary>Writes the value.</summary>
    /// <returns>Why it cannot be one; null when it can.</returns>
    internal string? Write(RowJson row, FileColumn column, ReadOnlySpan<byte> text)
    {
        text = NumberText.Trim(text);
        int spelling = MissingSpelling.Find(text);
        if (spelling < 0) return column.Value == FileValue.Time ? WriteTime(row, column, text) : WritePresent(row, column, text);
        // In JSON an event without a time happened now; a row of a file that leaves its time out did not.
        if (column is { Value: FileValue.Time, Object: null }) return "The time is missing.";
        // How it is spelled is counted, so it goes on as it stands.
        if (spelling == 0) row.At(column).WriteNullValue();
        else row.At(column).WriteStringValue(text);
        return null;
    }

    internal void Write(RowJson row, FileColumn column, double number)
    {
        Utf8JsonWriter json = row.At(column);
        if (double.IsFinite(number)) json.WriteNumberValue(number);
        else json.WriteStringValue(double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
    }

    /// <summary>Writes a time.</summary>
    /// <param name="row">Where to.</param>
    /// <param name="column">Of the time.</param>
    /// <param name="microseconds">Since 1970.</param>
    /// <param name="isOnClock">True: on the clock of the file's zone; false: UTC.</param>
    internal string? WriteTime(RowJson row, FileColumn column, long microseconds, bool isOnClock)
    {
        if (isOnClock) microseconds = _clock.ToUtc(microseconds);
        long ticks = DateTime.UnixEpoch.Ticks;
        if (microseconds < 0 || microseconds > (DateTime.MaxValue.Ticks - ticks) / TimeSpan.TicksPerMicrosecond)
            return "The time is before 1970 or after 9999.";
        var time = new DateTime(ticks + (microseconds * TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
        time.TryFormat(_scratch, out int length, TimeForm, CultureInfo.InvariantCulture);
        row.At(column).WriteStringValue(_scratch.AsSpan(0, length));
        return null;
    }

    string? WritePresent(RowJson row, FileColumn column, ReadOnlySpan<byte> text)
    {
        switch (column.Value)
        {
            case FileValue.Number: return TryNumber(row, column, text) ? null : "The column holds numbers in this file, and this is none.";
            case FileValue.Boolean: return TryBoolean(row, column, text) ? null
                : "The column holds true and false in this file, and this is neither.";
            case FileValue.Vector: return TryVector(row, column, text) ? null : "A list of numbers is written as [0.1, 2, 3].";
            case FileValue.Json: return TryJson(row, column, text) ? null : "Tags in one column are a JSON object of texts.";
            case FileValue.Answer when TryNumber(row, column, text) || TryBoolean(row, column, text): return null;
            default:
                row.At(column).WriteStringValue(text);
                return null;
        }
    }

    string? WriteTime(RowJson row, FileColumn column, ReadOnlySpan<byte> text)
    {
        if (TimestampText.TryParse(text, column.Order, out long time, out bool hasOffset)) return WriteTime(row, column, time, !hasOffset);
        return NumberText.TryParse(text, out double number) && EpochNumber.TryRead(number, out time) ? WriteTime(row, column, time, false)
            : "A time is written as 2026-03-01 12:00:00, with or without an offset, or as seconds, milliseconds or microseconds since "
            + "1970.";
    }

    bool TryNumber(RowJson row, FileColumn column, ReadOnlySpan<byte> text)
    {
        if (column.HasDecimalComma && text.Length <= _scratch.Length)
        {
            Span<byte> plain = _scratch.AsSpan(0, text.Length);
            text.Replace(plain, (byte)',', (byte)'.');
            text = plain;
        }
        if (!NumberText.TryParse(text, out double number)) return false;
        // A whole number keeps its digits: as an answer of a class they are its name.
        bool isPlain = text.Length <= 15 && text[0] is >= (byte)'1' and <= (byte)'9'
            && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
        if (isPlain) row.At(column).WriteRawValue(text, skipInputValidation: true);
        else Write(row, column, number);
        return true;
    }

    static bool TryBoolean(RowJson row, FileColumn column, ReadOnlySpan<byte> text)
    {
        bool isTrue = System.Text.Ascii.EqualsIgnoreCase(text, "true"u8);
        bool isKnown = isTrue || System.Text.Ascii.EqualsIgnoreCase(text, "false"u8);
        bool isDigit = column.Value == FileValue.Boolean && text is [(byte)'0' or (byte)'1'];
        if (!isKnown && !isDigit) return false;
        row.At(column).WriteBooleanValue(isTrue || text is [(byte)'1']);
        return true;
    }

    bool TryVector(RowJson row, FileColumn column, ReadOnlySpan<byte> text)
    {
        if (!VectorText.TryRead(text, _vector, out int length) || length > _vector.Length) return false;
        WriteVector(row, column, _vector.AsSpan(0, length));
        return true;
    }

    internal static void WriteVector(RowJson row, FileColumn column, ReadOnlySpan<float> values)
    {
        Utf8JsonWriter json = row.At(column);
        json.WriteStartArray();
        foreach (float value in values)
        {
            if (float.IsFinite(value)) json.WriteNumberValue(value);
            else json.WriteStringValue(float.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
        }
        json.WriteEndArray();
    }

    static bool TryJson(RowJson row, FileColumn column, ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject || !reader.TrySkip() || reader.Read()) return false;
        }
        catch (JsonException)
        {
            return false;
        }
        row.At(column).WriteRawValue(text, skipInputValidation: true);
        return true;
    }
}
