using Plumbline.Engine.Storage;

namespace Plumbline.Server.Projections;

/// <summary>Cells whose rows or truths changed: the windows that hold them are judged again. Thread-safe.</summary>
sealed class Restatements
{
    readonly Lock _lock = new();
    readonly Dictionary<int, HashSet<DateTimeOffset>> _dirty = [];

    public void Add(ChangedCell cell)
    {
        lock (_lock)
        {
            if (!_dirty.TryGetValue(cell.Model, out var starts)) _dirty[cell.Model] = starts = [];
            starts.Add(cell.Start);
        }
    }

    public void AddRange(IEnumerable<ChangedCell> cells)
    {
        foreach (var cell in cells) Add(cell);
    }

    /// <summary>Starts of the cells of a model that changed since the last call, oldest first.</summary>
    public IReadOnlyList<DateTimeOffset> Take(int model)
    {
        lock (_lock) return _dirty.Remove(model, out var starts) ? [.. starts.Order()] : [];
    }
}
