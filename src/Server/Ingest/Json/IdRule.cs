using System.Text.Json;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest.Json;

/// <summary>What an id may be.</summary>
static class IdRule
{
    /// <summary>Why a value cannot be an id; null when it can.</summary>
    internal static Why? WhyNot(ref Utf8JsonReader reader)
    {
        bool isInteger = reader.TokenType == JsonTokenType.Number && JsonNumber.IsInteger(reader.ValueSpan);
        if (isInteger || reader.TokenType == JsonTokenType.String) return null;
        return "An id is a text or a whole number.";
    }

    /// <summary>Why a text cannot be an id; null when it can.</summary>
    internal static Why? WhyNot(ReadOnlySpan<byte> id)
    {
        if (id.Length is 0 or > IngestLimits.IdBytes)
            return new Why($"An id has 1 to {IngestLimits.IdBytes} bytes; this one has {id.Length}.", LimitName.IdBytes);
        if (id.IndexOfAnyInRange((byte)0, (byte)31) >= 0) return "An id has no control characters.";
        return null;
    }
}
