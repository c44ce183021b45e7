using System.Text.Json;
using System.Text.Unicode;
using Plumbline.Server.Ingest.Rejected;
using Plumbline.Server.Ingest.Sessions;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest.Json;

/// <summary>How the rows of a body stand in it.</summary>
enum JsonLayout
{
    /// <summary>The first byte decides: a bracket opens an array, anything else is lines.</summary>
    Unknown,

    /// <summary>One object a line.</summary>
    Lines,

    /// <summary>An array of objects.</summary>
    Array,

    /// <summary>Objects one after the other, over any number of lines.</summary>
    Objects,
}

/// <summary>Finds the rows of a body and has them read. A broken line loses only itself; behind a broken place of an array nothing is
/// certain, so there the body ends.</summary>
sealed class JsonBodyRows(RowReader rows, JsonLayout layout) : IBodyRows
{
    static readonly JsonReaderOptions s_options = new() { MaxDepth = IngestLimits.JsonDepth };

    JsonLayout _layout = layout;
    byte[] _quoted = [];
    long _position;
    bool _hasBareNumbers;
    bool _isSkippingLine;
    ArrayState _state;

    /// <summary>Rows met so far, good and bad.</summary>
    public long Count { get; private set; }

    public long Good { get; private set; }

    public Rejections Rejections { get; } = new();

    /// <summary>Why the body ends before its end; null while all is well.</summary>
    public BodyFault? Fault { get; private set; }

    /// <summary>True when there is nothing more to read.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Reads what is there, until the bytes or the batch's room end.</summary>
    /// <param name="bytes">What was not used before, and more.</param>
    /// <param name="isFinal">No more will come.</param>
    /// <returns>How many bytes are done with.</returns>
    public int Read(ReadOnlySpan<byte> bytes, bool isFinal)
    {
        int used = 0;
        if (_position == 0 && !TryBegin(bytes, isFinal, ref used)) return 0;
        while (!IsDone && !rows.IsFull)
        {
            if (Count >= IngestLimits.RowsPerRequest && HasMore(bytes[used..]))
            {
                End(BodyFault.TooManyRows());
                break;
            }
            int step = _layout == JsonLayout.Lines ? ReadLine(bytes[used..], isFinal)
                : ReadElement(bytes[used..], isFinal, _position + used);
            if (step < 0) break;
            used += step;
        }
        _position += used;
        return used;
    }

    static bool HasMore(ReadOnlySpan<byte> rest) => rest.IndexOfAnyExcept(" \t\r\n]"u8) >= 0;

    bool TryBegin(ReadOnlySpan<byte> bytes, bool isFinal, ref int used)
    {
        if (bytes.Length < 3 && !isFinal) return false;
        used = bytes.StartsWith("\uFEFF"u8) ? 3 : 0;
        if (_layout != JsonLayout.Unknown && _layout != JsonLayout.Objects) return true;
        int first = bytes[used..].IndexOfAnyExcept(" \t\r\n"u8);
        if (first < 0 && !isFinal) return false;
        bool isArray = first >= 0 && bytes[used + first] == '[';
        if (isArray) _layout = JsonLayout.Array;
        else if (_layout == JsonLayout.Unknown) _layout = JsonLayout.Lines;
        return true;
    }

    /// <summary>One line; -1 when it has not ended yet.</summary>
    int ReadLine(ReadOnlySpan<byte> bytes, bool isFinal)
    {
        int end = bytes.IndexOf((byte)'\n');
        int length = end < 0 ? bytes.Length : end;
        int step = end < 0 ? length : length + 1;
        if (end < 0 && !isFinal && length <= IngestLimits.RowBytes) return -1;
        if (end < 0 && isFinal) IsDone = true;
        if (_isSkippingLine)
        {
            _isSkippingLine = end < 0;
            return step;
        }
        if (length > IngestLimits.RowBytes)
        {
            _isSkippingLine = end < 0;
            Count++;
            Reject(new Rejection(0, "", $"The line is longer than {IngestLimits.RowBytes} bytes.", null, LimitName.RowBytes));
            return step;
        }
        ReadOnlySpan<byte> line = bytes[..length];
        if (line.IndexOfAnyExcept(" \t\r"u8) >= 0) ReadWholeRow(line);
        return step;
    }

    /// <summary>A line that is there whole.</summary>
    void ReadWholeRow(ReadOnlySpan<byte> line)
    {
        Count++;
        if (!Utf8.IsValid(line)) Reject(new Rejection(0, "", "The line is not UTF-8.", null));
        else if (TryWhole(line, out Rejection? broken)) Keep(line.Length);
        else Reject(broken ?? rows.Rejection);
    }

    bool TryWhole(ReadOnlySpan<byte> row, out Rejection? rejection)
    {
        rejection = null;
        if (_hasBareNumbers && BareNumbers.MayHave(row)) row = Quoted(row);
        var reader = new Utf8JsonReader(row, isFinalBlock: true, new JsonReaderState(s_options));
        try
        {
            RowOutcome outcome = rows.Read(ref reader, Count - 1);
            if (outcome == RowOutcome.Good) reader.Read();
            return outcome == RowOutcome.Good;
        }
        catch (JsonException) when (!_hasBareNumbers && BareNumbers.MayHave(row))
        {
            rows.TakeBack();
            _hasBareNumbers = true;
            return TryWhole(row, out rejection);
        }
        catch (JsonException broken)
        {
            string problem = $"The line is not valid JSON at byte {JsonPlace.Of(broken, row)} of it{JsonPlace.Hint(broken, row)}.";
            rejection = new Rejection(0, "", problem, null, JsonPlace.LimitOf(broken));
            return false;
        }
    }

