using Plumbline.Protocol;

namespace Plumbline.Server.Hosting;

/// <summary>What <c>/readyz</c> says: where the server is in its life and, once it serves, whether every condition holds.</summary>
public sealed class Readiness(IEnumerable<IReadinessCondition> conditions)
{
    static readonly Health s_ready = new("ready");

    readonly IReadinessCondition[] _conditions = [.. conditions];
    volatile Health _phase = new("starting", "the server");

    public Health Health => IsServing ? _conditions.Select(c => c.Hindrance).FirstOrDefault(h => h is not null) ?? s_ready : _phase;

    public bool IsReady => ReferenceEquals(Health, s_ready);

    /// <summary>True until every part has been started: requests are not answered before.</summary>
    public bool IsStarting => _phase.Status == "starting";

    bool IsServing => ReferenceEquals(_phase, s_ready);

    public void Loading(string part) => _phase = new Health("starting", part);

    public void Serving() => _phase = s_ready;

    public void Draining() => _phase = new Health("draining");
}
