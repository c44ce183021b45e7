using System.Collections.Immutable;

namespace Plumbline.Server.Hosting;

/// <summary>Requests by the class of their status.</summary>
public sealed class RequestCounts
{
    readonly long[] _byClass = new long[6];
    int _inFlight;

    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Answers with 1xx to 5xx, in this order.</summary>
    public ImmutableArray<long> ByClass => [.. Enumerable.Range(1, 5).Select(c => Volatile.Read(ref _byClass[c]))];

    public void Begin() => Interlocked.Increment(ref _inFlight);

    public void End(int status)
    {
        Interlocked.Increment(ref _byClass[Math.Clamp(status / 100, 1, 5)]);
        Interlocked.Decrement(ref _inFlight);
    }
}
