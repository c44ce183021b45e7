using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Plumbline.Client;

/// <summary>Sends requests and turns everything but a readable success into a <see cref="ClientException"/>.</summary>
static class Answers
{
    const int LongestQuote = 300;

    // More than any answer of ours; a proxy's page of any size must not fill the memory of the service that predicts.
    const int LongestAnswer = 64 << 20;

    public static async Task<T> SendAsync<T>(HttpClient http, HttpRequestMessage request, JsonTypeInfo<T> type,
        CancellationToken cancellationToken)
    {
        byte[] body = await SendAsync(http, request, cancellationToken).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw Unreadable(request, "null", null);
        }
        catch (JsonException wrong)
        {
            throw Unreadable(request, wrong.Message, wrong);
        }
    }

    /// <summary>The body of a successful answer.</summary>
    public static async Task<byte[]> SendAsync(HttpClient http, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead,
                cancellationToken).ConfigureAwait(false);
            byte[] body = await ReadAsync(answer.Content, cancellationToken).ConfigureAwait(false);
            return answer.IsSuccessStatusCode ? body : throw Refused(request, answer, body);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            throw new ClientException($"{Line(request)}: no answer: {broken.Message}", null, broken);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ClientException($"{Line(request)}: no answer in time.", null, late);
        }
    }

    /// <summary>Copies the body of a successful answer, however long it is.</summary>
    public static async Task CopyAsync(HttpClient http, HttpRequestMessage request, Stream target, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage answer =
                await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (!answer.IsSuccessStatusCode) throw Refused(request, answer,
                await ReadAsync(answer.Content, cancellationToken).ConfigureAwait(false));
            using Stream body = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await body.CopyToAsync(target, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is HttpRequestException or HttpIOException)
        {
            throw new ClientException($"{Line(request)}: the answer broke off: {broken.Message}", null, broken);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ClientException($"{Line(request)}: no answer in time.", null, late);
        }
    }

    static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await content.LoadIntoBufferAsync(LongestAnswer, cancellationToken).ConfigureAwait(false);
        return await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
    }

    static ClientException Refused(HttpRequestMessage request, HttpResponseMessage answer, byte[] body)
    {
        (Problem? problem, string reason) = Reason(body, answer.StatusCode);
        return new($"{Line(request)}: {(int)answer.StatusCode} {reason}", answer.StatusCode)
        {
            Problem = problem,
            RetryAfter = answer.Headers.RetryAfter?.Delta,
        };
    }

    static (Problem? Problem, string Words) Reason(byte[] body, HttpStatusCode status)
    {
        try
        {
            if (JsonSerializer.Deserialize(body, ProtocolJson.Default.Problem) is { } problem
                && (problem.Detail ?? problem.Title) is { } words) return (problem, words);
        }
        catch (JsonException)
        {
            // Not from Plumbline but from something between: its own words, shortened, say more than ours.
            return (null, body.Length == 0 ? status.ToString()
                : Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, LongestQuote))));
        }
        return (null, status.ToString());
    }

    static ClientException Unreadable(HttpRequestMessage request, string why, Exception? inner) =>
        new($"{Line(request)}: the answer is not what this client understands: {why}", HttpStatusCode.OK, inner);

    static string Line(HttpRequestMessage request) => $"{request.Method} {request.RequestUri}";
}
