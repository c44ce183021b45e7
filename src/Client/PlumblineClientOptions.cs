namespace Plumbline.Client;

/// <summary>How a <see cref="PlumblineClient"/> talks to its server.</summary>
public sealed record PlumblineClientOptions
{
    /// <summary>Longest wait for an answer to a typed call. Default 100 s. Senders have a timeout of their own.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>Connections at once. Default 16.</summary>
    public int Connections { get; init; } = 16;

    /// <summary>The transport, for proxies and certificates; null: the client's own. Not disposed by the client.</summary>
    public HttpMessageHandler? Handler { get; init; }
}
