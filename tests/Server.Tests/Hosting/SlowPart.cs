using Plumbline.Server.Hosting;

namespace Plumbline.Server.Tests.Hosting;

/// <summary>A part that starts, or drains, when a test lets it.</summary>
sealed class SlowPart(string name, bool drainsSlowly = false) : ILifecyclePart
{
    readonly TaskCompletionSource _starting = new(TaskCreationOptions.RunContinuationsAsynchronously),
        _go = new(TaskCreationOptions.RunContinuationsAsynchronously),
        _draining = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => name;

    public Task Starting => _starting.Task;

    public Task Draining => _draining.Task;

    public void Go() => _go.TrySetResult();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _starting.SetResult();
        return drainsSlowly ? Task.CompletedTask : _go.Task.WaitAsync(cancellationToken);
    }

    public Task DrainAsync(CancellationToken cancellationToken)
    {
        _draining.SetResult();
        return drainsSlowly ? _go.Task.WaitAsync(cancellationToken) : Task.CompletedTask;
    }
}
