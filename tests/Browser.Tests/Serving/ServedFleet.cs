using System.Net;
using Plumbline.Client;
using Plumbline.Demo;
using Plumbline.Demo.Loading;
using Plumbline.Server.Hosting;
using Plumbline.Testing;

[assembly: AssemblyFixture(typeof(Plumbline.Browser.Tests.Serving.ServedFleet))]

namespace Plumbline.Browser.Tests.Serving;

/// <summary>A real server on real stores with a month of the simulated churn model, a model without events, one with a single event, one
/// whose every name tries to be markup, and one with rejected rows. Everything came in through the API. Made once for all tests.</summary>
public sealed class ServedFleet : IAsyncLifetime
{
    /// <summary>What stands in every field of the hostile model that may hold text.</summary>
    public const string Script = "<script>document.title='broken'</script><img src=x onerror=\"document.title='broken'\">";

    static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    readonly TemporaryFolder _folder = new();
    Stores? _stores;
    PlumblineServer? _server;

    static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public string Address { get; private set; } = "";

    public PlumblineServer Server => _server!;

    /// <summary>A folder to be kept, with every model of the demo, for looking at pages by hand; null: a temporary one with what tests
    /// need.</summary>
    static string? KeptFolder => Environment.GetEnvironmentVariable("PLUMBLINE_BROWSER_DATA");

    /// <summary>A server that runs already, such as a demo, for pictures of its pages; null: one of our own.</summary>
    static string? RunningServer => Environment.GetEnvironmentVariable("PLUMBLINE_BROWSER_SERVER");

    public async ValueTask InitializeAsync()
    {
        if (RunningServer is { Length: > 0 } running)
        {
            Address = running.TrimEnd('/');
            return;
        }
        string data = KeptFolder ?? _folder.Path;
        bool isSeeded = File.Exists(Path.Combine(data, "seeded"));
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
        await SendSmallModelsAsync(api);
        using var client = new PlumblineClient(new Uri(Address), null, new PlumblineClientOptions { Timeout = s_patience });
        var setup = new FleetSetup(client, fleet, TimeProvider.System);
        await setup.RegisterAsync(CancellationToken.None);
        await using (var loading = new FleetLoading(client, fleet, TimeProvider.System)) await loading.SendHistoryAsync(null,
            CancellationToken.None);
        await Logs.LogSeed.SendAsync(Address, "churn", Now);
        await setup.WatchAsync(CancellationToken.None);
        bool isJudged = await new FleetVerdicts(client, fleet, TimeProvider.System).JudgedAsync(s_patience, CancellationToken.None);
        if (!isJudged) throw new TimeoutException($"The history was not judged within {s_patience}.");
    }

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
        await api.SendAsync(HttpMethod.Put, "models/refusing", new { task = "binary" });
        await api.SendAsync(HttpMethod.Post, "models/refusing/events", new object[]
        {
            Event("fine", "1", new Dictionary<string, object> { ["age"] = 41 }),
            new { id = "secret-77", version = "1", time = "yesterday-secret", features = new { age = 41 } },
            new { id = "far", version = "1", time = "2999-01-01T00:00:00Z", features = new { age = 41 } },
        });
    }

    static object Event(string id, string version, Dictionary<string, object> features) =>
        new { id, time = Now.AddMinutes(-30), version, features, prediction = Script, latency_ms = 3.5 };
}
