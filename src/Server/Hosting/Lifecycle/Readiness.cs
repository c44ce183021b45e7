using Plumbline.Protocol;

namespace Plumbline.Server.Hosting;

/// <summary>What <c>/readyz</c> says.</summary>
public sealed class Readiness
{
    volatile Health _health = new("starting", "the server");

    public Health Health => _health;

    public bool IsReady => _health.Status == "ready";

    public bool IsStarting => _health.Status == "starting";

    public void Loading(string part) => _health = new Health("starting", part);

    public void Ready() => _health = new Health("ready");

    public void Draining() => _health = new Health("draining");
}
