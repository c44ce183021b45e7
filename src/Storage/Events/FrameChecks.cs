using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Events;

/// <summary>Refuses frames that cannot be stored before anything is written: a fault of the caller harms nobody who reads.</summary>
sealed class FrameChecks(IReadOnlyDictionary<int, ModelDefinition> models)
{
    readonly Dictionary<int, HashSet<string>> _columns = [];

    internal void Check(IReadOnlyList<LogFrame> frames)
    {
        for (int i = 0; i < frames.Count; i++)
        {
            if (i > 0 && frames[i].FirstSeq <= frames[i - 1].LastSeq)
                throw new ArgumentException("Frames are applied in the order of the log.", nameof(frames));
            if (models.TryGetValue(frames[i].Entry.Model, out ModelDefinition? model)) Check(model, frames[i].Entry);
        }
    }

    void Check(ModelDefinition model, LogEntry entry)
    {
        if (entry is LogEntry.Events { Batch: var events })
        {
            foreach (ColumnSlice column in events.Columns) Check(model, column, events.Count);
            if (events.Times.Length != events.Count || (events.Tags is { } tags && tags.Count != events.Count)) throw Uneven(model);
        }
        else if (entry is LogEntry.Truths { Batch: var truths })
        {
            if (truths.Labels.Length != truths.Count || truths.KnownAt.Length != truths.Count) throw Uneven(model);
            if (truths.Labels is not (NumericSlice or CategoricalSlice))
                throw new ArgumentException($"Truths of model {model.Number} are neither numbers nor categories.");
        }
        else if (entry is LogEntry.Metrics { Batch: var metrics })
        {
            if (metrics.Times.Length != metrics.Count || metrics.Values.Length != metrics.Count) throw Uneven(model);
        }
    }

    void Check(ModelDefinition model, ColumnSlice column, int rows)
    {
        if (!_columns.TryGetValue(model.Number, out HashSet<string>? known))
            _columns.Add(model.Number, known = [.. model.Schema.Columns.Columns.Select(c => c.Name)]);
        if (!known.Contains(column.Column.Name))
            throw new ArgumentException($"A batch of model {model.Number} has a column that its newest schema does not know.");
        // A vector of no dimension has no rows to count.
        if (column.Length != rows && column is not VectorSlice { Dimension: 0 }) throw Uneven(model);
    }

    static ArgumentException Uneven(ModelDefinition model) => new($"A batch of model {model.Number} has columns of different lengths.");
}
