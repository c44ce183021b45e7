using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Plumbline.Engine.Models;
using Plumbline.Server.Hosting;
using Plumbline.Server.Tests.Hosting;
using Plumbline.Storage.Opening;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Reads;

/// <summary>A server on a port of its own and on real stores in a folder that vanishes with the test.</summary>
sealed class StoredServer : IAsyncDisposable
{
    readonly TemporaryFolder? _owned;
    readonly OpenedStorage _storage;
    readonly HttpClient _client;

    StoredServer(TemporaryFolder? owned, OpenedStorage storage, PlumblineServer server)
    {
        (_owned, _storage, Server) = (owned, storage, server);
        _client = new HttpClient { BaseAddress = new Uri(server.Urls[0]) };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.FirstKey!.Key);
    }

    public PlumblineServer Server { get; }

    public OpenedStorage Storage => _storage;

    public ModelDefinition Model { get; private set; } = null!;

    public static async Task<StoredServer> StartAsync(InMemoryDataset rows)
    {
        var folder = new TemporaryFolder();
        StoredServer server = await StartAsync(folder, owned: folder);
        server.Model = server.Storage.Catalog.AddModel(LiveRows.Model(rows));
        return server;
    }

    /// <summary>On a folder that stays, for a test that starts anew on it.</summary>
    public static Task<StoredServer> StartAsync(TemporaryFolder folder) => StartAsync(folder, owned: null);

    static async Task<StoredServer> StartAsync(TemporaryFolder folder, TemporaryFolder? owned)
    {
        var storage = OpenedStorage.Open(folder.Path, new StorageOptions(), TimeProvider.System);
        var options = new ServerOptions
        {
            DataFolder = folder.Path,
            Urls = [new ListenAddress(IPAddress.Loopback, 0)],
            DrainNotice = TimeSpan.Zero,
            NewAdminKey = true,
        };
        var stores = new Stores(storage.Log, storage.Events, storage.Profiles, storage.Catalog, storage.Ingest) { Lines = storage.Lines };
        var server = PlumblineServer.Build(options, stores, new ServerSurroundings { LogTo = new LogLines() });
        await server.StartAsync(CancellationToken.None);
        return new StoredServer(owned, storage, server);
    }

    public Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpMethod method, string path, string? body = null,
        string type = "application/json") => SendAsync(method, path, body is null ? null : new StringContent(body, Encoding.UTF8, type));

    public async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var response = await _client.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.StartsWith('{') ? JsonElement.Parse(text) : default);
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        var (status, body) = await SendAsync(HttpMethod.Get, path);
        Assert.True(status == HttpStatusCode.OK, $"{path}: {status} {body}");
        return body;
    }

    /// <summary>Asks for what is not the known one any more.</summary>
    public async Task<(HttpStatusCode Status, string? Tag)> ConditionalAsync(string path, string? known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (known is not null) request.Headers.TryAddWithoutValidation("If-None-Match", known);
        using var response = await _client.SendAsync(request);
        return (response.StatusCode, response.Headers.ETag?.ToString());
    }

    public Task<byte[]> DownloadAsync(string path) => _client.GetByteArrayAsync(path);

    public Task<string> TextAsync(string path) => _client.GetStringAsync(path);

    /// <summary>Asks until the answer is what is waited for.</summary>
    public async Task<JsonElement> WaitAsync(string path, Func<JsonElement, bool> isDone)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (true)
        {
            var body = await GetAsync(path);
            if (isDone(body)) return body;
            await Task.Delay(100, limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Server.StopAsync();
        await Server.DisposeAsync();
        _storage.Dispose();
        _owned?.Dispose();
    }
}
