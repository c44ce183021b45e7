using Plumbline.Cli.Settings;
using Plumbline.Engine.Storage;
using Plumbline.Server.Hosting;

namespace Plumbline.Cli.Commands;

/// <summary>A server in this process: what keeps it from opening or starting becomes words, and its stores are closed after it.</summary>
sealed class HostedServer : IAsyncDisposable
{
    readonly Stores _stores;
    bool _isRunning;

    HostedServer(Stores stores, PlumblineServer server) => (_stores, Server) = (stores, server);

    public PlumblineServer Server { get; }

    /// <summary>Opens the data folder and starts. Null when it was told to stop before it was ready.</summary>
    /// <param name="prepare">What is done before anything listens; null: nothing.</param>
    /// <exception cref="UsageException">The folder or the address cannot be used.</exception>
    public static async Task<HostedServer?> StartAsync(CommandRun run, ServerOptions options, Action<PlumblineServer>? prepare = null)
    {
        Stores stores = Open(options, run.Terminal.Time);
        var hosted = new HostedServer(stores, PlumblineServer.Build(options, stores,
            run.Terminal.ForServer()));
        try
        {
            prepare?.Invoke(hosted.Server);
            if (await hosted.StartAsync(run.CancellationToken)) return hosted;
        }
        catch
        {
            await hosted.DisposeAsync();
            throw;
        }
        await hosted.DisposeAsync();
        return null;
    }

    /// <summary>Finishes what was accepted.</summary>
    public Task<StopOutcome> StopAsync()
    {
        _isRunning = false;
        return Server.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        // Whatever ended the command: the parts of the server must not go on while their stores are closed.
        if (_isRunning) await StopAsync();
        await Server.DisposeAsync();
        _stores.Dispose();
    }

    static Stores Open(ServerOptions options, TimeProvider time)
    {
        try
        {
            return StorageComposition.Open(options, time);
        }
        catch (StorageException wrong)
        {
            throw new UsageException(wrong.Message);
        }
        catch (Exception wrong) when (wrong is UnauthorizedAccessException or IOException)
        {
            throw new UsageException($"{options.DataFolder}: the data folder cannot be used: {wrong.Message}");
        }
    }

    async Task<bool> StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            _isRunning = true;
            await Server.StartAsync(cancellationToken);
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (StorageException wrong)
        {
            throw new UsageException(wrong.Message);
        }
        catch (IOException wrong)
        {
            throw new UsageException($"Cannot listen: {wrong.Message} Stop what uses the address, or choose another with --urls.");
        }
    }
}
