using System.Net;
using Microsoft.AspNetCore.Http;
using Plumbline.Server.Hosting;

namespace Plumbline.Server.Security;

/// <summary>Tells who is on this machine. Loopback is not a boundary by itself: a proxy on this machine speaks for others.</summary>
sealed class Locality(ServerOptions options)
{
    static readonly string[] s_forwarding =
        ["Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Server", "X-Real-IP",
        "X-Original-Host", "X-Envoy-External-Address", "CF-Connecting-IP", "True-Client-IP"];

    readonly bool _opensWithoutKey = !options.NeedsKeys;

    public bool OpensWithoutKey(HttpContext context) =>
        _opensWithoutKey
        && IsLoopback(context.Connection.RemoteIpAddress) && IsLoopback(context.Connection.LocalIpAddress)
        && HostGate.IsLocalName(context.Request.Host.Host)
        && !s_forwarding.Any(context.Request.Headers.ContainsKey);

    static bool IsLoopback(IPAddress? address) => address is not null && IPAddress.IsLoopback(address);
}
