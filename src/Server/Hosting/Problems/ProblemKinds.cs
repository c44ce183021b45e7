using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Plumbline.Protocol;

namespace Plumbline.Server.Hosting.Problems;

/// <summary>Type, title and plain sentence of a problem by its status.</summary>
static class ProblemKinds
{
    public static Problem Of(int status, string detail, string? kind = null) => new()
    {
        Type = "urn:plumbline:problem:" + (kind ?? KindOf(status)),
        Title = ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } phrase ? phrase : "Error",
        Status = status,
        Detail = detail,
    };

    static string KindOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "bad_request",
        StatusCodes.Status401Unauthorized => "unauthorized",
        StatusCodes.Status403Forbidden => "forbidden",
        StatusCodes.Status404NotFound => "unknown_address",
        StatusCodes.Status405MethodNotAllowed => "method_not_allowed",
        StatusCodes.Status408RequestTimeout => "too_slow",
        StatusCodes.Status413PayloadTooLarge => "body_too_large",
        StatusCodes.Status415UnsupportedMediaType => "media_type",
        StatusCodes.Status429TooManyRequests => "too_many_requests",
        StatusCodes.Status431RequestHeaderFieldsTooLarge => "headers_too_large",
        StatusCodes.Status503ServiceUnavailable => "unavailable",
        _ => status < 500 ? "refused" : "fault",
    };

    /// <summary>The sentence for a status that came without one.</summary>
    public static string Sentence(int status, HttpRequest request) => status switch
    {
        StatusCodes.Status404NotFound =>
            $"There is nothing at {ProblemException.Shorten(request.Path.Value)}. GET /openapi/v1.json lists every address.",
        StatusCodes.Status405MethodNotAllowed => $"{ProblemException.Shorten(request.Method)} is not possible at "
            + $"{ProblemException.Shorten(request.Path.Value)}; the Allow header lists what is.",
        StatusCodes.Status415UnsupportedMediaType => MediaType(request),
        StatusCodes.Status413PayloadTooLarge =>
            "The body is larger than allowed; GET /api/v1/limits names the limit. Send it in several requests.",
        StatusCodes.Status408RequestTimeout => "The request arrived too slowly and was given up; nothing of it was accepted.",
        StatusCodes.Status431RequestHeaderFieldsTooLarge => "The headers are larger than allowed.",
        StatusCodes.Status503ServiceUnavailable => "The server cannot answer now; try again later.",
        _ => ReasonPhrases.GetReasonPhrase(status) + ".",
    };

    static string MediaType(HttpRequest request) => request.ContentType is { Length: > 0 } sent
        ? $"The body is announced as '{ProblemException.Shorten(sent)}', which is not read here. With curl, use --json, or add -H "
            + "'Content-Type: application/json'."
        : "The request says no Content-Type. With curl, use --json, or add -H 'Content-Type: application/json'.";
}
