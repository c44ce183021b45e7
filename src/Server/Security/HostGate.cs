using System.Net;
using Microsoft.AspNetCore.Http;
using Plumbline.Server.Hosting;
using Plumbline.Server.Hosting.Problems;

namespace Plumbline.Server.Security;

/// <summary>Refuses requests whose Host is neither this machine nor listed: a web page whose name was turned to our address (DNS rebinding)
/// still says its own name.</summary>
sealed class HostGate(RequestDelegate next, ServerOptions options)
{
    readonly HashSet<string> _listed = new(options.Hosts, StringComparer.OrdinalIgnoreCase);

    public Task InvokeAsync(HttpContext context)
    {
        string host = context.Request.Host.Host;
        if (host.Length == 0) throw ProblemException.InvalidQuery("Host", "", "one Host header", "The request has no Host header.");
        if (IsLocalName(host) || _listed.Contains(host) || IsOwnAddress(host, context.Connection.LocalIpAddress)) return next(context);
        throw ProblemException.Invalid("Host", context.Request.Host.Value, "localhost, a loopback address, or a name listed with --hosts",
            $"This server does not answer to the name '{ProblemException.Shorten(host)}'. If it should, start it with --hosts "
                + $"{ProblemException.Shorten(host)}.", StatusCodes.Status421MisdirectedRequest);
    }

    /// <summary>True for the names of this machine that no name server answers for.</summary>
    public static bool IsLocalName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (Address(host) is { } address && IPAddress.IsLoopback(address));

    // An address written as a number cannot be rebound: the browser went where it says.
    static bool IsOwnAddress(string host, IPAddress? local) => local is not null && Address(host) is { } address
        && address.Equals(Plain(local));

    // 127.1 and 2130706433 are also read as addresses; only the usual spelling counts.
    static IPAddress? Address(string host)
    {
        string bare = host.Trim('[', ']');
        return IPAddress.TryParse(bare, out IPAddress? address) && Plain(address).ToString()
            .Equals(bare, StringComparison.OrdinalIgnoreCase) ? Plain(address) : null;
    }

    static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
