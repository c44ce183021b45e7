using Microsoft.Extensions.Hosting;

namespace Plumbline.Server.Hosting;

/// <summary>Leaves signals to whoever runs the server; the framework's own lifetime would stop it before it said that it is no longer
/// ready.</summary>
sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
