using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Projections;
using Plumbline.Server.Reads;

namespace Plumbline.Server.Models;

/// <summary>A model with what is stored of it.</summary>
sealed class ModelReader(IEventStore events, IRejectedInbox rejected, LiveCells cells, LogTimes times)
{
    public ModelView Read(ModelDefinition model, CancellationToken cancellationToken)
    {
        // Asked first: what comes in between is counted but not claimed.
        long seq = events.AppliedSeq;
        var stored = events.Count(model.Number, cancellationToken);
        var counts = new ModelCounts(stored.Events, stored.Truths, rejected.Count(model.Number));
        return ModelViews.Of(model, counts, cells.LastEvent(model.Number) ?? stored.LastEvent, seq, times.Of(seq));
    }
}
