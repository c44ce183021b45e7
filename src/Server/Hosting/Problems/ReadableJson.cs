using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Plumbline.Server.Hosting.Problems;

/// <summary>JSON as people read it in a terminal: quotes and letters of every script stay as they are, what could be markup does
/// not.</summary>
static class ReadableJson
{
    /// <summary>Options for the context of a contract.</summary>
    public static JsonSerializerOptions Options(JsonSerializerContext contract) =>
        new(contract.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Text of a value whose context has <see cref="Options"/>.</summary>
    public static byte[] Bytes<T>(T value, JsonTypeInfo<T> type)
    {
        byte[] plain = JsonSerializer.SerializeToUtf8Bytes(value, type);
        if (plain.AsSpan().IndexOfAny((byte)'<', (byte)'>', (byte)'&') < 0) return plain;
        var escaped = new MemoryStream(plain.Length + 64);
        // Outside its texts JSON has none of the three.
        foreach (byte one in plain)
        {
            switch (one)
            {
                case (byte)'<': escaped.Write(@"\u003C"u8); break;
                case (byte)'>': escaped.Write(@"\u003E"u8); break;
                case (byte)'&': escaped.Write(@"\u0026"u8); break;
                default: escaped.WriteByte(one); break;
            }
        }
        return escaped.ToArray();
    }
}
