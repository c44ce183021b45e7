using System.Globalization;
using System.Net;

namespace Plumbline.Server.Hosting;

/// <summary>Where the server listens.</summary>
/// <param name="Address">Null: every loopback address, v4 and v6 (<c>localhost</c>).</param>
/// <param name="Port">0: any free one.</param>
public sealed record ListenAddress(IPAddress? Address, int Port)
{
    public static ListenAddress Default { get; } = new(IPAddress.Loopback, 8000);

    public bool IsLoopback => Address is null || IPAddress.IsLoopback(Address);

    /// <summary>Reads <c>http://HOST:PORT</c>.</summary>
    /// <returns>The address, or what is wrong.</returns>
    public static (ListenAddress? Address, string? Problem) Parse(string text)
    {
        if (text.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
            return (null, "https is not spoken here; put a proxy that does in front, and list its name with --hosts");
        // Uri knows no * and no +, which mean every address.
        string plain = text.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
        if (!Uri.TryCreate(plain, UriKind.Absolute, out Uri? uri) || uri.Scheme != "http" || uri.PathAndQuery != "/"
            || uri.UserInfo.Length > 0)
            return (null, "it must be http://ADDRESS:PORT, such as http://127.0.0.1:8000");
        if (uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return uri.Port == 0 ? (null, "port 0 needs an address such as 127.0.0.1") : (new ListenAddress(null, uri.Port), null);
        return IPAddress.TryParse(uri.Host.Trim('[', ']'), out IPAddress? address)
            ? (new ListenAddress(address, uri.Port), null)
            : (null, $"'{uri.Host}' is a name; give an address of this machine, or * for all");
    }

    public override string ToString()
    {
        string host = Address is null ? "localhost" : Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6
            ? $"[{Address}]" : Address.ToString();
        return string.Create(CultureInfo.InvariantCulture, $"http://{host}:{Port}");
    }
}
