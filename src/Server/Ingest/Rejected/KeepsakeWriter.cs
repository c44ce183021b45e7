using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Server.Hosting;
using Plumbline.Server.Limits;
using Plumbline.Server.Models;

namespace Plumbline.Server.Ingest.Rejected;

/// <summary>Writes what requests leave behind, beside the acknowledging path. What finds no room or cannot be written is counted as
/// dropped: the answer to the request has named it all the same.</summary>
sealed class KeepsakeWriter(IRejectedInbox inbox, ISeenNames names, ILogger<KeepsakeWriter> log)
    : BackgroundService, ILifecyclePart, IForgetsModels
{
    readonly Channel<Keepsake> _waiting = Channel.CreateBounded<Keepsake>(IngestLimits.KeepsakesWaiting);

    // One at a time: what is written of a model that goes at the same moment must go with it.
    readonly Lock _writing = new();
    readonly HashSet<int> _gone = [];
    long _written;
    long _dropped;

    public string Name => "rejected rows";

    /// <summary>Rejected rows that were kept, those included that are counted with one like them.</summary>
    internal long Written => Interlocked.Read(ref _written);

    /// <summary>Rejected rows that could not be kept.</summary>
    internal long Dropped => Interlocked.Read(ref _dropped);

    internal void Offer(Keepsake one)
    {
        if (one.Rows.Count == 0 && one.Names.Count == 0) return;
        if (!_waiting.Writer.TryWrite(one)) Interlocked.Add(ref _dropped, RowsOf(one));
    }

    /// <summary>Forgets a model with what is still waiting of it.</summary>
    public void Forget(ModelDefinition model)
    {
        lock (_writing)
        {
            _gone.Add(model.Number);
            inbox.Forget(model.Number);
            names.Forget(model.Number);
        }
    }

    /// <summary>Writes what is still waiting. The loop ends by itself.</summary>
    public Task DrainAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        while (WriteWaiting())
        {
        }
        return Task.CompletedTask;
    }

    /// <summary>Ends when the channel is complete, not when the host stops: requests may still be finishing.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (await _waiting.Reader.WaitToReadAsync(CancellationToken.None)) WriteWaiting();
    }

    /// <summary>Takes and writes in one turn: who finds nothing waiting knows that all is written.</summary>
    bool WriteWaiting()
    {
        lock (_writing)
        {
            var some = new List<Keepsake>();
            while (some.Count < IngestLimits.KeepsakesWaiting && _waiting.Reader.TryRead(out Keepsake? one)) some.Add(one);
            if (some.Count > 0) Write([.. some.Where(k => !_gone.Contains(k.Model))]);
            return some.Count > 0;
        }
    }

    void Write(Keepsake[] some)
    {
        long count = some.Sum(RowsOf);
        try
        {
            RejectedRow[] rows = [.. some.SelectMany(k => k.Rows)];
            if (rows.Length > 0) inbox.Add(rows);
            foreach (Keepsake one in some)
                if (one.Names.Count > 0) names.Add(one.Model, one.Names);
            Interlocked.Add(ref _written, count);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            Interlocked.Add(ref _dropped, count);
            Log.NotKept(log, problem, count);
        }
    }

    static long RowsOf(Keepsake one) => one.Rows.Sum(r => 1 + r.Alike);
}