    /// <summary>The next element of an array, or what stands between elements; -1 when it has not ended yet.</summary>
    int ReadElement(ReadOnlySpan<byte> bytes, bool isFinal, long position)
    {
        int blank = bytes.IndexOfAnyExcept(" \t\r\n"u8);
        if (blank < 0) return EndOrWait(bytes.Length, isFinal, position);
        byte next = bytes[blank];
        if (_layout == JsonLayout.Array && _state != ArrayState.Element)
        {
            _state = Punctuation(next, position + blank);
            return blank + 1;
        }
        if (_layout == JsonLayout.Array && next == ']' && Count == 0)
        {
            _state = ArrayState.After;
            return blank + 1;
        }
        int length = ReadOne(bytes[blank..], isFinal, position + blank);
        if (length < 0) return -1;
        if (_layout == JsonLayout.Array) _state = ArrayState.Comma;
        return blank + length;
    }

    int EndOrWait(int length, bool isFinal, long position)
    {
        if (!isFinal) return length > 0 ? length : -1;
        IsDone = true;
        if (_layout == JsonLayout.Array && _state != ArrayState.After) End(BodyFault.Ended(position + length));
        return length;
    }

    ArrayState Punctuation(byte next, long position)
    {
        switch (_state)
        {
            case ArrayState.Before when next == '[': return ArrayState.Element;
            case ArrayState.Comma when next == ',': return ArrayState.Element;
            case ArrayState.Comma when next == ']': return ArrayState.After;
            default:
                End(BodyFault.Broken(position, ""));
                return _state;
        }
    }

    int ReadOne(ReadOnlySpan<byte> bytes, bool isFinal, long position)
    {
        var reader = new Utf8JsonReader(bytes, isFinal, new JsonReaderState(s_options));
        try
        {
            if (_hasBareNumbers) return ReadQuoted(bytes, isFinal, position);
            RowOutcome outcome = rows.Read(ref reader, Count);
            if (outcome == RowOutcome.Rejected && !SkipRest(ref reader)) outcome = RowOutcome.Incomplete;
            if (outcome == RowOutcome.Incomplete) return TakeBackAndWait(bytes, isFinal, position);
            return Take(bytes[..(int)reader.BytesConsumed], outcome);
        }
        catch (JsonException) when (!_hasBareNumbers && BareNumbers.MayHave(bytes))
        {
            rows.TakeBack();
            _hasBareNumbers = true;
            return ReadOne(bytes, isFinal, position);
        }
        catch (JsonException broken)
        {
            rows.TakeBack();
            var fault = BodyFault.Broken(position + JsonPlace.Of(broken, bytes), JsonPlace.Hint(broken, bytes));
            End(fault with { Limit = JsonPlace.LimitOf(broken) });
            return -1;
        }
    }

    int Take(ReadOnlySpan<byte> row, RowOutcome outcome)
    {
        Count++;
        if (!Utf8.IsValid(row)) Reject(new Rejection(0, "", "The text is not UTF-8.", null));
        else if (outcome == RowOutcome.Good) Keep(row.Length);
        else Reject(rows.Rejection);
        return row.Length;
    }

    int TakeBackAndWait(ReadOnlySpan<byte> bytes, bool isFinal, long position)
    {
        rows.TakeBack();
        if (isFinal) End(BodyFault.Ended(position + bytes.Length));
        else if (bytes.Length > IngestLimits.RowBytes) End(BodyFault.TooLong(position));
        return -1;
    }

    /// <summary>With bare numbers the end of an element is found by its brackets first.</summary>
    int ReadQuoted(ReadOnlySpan<byte> bytes, bool isFinal, long position)
    {
        int length = JsonPlace.ElementLength(bytes);
        if (length < 0 && !isFinal) return TakeBackAndWait(bytes, isFinal, position);
        ReadOnlySpan<byte> row = length < 0 ? bytes : bytes[..length];
        var reader = new Utf8JsonReader(BareNumbers.MayHave(row) ? Quoted(row) : row, true, new JsonReaderState(s_options));
        RowOutcome outcome = rows.Read(ref reader, Count);
        if (outcome == RowOutcome.Rejected) SkipRest(ref reader);
        return Take(row, outcome);
    }

    ReadOnlySpan<byte> Quoted(ReadOnlySpan<byte> row)
    {
        int room = (row.Length * 2) + 16;
        if (_quoted.Length < room) _quoted = new byte[room];
        int length = BareNumbers.Quote(row, _quoted);
        return length == 0 ? row : _quoted.AsSpan(0, length);
    }

    void Keep(int bytes)
    {
        Good++;
        rows.Keep(bytes);
    }

    void Reject(Rejection rejection)
    {
        rows.TakeBack();
        Rejections.Add(rejection with { Index = Count - 1 });
    }

    void End(BodyFault fault)
    {
        (Fault, IsDone) = (fault, true);
    }

    static bool SkipRest(ref Utf8JsonReader reader)
    {
        while (reader.CurrentDepth > 0 || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            if (!reader.Read()) return false;
        return true;
    }

    enum ArrayState
    {
        Before,
        Element,
        Comma,
        After,
    }
}
