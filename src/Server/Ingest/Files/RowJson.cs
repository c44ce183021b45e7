using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Plumbline.Server.Ingest.Files;

/// <summary>Writes a row of a file as the JSON that the same row would be sent as, so that one reader decides what is right.</summary>
sealed class RowJson : IDisposable
{
    readonly ArrayBufferWriter<byte> _bytes = new(4 << 10);
    readonly Utf8JsonWriter _json;
    string? _object;

    internal RowJson() => _json = new Utf8JsonWriter(_bytes, new JsonWriterOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    });

    internal void Begin()
    {
        _bytes.ResetWrittenCount();
        _json.Reset(_bytes);
        _json.WriteStartObject();
        _object = null;
    }

    /// <summary>The writer, behind the name of the column's value. Columns come ordered by their object.</summary>
    internal Utf8JsonWriter At(FileColumn column)
    {
        if (column.Object != _object)
        {
            if (_object is not null) _json.WriteEndObject();
            if (column.Object is not null) _json.WriteStartObject(column.Object);
            _object = column.Object;
        }
        _json.WritePropertyName(column.Property);
        return _json;
    }

    /// <summary>The row; holds until the next one begins.</summary>
    internal ReadOnlySpan<byte> End()
    {
        if (_object is not null) _json.WriteEndObject();
        _json.WriteEndObject();
        _json.Flush();
        return _bytes.WrittenSpan;
    }

    public void Dispose() => _json.Dispose();
}
