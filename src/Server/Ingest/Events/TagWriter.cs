using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest.Events;

/// <summary>Writes the tags of one event as a JSON object of texts.</summary>
sealed class TagWriter
{
    readonly HashSet<string> _names = new(StringComparer.Ordinal);
    byte[] _bytes = new byte[256];
    int _used;

    internal bool IsEmpty => _names.Count == 0;

    internal void Begin()
    {
        _names.Clear();
        _used = 0;
    }

    /// <summary>What is wrong with the next tag's name; null when nothing is.</summary>
    internal Why? Name(ReadOnlySpan<byte> name)
    {
        if (name.Length is 0 or > IngestLimits.ColumnNameBytes)
            return new Why($"A tag's name has 1 to {IngestLimits.ColumnNameBytes} bytes.", LimitName.ColumnNameBytes);
        if (!Utf8.IsValid(name)) return "A tag's name is not UTF-8.";
        if (_names.Count == IngestLimits.Tags) return new Why($"An event has at most {IngestLimits.Tags} tags.", LimitName.Tags);
        if (!_names.Add(Encoding.UTF8.GetString(name))) return "The tag is there twice.";
        Raw(_used == 0 ? "{"u8 : ","u8);
        Quoted(name);
        Raw(":"u8);
        return null;
    }

    /// <summary>What is wrong with its text; null when nothing is.</summary>
    internal Why? Text(ReadOnlySpan<byte> text)
    {
        if (!Utf8.IsValid(text)) return "A tag's text is not UTF-8.";
        if (_used + text.Length > IngestLimits.TagBytes)
            return new Why($"The tags of an event have at most {IngestLimits.TagBytes} bytes.", LimitName.TagBytes);
        Quoted(text);
        return null;
    }

    internal ReadOnlySpan<byte> End()
    {
        Raw("}"u8);
        return _bytes.AsSpan(0, _used);
    }

    void Raw(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_used));
        _used += bytes.Length;
    }

    void Quoted(ReadOnlySpan<byte> text)
    {
        Raw("\""u8);
        Reserve(text.Length * 6);
        OperationStatus status = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.EncodeUtf8(text, _bytes.AsSpan(_used), out _, out int written);
        if (status != OperationStatus.Done) throw new InvalidOperationException($"Valid UTF-8 was not written as JSON: {status}.");
        _used += written;
        Raw("\""u8);
    }

    void Reserve(int bytes)
    {
        if (_bytes.Length - _used < bytes) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + bytes));
    }
}
