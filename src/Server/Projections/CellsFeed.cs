using System.Collections.Concurrent;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;

namespace Plumbline.Server.Projections;

/// <summary>Applies the log to the cells. One caller at a time, which is in the <see cref="CellsGate"/>.</summary>
sealed class CellsFeed(IEventLog log, IModelCatalog catalog, LiveCells cells, ModelRemoval removal, Restatements restatements)
{
    readonly Dictionary<int, ModelDefinition> _models = [];

    /// <summary>Erasures that were met and whose cells are not yet counted anew.</summary>
    public ConcurrentQueue<Erased> Erasures { get; } = new();

    /// <summary>True when the log no longer has what the cells lack.</summary>
    public bool HasGap { get; set; }

    /// <summary>Applies frames up to <paramref name="until"/>, calling <paramref name="between"/> after each.</summary>
    public void Apply(long until, Action? between, CancellationToken cancellationToken)
    {
        _models.Clear();
        foreach (var frame in log.Read(cells.AppliedSeq, cancellationToken))
        {
            if (frame.LastSeq > until) return;
            HasGap |= frame.FirstSeq > cells.AppliedSeq + 1;
            if (HasGap) return;
            if (frame.Entry is LogEntry.Erased { Erasure.IsOfWholeModel: true }) Remove(frame.Entry.Model);
            var model = ModelOf(frame.Entry);
            // Before the cells go past it: a snapshot must not claim to contain an erasure whose rows are still counted.
            if (model is not null) Note(frame);
            cells.Apply(frame, model);
            between?.Invoke();
        }
    }

    // Before the cells go past the entry: a snapshot that claims to contain the deletion must not be able to outlive a part of the model.
    void Remove(int model)
    {
        removal.Remove(model);
        _models.Remove(model);
    }

    // A definition older than the batch does not know its newest columns.
    ModelDefinition? ModelOf(LogEntry entry)
    {
        if (_models.TryGetValue(entry.Model, out var model)
            && (entry is not LogEntry.Events events || events.Batch.SchemaRevision <= model.Schema.Number)) return model;
        if (catalog.FindModel(entry.Model) is not { } found) return null;
        return _models[entry.Model] = found;
    }

    void Note(LogFrame frame)
    {
        if (frame.Entry is LogEntry.Erased erased)
        {
            cells.Hold(frame.FirstSeq);
            Erasures.Enqueue(new Erased(frame.FirstSeq, erased.Erasure));
        }
        if (frame.Entry is not LogEntry.Events events) return;
        DateTimeOffset? last = null;
        foreach (long time in events.Batch.Times.Span)
        {
            var start = CellKey.StartOf(DateTimeOffset.UnixEpoch.AddTicks(time * TimeSpan.TicksPerMicrosecond));
            if (start == last) continue;
            last = start;
            if (!cells.Sealed.Contains(frame.Entry.Model, start)) restatements.Add(new ChangedCell(frame.Entry.Model, start));
        }
    }
}

/// <summary>An erasure that was met.</summary>
/// <param name="Seq">Its number in the log.</param>
sealed record Erased(long Seq, Erasure Erasure);
