using System.Buffers;

namespace Plumbline.Server.Ingest.Files;

/// <summary>One record of delimited text: its fields without quotes.</summary>
sealed class DelimitedRecord(byte delimiter)
{
    /// <summary>The record does not end in what is there.</summary>
    internal const int Incomplete = -1;

    /// <summary>A quote is open where the text ends.</summary>
    internal const int Unclosed = -2;

    readonly SearchValues<byte> _stops = SearchValues.Create([delimiter, (byte)'\n', (byte)'\r']);
    byte[] _text = new byte[1 << 10];
    int[] _ends = new int[64];
    int _used;

    internal int Count { get; private set; }

    /// <summary>True for a line without anything.</summary>
    internal bool IsBlank => Count == 1 && _used == 0;

    internal ReadOnlySpan<byte> this[int field] => _text.AsSpan((field == 0 ? 0 : _ends[field - 1]).._ends[field]);

    /// <summary>Reads the record the bytes begin with.</summary>
    /// <returns>Its length with the end of its line, or <see cref="Incomplete"/> or <see cref="Unclosed"/>.</returns>
    internal int Read(ReadOnlySpan<byte> bytes, bool isFinal)
    {
        (Count, _used) = (0, 0);
        int at = 0;
        while (true)
        {
            if (at < bytes.Length && bytes[at] == '"' && (at = Quoted(bytes, at + 1, isFinal)) < 0) return at;
            int stop = bytes[at..].IndexOfAny(_stops);
            if (stop < 0 && !isFinal) return Incomplete;
            Add(bytes.Slice(at, stop < 0 ? bytes.Length - at : stop));
            EndField();
            if (stop < 0) return bytes.Length;
            at += stop;
            if (bytes[at] != delimiter) return EndOfLine(bytes, at, isFinal);
            at++;
        }
    }

    static int EndOfLine(ReadOnlySpan<byte> bytes, int at, bool isFinal)
    {
        if (bytes[at] == '\n') return at + 1;
        if (at + 1 == bytes.Length) return isFinal ? at + 1 : Incomplete;
        return bytes[at + 1] == '\n' ? at + 2 : at + 1;
    }

    /// <summary>The place behind the closing quote. A doubled quote is one.</summary>
    int Quoted(ReadOnlySpan<byte> bytes, int at, bool isFinal)
    {
        while (true)
        {
            int quote = bytes[at..].IndexOf((byte)'"');
            if (quote < 0) return isFinal ? Unclosed : Incomplete;
            Add(bytes.Slice(at, quote));
            at += quote + 1;
            if (at == bytes.Length) return isFinal ? at : Incomplete;
            if (bytes[at] != '"') return at;
            Add("\""u8);
            at++;
        }
    }

    void Add(ReadOnlySpan<byte> text)
    {
        if (_text.Length - _used < text.Length) Array.Resize(ref _text, Math.Max(_text.Length * 2, _used + text.Length));
        text.CopyTo(_text.AsSpan(_used));
        _used += text.Length;
    }

    void EndField()
    {
        if (Count == _ends.Length) Array.Resize(ref _ends, Count * 2);
        _ends[Count++] = _used;
    }
}
