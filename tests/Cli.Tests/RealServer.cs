using System.Net;
using Plumbline.Client;
using Plumbline.Server.Hosting;

namespace Plumbline.Cli.Tests;

/// <summary>The server on real stores and a port of its own, and a client with its first key.</summary>
sealed class RealServer(Stores stores, PlumblineServer server) : IAsyncDisposable
{
    public string Address => server.Urls[0];

    public string Key { get; } = server.FirstKey?.Key ?? "";

    public PlumblineClient Client { get; } = new(new Uri(server.Urls[0]), server.FirstKey?.Key,
        new PlumblineClientOptions { Timeout = TimeSpan.FromMinutes(10) });

    public static async Task<RealServer> StartAsync(string folder, TimeProvider time)
    {
        Stores stores = StorageComposition.Open(folder, time);
        var options = new ServerOptions
        {
            DataFolder = folder,
            Urls = [new ListenAddress(IPAddress.Loopback, 0)],
            DrainNotice = TimeSpan.Zero,
            LogLevel = LogDetail.Error,
        };
        PlumblineServer server = PlumblineServer.Build(options, stores, new ServerSurroundings { Time = time });
        await server.StartAsync(TestContext.Current.CancellationToken);
        return new RealServer(stores, server);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await server.StopAsync();
        await server.DisposeAsync();
        stores.Dispose();
    }
}
