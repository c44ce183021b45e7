using System.Net;

namespace Plumbline.Client;

/// <summary>A call to Plumbline did not succeed: it could not be reached, refused, or answered something unreadable.</summary>
/// <example><code>
/// try { await client.ModelAsync("churn", cancellationToken); }
/// catch (ClientException missing) when (missing.Status == HttpStatusCode.NotFound) { ... }
/// </code></example>
public sealed class ClientException : Exception
{
    /// <summary>A failure in words.</summary>
    /// <param name="message">What was asked and what came back.</param>
    /// <param name="status">The answer's status; null: there was no answer.</param>
    /// <param name="inner">The failure underneath, if any.</param>
    public ClientException(string message, HttpStatusCode? status = null, Exception? inner = null)
        : base(message, inner) => Status = status;

    /// <summary>The answer's status; null when there was none (connection refused, broken or timed out).</summary>
    public HttpStatusCode? Status { get; }

    /// <summary>What the server said was wrong, field by field; null when no answer of Plumbline came.</summary>
    public Problem? Problem { get; init; }

    /// <summary>How long the server asked to wait; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>True when the same call may succeed later: no answer, 408, 429, 502, 503 or 504.</summary>
    public bool IsTransient => Status is null or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
        or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
}
