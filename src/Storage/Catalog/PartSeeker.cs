using System.Text.Json;
using Plumbline.Engine.Monitors;

namespace Plumbline.Storage.Catalogs;

/// <summary>Finds one part in a stored evaluation without reading the others: an evaluation may have a thousand.</summary>
sealed class PartSeeker(string subject, string measure)
{
    /// <summary>The part; null when the evaluation has none of that subject and measure.</summary>
    /// <exception cref="JsonException">It is no evaluation.</exception>
    public EvaluationPart? Find(ReadOnlySpan<byte> evaluation)
    {
        var json = new Utf8JsonReader(evaluation);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isParts = json.ValueTextEquals("parts"u8);
            json.Read();
            if (!isParts) json.Skip();
            else return InParts(ref json, evaluation);
        }
        return null;
    }

    EvaluationPart? InParts(ref Utf8JsonReader json, ReadOnlySpan<byte> evaluation)
    {
        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
        {
            int start = (int)json.TokenStartIndex;
            if (IsSought(ref json))
                return JsonSerializer.Deserialize(evaluation[start..(int)json.BytesConsumed], CatalogJsonContext.Default.EvaluationPart);
        }
        return null;
    }

    // Leaves the reader at the end of the part.
    bool IsSought(ref Utf8JsonReader json)
    {
        bool isSubject = false, isMeasure = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool namesSubject = json.ValueTextEquals("subject"u8), namesMeasure = json.ValueTextEquals("measure"u8);
            json.Read();
            if (namesSubject) isSubject = json.ValueTextEquals(subject);
            else if (namesMeasure) isMeasure = json.ValueTextEquals(measure);
            else json.Skip();
        }
        return isSubject && isMeasure;
    }
}
