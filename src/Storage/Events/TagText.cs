using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Plumbline.Storage.Events;

/// <summary>Tags written so that a name with its value can be looked for as a text: between separators that JSON text never
/// contains.</summary>
static class TagText
{
    const byte Edge = 0x1E;
    const byte Middle = 0x1F;

    /// <summary>The pairs of a JSON object of texts; null for none and for what is no such object.</summary>
    internal static byte[]? Pairs(ReadOnlySpan<byte> json)
    {
        if (json.Length == 0) return null;
        var pairs = new ArrayBufferWriter<byte>(json.Length + 16);
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string name = reader.GetString()!;
                reader.Read();
                if (reader.TokenType == JsonTokenType.String) Write(pairs, name, reader.GetString()!);
                else reader.Skip();
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Tags that are no JSON are shown as they are; no pair is found in them.
            return null;
        }
        return pairs.WrittenCount == 0 ? null : pairs.WrittenSpan.ToArray();
    }

    /// <summary>What <see cref="Pairs"/> contains if and only if the name has this value.</summary>
    internal static string Pair(string name, string value)
    {
        var pair = new ArrayBufferWriter<byte>();
        Write(pair, WellFormed(name), WellFormed(value));
        return Encoding.UTF8.GetString(pair.WrittenSpan);
    }

    /// <summary>Half a surrogate pair is no text; JSON cannot carry it.</summary>
    static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    static void Write(ArrayBufferWriter<byte> to, string name, string value)
    {
        to.Write([Edge]);
        to.Write(JsonEncodedText.Encode(name).EncodedUtf8Bytes);
        to.Write([Middle]);
        to.Write(JsonEncodedText.Encode(value).EncodedUtf8Bytes);
        to.Write([Edge]);
    }
}
