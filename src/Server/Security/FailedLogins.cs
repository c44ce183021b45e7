using System.Net;
using System.Net.Sockets;
using Plumbline.Server.Hosting.Problems;

namespace Plumbline.Server.Security;

/// <summary>Counts failed logins per address: <see cref="Most"/> in a minute, then 429 until the minute is over. Memory is
/// bounded.</summary>
public sealed class FailedLogins(TimeProvider time)
{
    public const int Most = 10;
    const int MostAddresses = 10_000;

    static readonly TimeSpan s_window = TimeSpan.FromMinutes(1);

    readonly Lock _gate = new();
    readonly Dictionary<IPAddress, (DateTimeOffset Since, int Count)> _failures = [];

    /// <summary>Refuses an address too many have failed from.</summary>
    /// <exception cref="ProblemException">429: too many have failed from there.</exception>
    public void ThrowIfTooMany(IPAddress? address)
    {
        DateTimeOffset now = time.GetUtcNow();
        lock (_gate)
            if (_failures.TryGetValue(Network(address), out var failed) && failed.Count >= Most && now - failed.Since < s_window)
                throw ProblemException.TooMany($"More than {Most} logins or keys from this address were wrong within a minute.",
                    failed.Since + s_window - now, "too_many_failures");
    }

    public void Add(IPAddress? address)
    {
        DateTimeOffset now = time.GetUtcNow();
        IPAddress network = Network(address);
        lock (_gate)
        {
            if (_failures.Count >= MostAddresses && !_failures.ContainsKey(network)) Forget(now);
            var before = _failures.GetValueOrDefault(network);
            _failures[network] = now - before.Since < s_window ? (before.Since, before.Count + 1) : (now, 1);
        }
    }

    void Forget(DateTimeOffset now)
    {
        foreach (IPAddress old in _failures.Where(f => now - f.Value.Since >= s_window).Select(f => f.Key).ToArray()) _failures.Remove(old);
        // All of them are fresh: somebody has many addresses. The oldest half goes.
        if (_failures.Count < MostAddresses) return;
        foreach (IPAddress old in _failures.OrderBy(f => f.Value.Since).Take(MostAddresses / 2).Select(f => f.Key).ToArray())
            _failures.Remove(old);
    }

    // Whoever has one IPv6 address has 2^64 of them.
    static IPAddress Network(IPAddress? address)
    {
        if (address is null) return IPAddress.None;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || IPAddress.IsLoopback(address)) return address;
        byte[] bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
