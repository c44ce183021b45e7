using System.Net.Http.Headers;
using Plumbline.Protocol.Ingest;

namespace Plumbline.Client;

/// <summary>Talks to one Plumbline server. Thread-safe; make one and keep it.</summary>
/// <example><code>
/// using var client = new PlumblineClient(new Uri("http://localhost:8000"), key);
/// await using var sender = new EventSender(client, "churn");
/// </code></example>
public sealed partial class PlumblineClient : IDisposable
{
    readonly HttpClient _http;

    /// <summary>Makes a client; nothing is sent yet.</summary>
    /// <param name="address">The server, such as <c>http://localhost:8000</c>; a path in it is kept as a prefix.</param>
    /// <param name="key">An API key; null or empty where the server asks for none.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <exception cref="ArgumentException">The address is not an absolute http or https address.</exception>
    public PlumblineClient(Uri address, string? key, PlumblineClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https"))
            throw new ArgumentException($"'{address}' is not an http or https address such as http://localhost:8000.", nameof(address));
        options ??= new PlumblineClientOptions();
        _http = new HttpClient(options.Handler ?? new SocketsHttpHandler { MaxConnectionsPerServer = options.Connections },
            options.Handler is null)
        {
            BaseAddress = new Uri(address.AbsoluteUri.TrimEnd('/') + "/"),
            Timeout = options.Timeout,
        };
        Address = _http.BaseAddress;
        if (!string.IsNullOrEmpty(key)) _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>The server, ending with a slash.</summary>
    public Uri Address { get; }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _http.Dispose();

    internal async Task<IngestAnswer> SendLinesAsync(string path, ReadOnlyMemory<byte> lines, string idempotencyKey, bool compress,
        CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = LinesContent.Of(lines, compress) };
        request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await Answers.SendAsync(_http, request, IngestJson.Default.IngestAnswer, cancellationToken).ConfigureAwait(false);
    }
}
