using System.Text.Json;
using Plumbline.Browser.Tests.Serving;

namespace Plumbline.Browser.Tests.Alerts;

/// <summary>A model with three alerts that began together, raised by the server itself: everything came in through the API. One of them is
/// about
/// a segment value that tries to be markup.</summary>
static class AlarmedModel
{
    const int Events = 120;

    static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    public static async Task MakeAsync(ServedFleet fleet, string name)
    {
        using var api = new Api(fleet.Address);
        await api.SendAsync(HttpMethod.Put, $"models/{name}", new { task = "binary" });
        // Their quarter of an hour is over, and so is the time late events may take.
        var time = TimeProvider.System.GetUtcNow().AddMinutes(-40);
        await api.SendAsync(HttpMethod.Post, $"models/{name}/events", Enumerable.Range(0, Events).Select(i => new
        {
            id = $"e{i}",
            time,
            version = "1",
            features = new Dictionary<string, object> { ["age"] = i },
            prediction = "yes",
            latency_ms = 50 + i,
            segments = new Dictionary<string, string> { ["camera"] = ServedFleet.Script },
        }).ToArray());
        await WatchAsync(api, name, "slow", "latency_p95", 10, null, "critical");
        await WatchAsync(api, name, "median", "latency_p50", 10, null, "warning");
        await WatchAsync(api, name, "cameras", "throughput", 1e-6, "camera", "warning");
        await AlertsAsync(api, name, 3);
    }

    /// <summary>Waits until so many alerts of the model fire.</summary>
    public static async Task AlertsAsync(Api api, string name, int count)
    {
        using var limit = new CancellationTokenSource(s_patience);
        while (await CountAsync(api, name) < count) await Task.Delay(200, limit.Token);
    }

    static async Task<int> CountAsync(Api api, string name)
    {
        using var answer = JsonDocument.Parse(await api.GetAsync($"alerts?model={name}&state=firing"));
        return answer.RootElement.GetProperty("alerts").GetArrayLength();
    }

    static Task WatchAsync(Api api, string model, string name, string measure, double high, string? segment, string severity) =>
        api.SendAsync(HttpMethod.Put, $"models/{model}/monitors/{name}", new
        {
            name,
            kind = "operations",
            measure,
            segment,
            baseline = "none",
            window = "15m",
            threshold = new { high },
            severity,
        });
}
