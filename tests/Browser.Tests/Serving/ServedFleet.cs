using System.Net;
using Plumbline.Client;
using Plumbline.Demo;
using Plumbline.Demo.Loading;
using Plumbline.Engine.Storage;
using Plumbline.Server.Hosting;
using Plumbline.Testing;

[assembly: AssemblyFixture(typeof(Plumbline.Browser.Tests.Serving.ServedFleet))]

namespace Plumbline.Browser.Tests.Serving;

/// <summary>A real server on real stores with a month of the simulated churn model, a model without events, one with a single event, and
/// one whose
/// every name tries to be markup. Everything came in through the API. Made once for all tests.</summary>
public sealed class ServedFleet : IAsyncLifetime
{
    /// <summary>What stands in every field of the hostile model that may hold text.</summary>
    public const string Script = "<script>document.title='broken'</script><img src=x onerror=\"document.title='broken'\">";

    readonly TemporaryFolder _folder = new();
    Stores? _stores;
    PlumblineServer? _server;

    static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public string Address { get; private set; } = "";

    public PlumblineServer Server => _server!;

    /// <summary>A folder to be kept, with every model of the demo, for looking at pages by hand; null: a temporary one with what tests
    /// need.</summary>
    static string? KeptFolder => Environment.GetEnvironmentVariable("PLUMBLINE_BROWSER_DATA");

    public async ValueTask InitializeAsync()
    {
        string data = KeptFolder ?? _folder.Path;
        bool isSeeded = Directory.Exists(Path.Combine(data, "catalog")) || File.Exists(Path.Combine(data, "seeded"));
        _stores = StorageComposition.Open(data, TimeProvider.System);
        var options = new ServerOptions { DataFolder = data, Urls = [new ListenAddress(IPAddress.Loopback, 0)],
            DrainNotice = TimeSpan.Zero, LogLevel = LogDetail.Warning };
        _server = PlumblineServer.Build(options, _stores, new ServerSurroundings());
        await _server.StartAsync(CancellationToken.None);
        Address = _server.Urls[0];
        if (isSeeded) return;
        await SeedAsync();
        if (KeptFolder is not null) await File.WriteAllTextAsync(Path.Combine(data, "seeded"), "");
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is { } server)
        {
            await server.StopAsync();
            await server.DisposeAsync();
        }
        _stores?.Dispose();
        _folder.Dispose();
    }

    async Task SeedAsync()
    {
        using var api = new Api(Address);
        var fleet = DemoFleet.Of(7, Now);
        if (KeptFolder is null) fleet = fleet with { Models = [.. fleet.Models.Where(m => m.Name == "churn")] };
        foreach (var model in fleet.Models) await RegisterAsync(api, model);
        await SendSmallModelsAsync(api);
        using (var client = new PlumblineClient(new Uri(Address), null, null))
        await using (var loading = new FleetLoading(client, fleet, TimeProvider.System)) await loading.SendHistoryAsync(null,
            CancellationToken.None);
        await UntilAppliedAsync();
        foreach (var model in fleet.Models) await WatchAsync(api, model);
        foreach (var model in fleet.Models) await UntilJudgedAsync(api, model.Name);
    }

    static Task RegisterAsync(Api api, DemoModel model) => api.SendAsync(HttpMethod.Put, $"models/{model.Name}", new
    {
        task = model.Task,
        positive = model.Positive,
        columns = ColumnsOf(model),
        segments = model.Segments,
        @protected = model.Name == "churn" ? new[] { "age" } : [],
        tags = new Dictionary<string, string> { ["team"] = model.Name == "churn" ? "growth" : "operations" },
    });

    static object[] ColumnsOf(DemoModel model) => [.. model.EventsOn(1).SelectMany(e => e.Features).Where(f => !f.Value.IsMissing)
        .GroupBy(f => f.Name)
        .Select(g => new { name = g.Key, type = g.First().Value.Content switch { string => "categorical", bool => "boolean", _ =>
            "numeric" } })];

    static async Task SendSmallModelsAsync(Api api)
    {
        await api.SendAsync(HttpMethod.Put, "models/empty", new { task = "binary" });
        await api.SendAsync(HttpMethod.Put, "models/single", new { task = "binary" });
        await api.SendAsync(HttpMethod.Post, "models/single/events", new[] { Event("only", "1", new Dictionary<string,
            object> { ["age"] = 41 }) });
        await api.SendAsync(HttpMethod.Put, "models/hostile", new { task = "binary", tags = new Dictionary<string,
            string> { [Script] = Script } });
        await api.SendAsync(HttpMethod.Post, "models/hostile/events", Enumerable.Range(0, 60)
            .Select(i => Event($"{Script}{i}", Script, new Dictionary<string, object> { [Script] = Script, ["amount"] = i })).ToArray());
    }

    static object Event(string id, string version, Dictionary<string, object> features) =>
        new { id, time = Now.AddMinutes(-30), version, features, prediction = Script, latency_ms = 3.5 };

    // The usual way: a baseline of the first two weeks, and the monitors that are proposed with it.
    static async Task WatchAsync(Api api, DemoModel model)
    {
        var body = new { from = model.Midnight(1), to = model.Midnight(model.BaselineDays + 1) };
        await api.SendAsync(HttpMethod.Put, $"models/{model.Name}/baselines/default", body);
        await Until.TrueAsync(async () => (await api.GetAsync($"models/{model.Name}/baselines/default")).GetProperty("recounts_pending")
            .GetInt32() == 0, "the cells are counted on the baseline's bins");
        var proposals = await api.GetAsync($"models/{model.Name}/baselines/default/proposals");
        foreach (var proposal in proposals.GetProperty("proposals").EnumerateArray())
        {
            var monitor = proposal.GetProperty("monitor");
            await api.SendAsync(HttpMethod.Put, $"models/{model.Name}/monitors/{monitor.GetProperty("name").GetString()}", monitor);
        }
    }

    Task UntilAppliedAsync() => Until.TrueAsync(() => Task.FromResult(Server.Service<IEventStore>()
        .AppliedSeq >= Server.Service<IEventLog>().LastSeq
        && Server.Service<IProfileStore>().AppliedSeq >= 0), "every row is in the store");

    static Task UntilJudgedAsync(Api api, string model) => Until.TrueAsync(async () =>
    {
        foreach (string monitor in (string[])["drift", "integrity", "quality", "latency", "volume"])
        {
            var newest = await api.FindAsync($"models/{model}/evaluations?monitor={monitor}&limit=1");
            if (newest is not { } found) continue;
            var all = found.GetProperty("evaluations");
            if (all.GetArrayLength() == 0) return false;
            var (from, to) = (all[0].GetProperty("from").GetDateTimeOffset(), all[0].GetProperty("to").GetDateTimeOffset());
            if (to < Now.AddMinutes(-10) - (to - from)) return false;
        }
        return true;
    }, $"every window of {model} is judged");
}
