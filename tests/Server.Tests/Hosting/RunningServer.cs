using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;
using Plumbline.Storage.Ingest;
using Plumbline.Storage.LogLines;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Hosting;

/// <summary>A server on a port of its own, on stores in memory, with a client.</summary>
sealed class RunningServer : IAsyncDisposable
{
    readonly TemporaryFolder _folder;
    readonly Stores _stores;
    bool _stopped;

    RunningServer(TemporaryFolder folder, Stores stores, PlumblineServer server, InMemoryEventLog log, InMemoryCatalog catalog,
        LogLines lines)
    {
        (_folder, _stores, Server, Log, Catalog, Lines) = (folder, stores, server, log, catalog, lines);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false,
            UseCookies = false }) { BaseAddress = new Uri(server.Urls[0]) };
    }

    public PlumblineServer Server { get; }

    public InMemoryEventLog Log { get; }

    public InMemoryCatalog Catalog { get; }

    public LogLines Lines { get; }

    /// <summary>Sends no key, keeps no cookie, follows nothing.</summary>
    public HttpClient Client { get; }

    public string DataFolder => _folder.Path;

    public Uri Address => Client.BaseAddress!;

    /// <summary>The key of the first start.</summary>
    public string AdminKey => Server.FirstKey!.Key;

    public static async Task<RunningServer> StartAsync(Func<ServerOptions, ServerOptions>? options = null, TimeProvider? time = null,
        Action<IServiceCollection>? further = null, InMemoryCatalog? catalog = null)
    {
        (RunningServer server, Task started) = Begin(options, time, further, catalog);
        await started;
        return server;
    }

    /// <summary>A server that listens but may still be loading.</summary>
    public static (RunningServer Server, Task Started) Begin(Func<ServerOptions, ServerOptions>? options = null, TimeProvider? time = null,
        Action<IServiceCollection>? further = null, InMemoryCatalog? catalog = null)
    {
        var folder = new TemporaryFolder();
        var chosen = new ServerOptions { DataFolder = folder.Path, Urls = [new ListenAddress(IPAddress.Loopback, 0)],
            DrainNotice = TimeSpan.Zero };
        if (options is not null) chosen = options(chosen);
        var lines = new LogLines();
        var log = new InMemoryEventLog(time ?? TimeProvider.System);
        catalog ??= new InMemoryCatalog();
        var ingest = IngestStore.Create(Path.Combine(folder.Path, "ingest.db"));
        var kept = LineStore.Create(Path.Combine(folder.Path, "logs.db"));
        var stores = new Stores(log, new EmptyEventStore(), new InMemoryProfileStore(), catalog, ingest) { Lines = kept,
            Owned = [ingest, kept] };
        var server = PlumblineServer.Build(chosen, stores, new ServerSurroundings { Time = time ?? TimeProvider.System, LogTo = lines },
            further);
        Task started = server.StartAsync(CancellationToken.None);
        return (new RunningServer(folder, stores, server, log, catalog, lines), started);
    }

    public async Task<Answer> SendAsync(HttpMethod method, string path, object? body = null, string? key = null,
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is HttpContent content) request.Content = content;
        else if (body is string text) request.Content = new StringContent(text, Encoding.UTF8, "application/json");
        else if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: ProtocolJson.Default.Options);
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        foreach ((string name, string value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using HttpResponseMessage response = await Client.SendAsync(request);
        return await Answer.OfAsync(response);
    }

    public Task<Answer> GetAsync(string path, string? key = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, null, key, headers);

    public async Task<bool> StopAsync()
    {
        _stopped = true;
        return (await Server.StopAsync()).IsInOrder;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_stopped) await Server.StopAsync();
        await Server.DisposeAsync();
        _stores.Dispose();
        _folder.Dispose();
    }
}
