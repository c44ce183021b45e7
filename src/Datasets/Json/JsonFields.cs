using System.Buffers;
using System.Text.Json;

namespace Plumbline.Datasets.Json;

/// <summary>The fields of one object as texts.</summary>
static class JsonFields
{
    /// <summary>Takes a field's name and its text.</summary>
    internal delegate void TakeField(string name, ReadOnlySpan<byte> value);

    /// <summary>Calls <paramref name="take"/> for each field that is not null: strings unescaped, everything else as it stands. The same
    /// field twice is taken twice.</summary>
    internal static void Each(ReadOnlySpan<byte> row, TakeField take)
    {
        var reader = new Utf8JsonReader(row);
        reader.Read();
        Walk(ref reader, row, "", take);
    }

    static void Walk(ref Utf8JsonReader reader, ReadOnlySpan<byte> row, string prefix, TakeField take)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = prefix + reader.GetString();
            reader.Read();
            if (reader.TokenType == JsonTokenType.Null) continue;
            if (reader.TokenType == JsonTokenType.StartObject && prefix.Length == 0)
            {
                Walk(ref reader, row, name + ".", take);
                continue;
            }
            if (reader.TokenType == JsonTokenType.String)
            {
                TakeString(ref reader, name, take);
                continue;
            }
            int start = (int)reader.TokenStartIndex;
            reader.Skip();
            take(name, row[start..(int)reader.BytesConsumed]);
        }
    }

    static void TakeString(ref Utf8JsonReader reader, string name, TakeField take)
    {
        if (!reader.ValueIsEscaped)
        {
            take(name, reader.ValueSpan);
            return;
        }
        byte[] buffer = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        int length = reader.CopyString(buffer);
        take(name, buffer.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(buffer);
    }
}
