using System.Net;
using Plumbline.Engine.Storage;
using Plumbline.Server.Hosting;
using Plumbline.Testing;

namespace Plumbline.Browser.Tests.Serving;

/// <summary>A server of one test's own, on a folder of its own: to be stopped, started again on the same port, and given slow
/// stores.</summary>
sealed class OwnServer : IAsyncDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly Func<IEventStore, IEventStore> _events;
    Stores? _stores;
    PlumblineServer? _server;
    int _port;

    OwnServer(Func<IEventStore, IEventStore> events) => _events = events;

    public string Address { get; private set; } = "";

    /// <summary>Of the first start; it may do everything.</summary>
    public string AdminKey { get; private set; } = "";

    public static async Task<OwnServer> StartAsync(Func<IEventStore, IEventStore>? events = null)
    {
        var server = new OwnServer(events ?? (e => e));
        await server.StartAsync();
        server.AdminKey = server._server!.FirstKey!.Key;
        return server;
    }

    public async Task StartAsync()
    {
        var opened = StorageComposition.Open(_folder.Path, TimeProvider.System);
        _stores = opened with { Events = _events(opened.Events) };
        var options = new ServerOptions { DataFolder = _folder.Path, Urls = [new ListenAddress(IPAddress.Loopback, _port)],
            DrainNotice = TimeSpan.Zero, LogLevel = LogDetail.Error };
        _server = PlumblineServer.Build(options, _stores, new ServerSurroundings());
        await _server.StartAsync(CancellationToken.None);
        Address = _server.Urls[0];
        _port = new Uri(Address).Port;
    }

    /// <summary>A part of the server that runs.</summary>
    public T Service<T>()
        where T : notnull => _server!.Service<T>();

    public async Task StopAsync()
    {
        await _server!.StopAsync();
        await _server.DisposeAsync();
        _stores!.Dispose();
        _server = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await StopAsync();
        _folder.Dispose();
    }
}
