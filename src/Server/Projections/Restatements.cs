using Plumbline.Engine.Storage;

namespace Plumbline.Server.Projections;

/// <summary>Cells whose rows or truths changed: the windows that hold them are judged again. Thread-safe.</summary>
/// <remarks>In memory only. After a start, what truths changed is handed out again by the event store until it is said to be done, and what
/// rows changed is found by comparing cells with the evaluations that are kept.</remarks>
sealed class Restatements
{
    readonly Lock _lock = new();
    readonly Dictionary<int, HashSet<DateTimeOffset>> _dirty = [];

    // Rounds of joined truths with the cells whose windows are still to be judged, oldest first.
    readonly Queue<(long Number, HashSet<ChangedCell> Left)> _rounds = new();
    long _lastRound;

    /// <summary>The windows of all cells of this round of joined truths, and of those before it, have been judged.</summary>
    public long DoneRound
    {
        get { lock (_lock) return _rounds.TryPeek(out var oldest) ? oldest.Number - 1 : _lastRound; }
    }

    public void Add(ChangedCell cell)
    {
        lock (_lock) Note(cell);
    }

    public void AddRange(IEnumerable<ChangedCell> cells)
    {
        lock (_lock)
            foreach (var cell in cells) Note(cell);
    }

    /// <summary>Notes what truths changed, until <see cref="Done"/>.</summary>
    public void Add(TruthRound round)
    {
        lock (_lock)
        {
            _lastRound = round.Number;
            if (round.Changed.Count == 0) return;
            _rounds.Enqueue((round.Number, [.. round.Changed]));
            foreach (var cell in round.Changed) Note(cell);
        }
    }

    /// <summary>What changed of a model since the last call.</summary>
    public ChangedCells Take(int model)
    {
        lock (_lock) return new ChangedCells(model, _dirty.Remove(model, out var starts) ? [.. starts.Order()] : [], _lastRound);
    }

    /// <summary>The windows of what was taken have been judged.</summary>
    public void Done(ChangedCells taken)
    {
        lock (_lock)
        {
            // What changed again since it was taken has been noted again and stays.
            foreach (var (_, left) in _rounds.TakeWhile(r => r.Number <= taken.Round))
                foreach (var start in taken.Starts) left.Remove(new ChangedCell(taken.Model, start));
            Settle();
        }
    }

    /// <summary>What was taken could not be judged: it is looked at again.</summary>
    public void Return(ChangedCells taken) => AddRange(taken.Starts.Select(s => new ChangedCell(taken.Model, s)));

    /// <summary>A model is gone.</summary>
    public void Forget(int model)
    {
        lock (_lock)
        {
            _dirty.Remove(model);
            foreach (var (_, left) in _rounds) left.RemoveWhere(c => c.Model == model);
            Settle();
        }
    }

    void Note(ChangedCell cell)
    {
        if (!_dirty.TryGetValue(cell.Model, out var starts)) _dirty[cell.Model] = starts = [];
        starts.Add(cell.Start);
    }

    void Settle()
    {
        while (_rounds.TryPeek(out var oldest) && oldest.Left.Count == 0) _rounds.Dequeue();
    }
}

/// <summary>Cells of a model that changed.</summary>
/// <param name="Starts">Oldest first.</param>
/// <param name="Round">The last round of joined truths that is in.</param>
readonly record struct ChangedCells(int Model, IReadOnlyList<DateTimeOffset> Starts, long Round);
