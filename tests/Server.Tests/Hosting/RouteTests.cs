using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;

namespace Plumbline.Server.Tests.Hosting;

public sealed partial class RouteTests
{
    [Fact]
    public async Task Every_address_a_client_may_call_is_one_the_server_has()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string[] patterns = [.. server.Server.Endpoints.OfType<RouteEndpoint>().Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/'))];

        var unknown = Addresses(typeof(Protocol.Routes))
            .Where(a => !patterns.Any(p => Matches(p, "/" + a.TrimStart('/')) || Matches(p, $"/{a.TrimStart('/')}/x")));

        Assert.Empty(unknown);
    }

    [Fact]
    public async Task Every_pattern_of_the_contract_is_mapped()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        var mapped = server.Server.Endpoints.OfType<RouteEndpoint>().Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/'));

        Assert.Empty(Addresses(typeof(Protocol.RoutePatterns)).Except(mapped));
    }

    static IEnumerable<string> Addresses(Type of) =>
    [
        .. of.GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetValue(null)!),
        .. of.GetMethods(BindingFlags.Public | BindingFlags.Static).Where(m => m.ReturnType == typeof(string))
            .Select(m => (string)m.Invoke(null, [.. m.GetParameters().Select(p => p.ParameterType == typeof(string) ? "x" : (object)1L)])!),
    ];

    static bool Matches(string pattern, string address) =>
        Regex.IsMatch(address, "^" + Parameter().Replace(Regex.Escape(pattern).Replace(@"\{", "{", StringComparison.Ordinal),
            "[^/]+") + "$");

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
