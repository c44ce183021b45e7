using System.Text.Json;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest.Json;

/// <summary>What an id may be.</summary>
static class IdRule
{
    /// <summary>Why a value cannot be an id; null when it can.</summary>
    internal static string? WhyNot(ref Utf8JsonReader reader)
    {
        bool isInteger = reader.TokenType == JsonTokenType.Number && JsonNumber.IsInteger(reader.ValueSpan);
        return isInteger || reader.TokenType == JsonTokenType.String ? null : "An id is a text or a whole number.";
    }

    /// <summary>Why a text cannot be an id; null when it can.</summary>
    internal static string? WhyNot(ReadOnlySpan<byte> id)
    {
        if (id.Length is 0 or > IngestLimits.IdBytes) return $"An id has 1 to {IngestLimits.IdBytes} bytes; this one has {id.Length}.";
        return id.IndexOfAnyInRange((byte)0, (byte)31) >= 0 ? "An id has no control characters." : null;
    }
}
