using Microsoft.Extensions.Logging;
using Plumbline.Protocol;

namespace Plumbline.Server.Hosting;

/// <summary>Starts the parts in order, and drains those that were started in the reverse order.</summary>
sealed class Lifecycle(IEnumerable<ILifecyclePart> parts, Readiness readiness, TimeProvider time, ILogger<Lifecycle> log)
{
    static readonly TimeSpan s_least = TimeSpan.FromSeconds(1);

    readonly Stack<ILifecyclePart> _started = [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        long began = time.GetTimestamp();
        MakeRoom(parts.Count());
        foreach (ILifecyclePart part in parts)
        {
            readiness.Loading(part.Name);
            Log.Loading(log, part.Name);
            await StartAsync(part, cancellationToken);
        }
        readiness.Serving();
        Log.Serving(log, (long)time.GetElapsedTime(began).TotalMilliseconds, Awaited(readiness.Health));
    }

    /// <summary>Drains every part, also after one failed.</summary>
    /// <param name="left">For how long a part is waited for; a moment in any case, for the time may have gone to another.</param>
    /// <param name="end">Ends when parts should stop in order.</param>
    /// <returns>Names of those that did not finish in time or failed.</returns>
    public async Task<IReadOnlyList<string>> DrainAsync(Func<TimeSpan> left, CancellationToken end)
    {
        var unfinished = new List<string>();
        while (_started.TryPop(out ILifecyclePart? part))
            if (!await DrainAsync(part, left(), end)) unfinished.Add(part.Name);
        return unfinished;
    }

    // Parts work for long without a pause: neither requests nor other parts should wait until the pool notices that it is short of threads.
    static void MakeRoom(int parts)
    {
        ThreadPool.GetMinThreads(out int workers, out int ports);
        ThreadPool.SetMinThreads(Math.Max(workers, Environment.ProcessorCount + parts), ports);
    }

    static string Awaited(Health health) => health switch
    {
        { Waiting: { } part } => $"not ready before {part}: {health.Reason}",
        _ => health.Status,
    };

    async Task StartAsync(ILifecyclePart part, CancellationToken cancellationToken)
    {
        try
        {
            _started.Push(part);
            await part.StartAsync(cancellationToken);
        }
        catch (Exception wrong) when (wrong is not OperationCanceledException)
        {
            Log.LoadFailed(log, wrong, part.Name, wrong.Message);
            throw;
        }
    }

    async Task<bool> DrainAsync(ILifecyclePart part, TimeSpan left, CancellationToken end)
    {
        try
        {
            await part.DrainAsync(end).WaitAsync(left > s_least ? left : s_least, time, CancellationToken.None);
            return true;
        }
        catch (Exception late) when (late is OperationCanceledException or TimeoutException)
        {
            return false;
        }
        catch (Exception wrong)
        {
            Log.DrainFailed(log, wrong, part.Name);
            return false;
        }
    }
}
