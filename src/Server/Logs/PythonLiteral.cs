using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Plumbline.Server.Logs;

/// <summary>Reads what Python's <c>print</c> makes of a dictionary, as JSON. Only literals: a name is the mark of a value that was never
/// put in.</summary>
sealed class PythonLiteral
{
    const int Deepest = 16;

    readonly string _text;
    readonly Utf8JsonWriter _json;
    int _at;
    int _depth;

    PythonLiteral(string text, Utf8JsonWriter json) => (_text, _json) = (text, json);

    /// <summary>The literal as JSON, in which NaN and infinities are texts; null when it is none.</summary>
    /// <param name="stoppedAt">Where reading stopped, from 1.</param>
    /// <param name="name">The name that stands there; null: something else does.</param>
    public static byte[]? ToJson(string text, out int stoppedAt, out string? name)
    {
        using var json = new MemoryStream();
        using var writer = new Utf8JsonWriter(json);
        var reader = new PythonLiteral(text, writer);
        bool isWhole = reader.Value() && reader.AtEnd();
        (stoppedAt, name) = (reader._at + 1, isWhole ? null : reader.NameHere());
        if (!isWhole) return null;
        writer.Flush();
        return json.ToArray();
    }

    char Next
    {
        get
        {
            while (_at < _text.Length && char.IsWhiteSpace(_text[_at])) _at++;
            return _at < _text.Length ? _text[_at] : '\0';
        }
    }

    bool AtEnd() => Next == '\0' && _at == _text.Length;

    bool Value()
    {
        if (_depth == Deepest) return false;
        _depth++;
        bool isGood = Next switch
        {
            '{' => Dictionary(),
            '[' => List(']'),
            '(' => List(')'),
            '\'' or '"' => Text() is { } text && Write(text),
            (>= '0' and <= '9') or '-' or '+' or '.' => Number(),
            _ => Word(),
        };
        _depth--;
        return isGood;
    }

    bool Dictionary()
    {
        _at++;
        _json.WriteStartObject();
        while (Next != '}')
        {
            if (Next is not ('\'' or '"') || Text() is not { } key || Next != ':') return false;
            _at++;
            _json.WritePropertyName(key);
            if (!Value() || !Separator('}')) return false;
        }
        _at++;
        _json.WriteEndObject();
        return true;
    }

    bool List(char end)
    {
        _at++;
        _json.WriteStartArray();
        while (Next != end)
            if (!Value() || !Separator(end)) return false;
        _at++;
        _json.WriteEndArray();
        return true;
    }

    bool Separator(char end)
    {
        if (Next == end) return true;
        if (Next != ',') return false;
        _at++;
        return true;
    }

    string? Text()
    {
        char quote = _text[_at++];
        var text = new StringBuilder();
        while (_at < _text.Length && _text[_at] != quote)
        {
            if (_text[_at] == '\\' && ++_at == _text.Length) return null;
            text.Append(_text[_at - 1] == '\\' ? Escaped(_text[_at]) : _text[_at]);
            _at++;
        }
        if (_at == _text.Length) return null;
        _at++;
        return text.ToString();
    }

    static char Escaped(char sign) => sign switch { 'n' => '\n', 't' => '\t', 'r' => '\r', _ => sign };

    bool Write(string text)
    {
        _json.WriteStringValue(text);
        return true;
    }

    bool Number()
    {
        int start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '.' or '-' or '+' or '_')) _at++;
        string number = _text[start.._at].Replace("_", "", StringComparison.Ordinal);
        if (number is "-inf" or "+inf") return Write(number == "-inf" ? "-Infinity" : "Infinity");
        if (double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value))
        {
            _json.WriteNumberValue(value);
            return true;
        }
        _at = start;
        return false;
    }

    bool Word()
    {
        string? name = NameHere();
        if (name is null) return false;
        int start = _at;
        _at += name.Length;
        switch (name)
        {
            case "True" or "False":
                _json.WriteBooleanValue(name == "True");
                return true;
            case "None":
                _json.WriteNullValue();
                return true;
            case "nan" or "inf":
                return Write(name == "nan" ? "NaN" : "Infinity");
            // What numpy 2 prints: np.float64(0.91).
            case not null when name.StartsWith("np.", StringComparison.Ordinal) && Next == '(':
                _at++;
                if (Value() && Next == ')') return ++_at > 0;
                break;
        }
        _at = start;
        return false;
    }

    string? NameHere()
    {
        int end = _at;
        while (end < _text.Length && (char.IsLetterOrDigit(_text[end]) || _text[end] is '_' or '.')) end++;
        return end > _at && !char.IsAsciiDigit(_text[_at]) && _text[_at] != '.' ? _text[_at..end] : null;
    }
}
