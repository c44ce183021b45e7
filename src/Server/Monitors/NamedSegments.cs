using System.Collections.Concurrent;
using Plumbline.Engine.Baselines;
using Plumbline.Engine.Storage;

namespace Plumbline.Server.Monitors;

/// <summary>The segment values of frozen baselines, each segment read once. Thread-safe.</summary>
sealed class NamedSegments(int model, IBaselineCatalog baselines)
{
    static readonly Dictionary<KeyValuePair<string, string>, Baseline> s_none = [];

    readonly ConcurrentDictionary<(string Baseline, string Segment), Lazy<Dictionary<KeyValuePair<string, string>, Baseline>>> _read = [];

    /// <summary>What the values of a segment are compared with, by segment and value; empty without such a baseline.</summary>
    public IReadOnlyDictionary<KeyValuePair<string, string>, Baseline> Of(string baseline, string segment) =>
        _read.GetOrAdd((baseline, segment),
        key => new Lazy<Dictionary<KeyValuePair<string, string>, Baseline>>(() => Read(key.Baseline, key.Segment))).Value;

    Dictionary<KeyValuePair<string, string>, Baseline> Read(string baseline, string segment) =>
        baselines.FindBaseline(model, baseline) is not { } whole ? s_none
            : baselines.BaselineSegments(whole, segment).ToDictionary(s => s.Key, s => s.AsBaseline(whole));
}
