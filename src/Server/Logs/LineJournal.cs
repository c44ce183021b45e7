using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Server.Hosting;
using Plumbline.Server.Models;

namespace Plumbline.Server.Logs;

/// <summary>Writes the lines of all requests, those that wait at the same time in one transaction, and says so when they are on
/// disk.</summary>
sealed class LineJournal(ILineStore store, LineTail tail, PointForwarding forwarding, ILogger<LineJournal> log)
    : TurnWriter<LineJournal.Pending>(LogLimits.BatchesWaiting, MostTogether), IForgetsModels
{
    const int MostTogether = 64;

    readonly HashSet<int> _gone = [];

    public override string Name => "lines";

    /// <summary>Completes when the lines are on disk.</summary>
    /// <exception cref="StorageException">They are not.</exception>
    public async Task WriteAsync(LineBatch batch)
    {
        var pending = new Pending(batch);
        try
        {
            await Waiting.WriteAsync(pending, CancellationToken.None);
        }
        catch (ChannelClosedException)
        {
            throw new StorageException(StorageFailure.Closed, "The server is stopping.");
        }
        await pending.Done.Task;
    }

    public void Forget(ModelDefinition model)
    {
        lock (Writing)
        {
            _gone.Add(model.Number);
            store.Forget(model.Number);
        }
    }

    protected override void Write(IReadOnlyList<Pending> some)
    {
        foreach (Pending late in some.Where(p => _gone.Contains(p.Batch.Model)))
            late.Done.SetException(new StorageException(StorageFailure.Conflict, "The model was deleted."));
        Pending[] left = [.. some.Where(p => !_gone.Contains(p.Batch.Model))];
        if (left.Length == 0) return;
        try
        {
            IReadOnlyList<long> firsts = store.Add([.. left.Select(p => p.Batch)]);
            for (int i = 0; i < left.Length; i++) Tell(left[i], firsts[i]);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            Log.NotWritten(log, problem, left.Sum(p => p.Batch.Lines.Count));
            var told = problem as StorageException ?? new StorageException(StorageFailure.Closed, problem.Message, problem);
            foreach (Pending one in left) one.Done.TrySetException(told);
        }
    }

    void Tell(Pending written, long first)
    {
        written.Done.SetResult();
        tail.Publish(written.Batch.Model, written.Batch.Lines, first);
        if (written.Batch.Points.Count > 0) forwarding.Wake();
    }

    internal sealed record Pending(LineBatch Batch)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
