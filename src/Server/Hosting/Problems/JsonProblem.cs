using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Plumbline.Server.Hosting.Problems;

/// <summary>Says what is wrong with a JSON body in words, without names of the program.</summary>
static class JsonProblem
{
    public static ProblemException Of(JsonException wrong)
    {
        string? field = wrong.Path is null or "$" ? null : wrong.Path.StartsWith("$.", StringComparison.Ordinal) ? wrong.Path[2..]
            : wrong.Path;
        string place = wrong.LineNumber is { } line ? $" (line {line + 1}, byte {(wrong.BytePositionInLine ?? 0) + 1})" : "";
        string detail = Kind(wrong.Message) switch
        {
            JsonFault.Unknown =>
                $"'{ProblemException.Shorten(field)}' is not a field of this request{place}; GET /openapi/v1.json lists the fields.",
            JsonFault.Missing => $"A field is missing{place}: {Names(wrong.Message)}.",
            JsonFault.Duplicate => $"A field is given twice{place}{(field is null ? "" : $": '{ProblemException.Shorten(field)}'")}.",
            JsonFault.WrongType =>
                $"{(field is null ? "The body" : $"'{ProblemException.Shorten(field)}'")} has a value of the wrong type{place}.",
            JsonFault.Syntax => $"The body is not valid JSON{place}.",
        };
        var refusal = ProblemException.Of(StatusCodes.Status400BadRequest, "json", detail);
        return new ProblemException(refusal.Problem with { Field = ProblemException.Shorten(field), Position = wrong.LineNumber == 0
            ? wrong.BytePositionInLine : null });
    }

    enum JsonFault
    {
        Syntax,
        Unknown,
        Missing,
        Duplicate,
        WrongType,
    }

    static JsonFault Kind(string message) =>
        message.Contains("could not be mapped", StringComparison.Ordinal) ? JsonFault.Unknown
        : message.Contains("missing required", StringComparison.Ordinal) ? JsonFault.Missing
        : message.Contains("uplicate", StringComparison.Ordinal) ? JsonFault.Duplicate
        : message.Contains("could not be converted", StringComparison.Ordinal) || message.Contains("allow null", StringComparison.Ordinal)
            || message.Contains("doesn't allow", StringComparison.Ordinal) ? JsonFault.WrongType
        : JsonFault.Syntax;

    // "... missing required properties including: 'name', 'scope'." -> name, scope
    static string Names(string message) => message.LastIndexOf(": ", StringComparison.Ordinal) is > 0 and var at
        ? message[(at + 2)..].Split(". Path")[0].TrimEnd('.').Replace("'", "", StringComparison.Ordinal)
        : "GET /openapi/v1.json lists what is required";
}
