using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Plumbline.Server.Hosting;

namespace Plumbline.Server.Projections;

/// <summary>One of the loops that turn the log into knowledge. What fails in one stops no other: it is counted, logged and tried
/// again.</summary>
/// <remarks>There is no queue between the log and a projection: each reads the log at its own pace, from where it has come.</remarks>
abstract class Projection(TimeProvider clock, ILogger logger) : BackgroundService, ILifecyclePart
{
    volatile ProjectionTrouble? _trouble;
    long _failures;

    /// <summary>What logs, metrics and the readiness answer call it.</summary>
    public abstract string Name { get; }

    /// <summary>Failures since the start.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>The failure that is being waited out, or that has ended the loop; null when all is well.</summary>
    public ProjectionTrouble? Trouble => _trouble;

    /// <summary>Everything of the log up to here is taken up; null for one that does not follow the log itself.</summary>
    public virtual long? Position => null;

    /// <summary>False where the server serves as well while this fails.</summary>
    public virtual bool IsNeeded => true;

    bool HasGivenUp => _trouble is { Kind: FailureKind.Final };

    /// <summary>Stops the loop, then finishes what was accepted.</summary>
    public Task DrainAsync(CancellationToken cancellationToken) => StopAsync(cancellationToken);

    protected TimeProvider Clock => clock;

    protected ILogger Logger => logger;

    /// <summary>Waits for something to do and does one piece of it.</summary>
    protected abstract Task StepAsync(CancellationToken cancellationToken);

    /// <summary>Finishes what was accepted, after the last step.</summary>
    protected virtual Task FinishAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested && !HasGivenUp)
        {
            try
            {
                await StepAsync(stoppingToken);
                _trouble = null;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem) when (problem is not OutOfMemoryException)
            {
                await WaitOutAsync(problem, stoppingToken);
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await EndedAsync();
        if (HasGivenUp) return;
        try
        {
            await FinishAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Nothing is lost: the log keeps what this projection has not come to, and the next start goes on there.
            Log.NotFinished(logger, Name);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            Interlocked.Increment(ref _failures);
            throw;
        }
    }

    // The loop has been told to end, and does so between two pieces of work: its stores must not be closed under it.
    async Task EndedAsync()
    {
        try
        {
            await (ExecuteTask ?? Task.CompletedTask);
        }
        catch (OperationCanceledException)
        {
            // It was stopped before the pool had come to it: what was accepted is finished all the same.
        }
    }

    async Task WaitOutAsync(Exception problem, CancellationToken stoppingToken)
    {
        var kind = Projections.Failures.KindOf(problem);
        Interlocked.Increment(ref _failures);
        var trouble = new ProjectionTrouble(kind, problem, _trouble?.Since ?? clock.GetUtcNow(), (_trouble?.Attempts ?? 0) + 1);
        _trouble = trouble;
        Log.Failed(logger, problem, Name, kind, trouble.Attempts);
        if (HasGivenUp) return;
        try
        {
            await Task.Delay(Projections.Failures.Pause(kind, trouble.Attempts), clock, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The loop sees the token.
        }
    }
}
