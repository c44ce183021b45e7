using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Plumbline.Server.Hosting;

/// <summary>What Kestrel bears, and where it listens.</summary>
static class KestrelLimits
{
    public const int HeaderBytes = 16 << 10;

    static readonly TimeSpan s_grace = TimeSpan.FromSeconds(5);

    public static void Set(KestrelServerOptions kestrel, ServerOptions options)
    {
        KestrelServerLimits limits = kestrel.Limits;
        limits.MaxConcurrentConnections = options.MostConnections;
        limits.MaxConcurrentUpgradedConnections = 0;
        limits.MaxRequestBodySize = options.MostBodyBytes;
        limits.MaxRequestHeaderCount = 64;
        limits.MaxRequestHeadersTotalSize = HeaderBytes;
        limits.MaxRequestLineSize = 8 << 10;
        limits.RequestHeadersTimeout = options.HeaderTimeout;
        limits.KeepAliveTimeout = options.IdleTimeout;
        limits.MinRequestBodyDataRate = new MinDataRate(options.LeastBytesPerSecond, s_grace);
        limits.MinResponseDataRate = new MinDataRate(options.LeastBytesPerSecond, s_grace);
        kestrel.AddServerHeader = false;
        kestrel.AllowSynchronousIO = false;
        foreach (ListenAddress url in options.Urls) Listen(kestrel, url);
    }

    static void Listen(KestrelServerOptions kestrel, ListenAddress url)
    {
        if (url.Address is null) kestrel.ListenLocalhost(url.Port);
        else if (url.Address.Equals(IPAddress.Any)) kestrel.ListenAnyIP(url.Port);
        else kestrel.Listen(url.Address, url.Port);
    }
}
