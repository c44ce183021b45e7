using System.Runtime.ExceptionServices;
using Plumbline.Engine.Storage;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest.Sessions;

/// <summary>The batches of one request on their way to the log, several at a time.</summary>
sealed class Appends(IEventLog log, ByteBudget budget)
{
    readonly Queue<Task<AppendResult>> _inFlight = [];
    ExceptionDispatchInfo? _failure;

    internal int Accepted { get; private set; }

    internal int Duplicates { get; private set; }

    internal int Conflicting { get; private set; }

    /// <summary>Hands a batch over and waits while too many are on their way.</summary>
    /// <exception cref="StorageException">An earlier batch was not accepted.</exception>
    internal async Task AddAsync(LogEntry entry, long bytes)
    {
        while (_inFlight.Count >= IngestLimits.BatchesInFlight) await TakeOldestAsync();
        _failure?.Throw();
        await budget.TakeAsync(bytes);
        _inFlight.Enqueue(AppendAsync(entry, bytes));
    }

    /// <summary>Counts rows that are on disk since an earlier attempt.</summary>
    internal void Repeat(int rows) => Duplicates += rows;

    /// <summary>Waits until every batch is on disk or rejected.</summary>
    /// <exception cref="StorageException">A batch was not accepted; the others are counted.</exception>
    internal async Task FinishAsync()
    {
        while (_inFlight.Count > 0) await TakeOldestAsync();
        _failure?.Throw();
    }

    /// <summary>Goes on when the sender has gone: what was handed over is finished.</summary>
    async Task<AppendResult> AppendAsync(LogEntry entry, long bytes)
    {
        try
        {
            return await log.AppendAsync(entry, CancellationToken.None);
        }
        finally
        {
            budget.GiveBack(bytes);
        }
    }

    /// <summary>A failure is kept until all others have been waited for, so that the answer counts what was accepted.</summary>
    async Task TakeOldestAsync()
    {
        Task<AppendResult> oldest = _inFlight.Dequeue();
        await ((Task)oldest).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!oldest.IsCompletedSuccessfully)
        {
            _failure ??= ExceptionDispatchInfo.Capture(oldest.Exception?.InnerException ?? new OperationCanceledException());
            return;
        }
        AppendResult result = await oldest;
        Accepted += result.Accepted;
        Duplicates += result.Duplicates.IsDefault ? 0 : result.Duplicates.Length;
        Conflicting += result.Conflicting.IsDefault ? 0 : result.Conflicting.Length;
    }
}
