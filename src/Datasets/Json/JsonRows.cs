using System.Text.Json;

namespace Plumbline.Datasets.Json;

/// <summary>Walks the objects of a JSON array or of JSON lines, one after the other, in a buffer that grows to the largest
/// object.</summary>
sealed class JsonRows(Stream text, string file)
{
    const int FirstBuffer = 1 << 16;

    byte[] _buffer = new byte[FirstBuffer];
    int _start;
    int _end;
    bool _isAtEnd;
    bool _isArray;
    bool _isOpen;

    /// <summary>Line on which the last object began, 1-based.</summary>
    internal long Line { get; private set; } = 1;

    /// <summary>Calls <paramref name="take"/> with the bytes of every object, and <paramref name="refuse"/> with line and reason for what
    /// is none.</summary>
    internal void Each(TakeObject take, Action<long, string> refuse, CancellationToken cancellationToken)
    {
        while (Next(out ReadOnlySpan<byte> row, refuse, cancellationToken))
            if (!take(row)) return;
    }

    /// <summary>Takes one object; false stops.</summary>
    internal delegate bool TakeObject(ReadOnlySpan<byte> row);

    bool Next(out ReadOnlySpan<byte> row, Action<long, string> refuse, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!SkipBetween())
            {
                if (_isArray) throw Broken("the array is not closed: the file is cut short");
                row = default;
                return false;
            }
            byte first = _buffer[_start];
            if (_isArray && first == ']')
            {
                row = default;
                return false;
            }
            if (_isArray ? ReadElement(out row) : ReadLine(out row, refuse)) return true;
        }
    }

    /// <summary>Moves to the next object; opens the array on the way.</summary>
    bool SkipBetween()
    {
        while (true)
        {
            for (; _start < _end; _start++)
            {
                byte b = _buffer[_start];
                if (b == '\n') Line++;
                else if (b == '[' && !_isOpen) (_isArray, _isOpen) = (true, true);
                else if (!(b is (byte)' ' or (byte)'\t' or (byte)'\r' or 0xEF or 0xBB or 0xBF || (b == ',' && _isArray)))
                {
                    _isOpen = true;
                    return true;
                }
            }
            if (!Fill()) return false;
        }
    }

    bool ReadElement(out ReadOnlySpan<byte> row)
    {
        while (true)
        {
            var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _isAtEnd, default);
            try
            {
                if (reader.Read() && reader.TrySkip())
                {
                    if (_buffer[_start] != '{') throw Broken("an element of the array is not an object");
                    row = Take((int)reader.BytesConsumed);
                    return true;
                }
            }
            catch (JsonException broken)
            {
                throw Broken(broken.Message);
            }
            if (!Fill()) throw Broken("it ends within an object: the file is cut short");
        }
    }

    /// <summary>A line is an object by itself; a line that is none is refused and the next one read.</summary>
    bool ReadLine(out ReadOnlySpan<byte> row, Action<long, string> refuse)
    {
        int end;
        while ((end = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n')) < 0 && Fill()) { }
        int length = end < 0 ? _end - _start : end;
        long line = Line;
        row = Take(length);
        var reader = new Utf8JsonReader(row);
        try
        {
            if (reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.TrySkip() && !reader.Read()) return true;
            refuse(line, "the line is not a JSON object");
        }
        catch (JsonException broken)
        {
            refuse(line, "the line is not JSON: " + Short(broken.Message));
        }
        return false;
    }

    ReadOnlySpan<byte> Take(int length)
    {
        ReadOnlySpan<byte> row = _buffer.AsSpan(_start, length);
        Line += row.Count((byte)'\n');
        _start += length;
        return row;
    }

    /// <summary>Reads more behind what is there; false at the end.</summary>
    bool Fill()
    {
        if (_isAtEnd) return false;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        if (_end == _buffer.Length) Array.Resize(ref _buffer, checked(_buffer.Length * 2));
        int read = text.Read(_buffer.AsSpan(_end));
        _end += read;
        _isAtEnd = read == 0;
        return read > 0;
    }

    DatasetException Broken(string reason) =>
        new($"'{file}' is not valid JSON near line {Line}: {Short(reason)}. Write an array of objects, or one object per line.");

    static string Short(string message)
    {
        int end = message.IndexOf(" LineNumber", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).TrimEnd('.');
    }
}
