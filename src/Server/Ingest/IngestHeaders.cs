using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Ingest.Json;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest;

/// <summary>What the headers of a request say about its body.</summary>
readonly record struct IngestHeaders(JsonLayout Layout, bool IsGzip, string? IdempotencyKey)
{
    static readonly string[] s_lines =
        ["application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines", "application/json-lines"];

    /// <summary>Reads the headers; what is wrong with them, or null.</summary>
    internal static BodyFault? TryRead(HttpRequest request, out IngestHeaders headers)
    {
        headers = default;
        string encoding = request.Headers.ContentEncoding.ToString();
        bool isGzip = encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase)
            || encoding.Equals("x-gzip", StringComparison.OrdinalIgnoreCase);
        if (!isGzip && encoding.Length > 0 && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
            return new BodyFault(415, "media_type", "A body is sent plain or with Content-Encoding: gzip.")
                { Field = "Content-Encoding", Value = ProblemException.Shorten(encoding), Allowed = "gzip, identity" };
        if (request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true)
            return new BodyFault(415, "media_type",
                "Forms are not read: send the file itself as the body, with curl --data-binary @FILE and -H 'Content-Type: text/csv'.")
                { Field = "Content-Type", Value = ProblemException.Shorten(request.ContentType) };
        string? key = null;
        if (request.Headers.TryGetValue("Idempotency-Key", out var keys))
        {
            key = keys.ToString();
            bool isGood = keys.Count == 1 && key.Length is > 0 and <= IngestLimits.IdempotencyKeyLength
                && key.All(c => c is > ' ' and <= '~');
            if (!isGood)
                return new BodyFault(400, "idempotency_key",
                    $"An Idempotency-Key has 1 to {IngestLimits.IdempotencyKeyLength} visible ASCII characters and comes once.")
                    { Field = "Idempotency-Key", Value = ProblemException.Shorten(key), Allowed = "1 to 200 visible ASCII characters" };
        }
        headers = new IngestHeaders(LayoutOf(request.ContentType), isGzip, key);
        return null;
    }

    /// <summary>Lines by their type; JSON is one array or one object; of anything else the first byte decides.</summary>
    static JsonLayout LayoutOf(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type)) return JsonLayout.Unknown;
        if (s_lines.Any(l => type.MediaType.Equals(l, StringComparison.OrdinalIgnoreCase))) return JsonLayout.Lines;
        return type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) ? JsonLayout.Objects : JsonLayout.Unknown;
    }
}
