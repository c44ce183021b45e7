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
    : TurnWriter<Keepsake>(IngestLimits.KeepsakesWaiting, IngestLimits.KeepsakesWaiting), IForgetsModels
{
    readonly HashSet<int> _gone = [];
    long _written;
    long _dropped;

    public override string Name => "rejected rows";

    /// <summary>Rejected rows that were kept, those included that are counted with one like them.</summary>
    internal long Written => Interlocked.Read(ref _written);

    /// <summary>Rejected rows that could not be kept.</summary>
    internal long Dropped => Interlocked.Read(ref _dropped);

    internal void Offer(Keepsake one)
    {
        if (one.Rows.Count == 0 && one.Names.Count == 0) return;
        if (!Waiting.TryWrite(one)) Interlocked.Add(ref _dropped, RowsOf(one));
    }

    /// <summary>Forgets a model with what is still waiting of it.</summary>
    public void Forget(ModelDefinition model)
    {
        lock (Writing)
        {
            _gone.Add(model.Number);
            inbox.Forget(model.Number);
            names.Forget(model.Number);
        }
    }

    protected override void Write(IReadOnlyList<Keepsake> waited)
    {
        Keepsake[] some = [.. waited.Where(k => !_gone.Contains(k.Model))];
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
