using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Plumbline.Server.Hosting.Problems;

namespace Plumbline.Server.Hosting;

/// <summary>Reads a small JSON body; what is wrong with it becomes a problem.</summary>
static class RequestBody
{
    /// <summary>Documents people write (models, keys, monitors); events have a reader of their own.</summary>
    public const long MostBytes = 4 << 20;

    public static async Task<T> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        if (!request.HasJsonContentType())
            throw ProblemException.Of(StatusCodes.Status415UnsupportedMediaType, "media_type",
                ProblemKinds.Sentence(StatusCodes.Status415UnsupportedMediaType, request));
        if (request.ContentLength > MostBytes) throw TooLarge();
        byte[] body = await ReadAllAsync(request, cancellationToken);
        if (body.Length == 0)
            throw ProblemException.Of(StatusCodes.Status400BadRequest, "json", "The body is empty; this request needs a JSON object.");
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw ProblemException.Of(StatusCodes.Status400BadRequest, "json",
                "The body is null; this request needs a JSON object.");
        }
        catch (JsonException wrong)
        {
            throw JsonProblem.Of(wrong);
        }
    }

    static async Task<byte[]> ReadAllAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var whole = new MemoryStream();
        byte[] buffer = new byte[16 << 10];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (whole.Length + read > MostBytes) throw TooLarge();
            whole.Write(buffer, 0, read);
        }
        return whole.ToArray();
    }

    static ProblemException TooLarge() => ProblemException.Of(StatusCodes.Status413PayloadTooLarge, "body_too_large",
        $"The body is larger than the {MostBytes} bytes this request may have.");
}
