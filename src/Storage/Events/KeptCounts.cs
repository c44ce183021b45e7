using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Events;

/// <summary>How many rows each model has, counted once and then kept up to date with what is applied. Thread-safe.</summary>
sealed class KeptCounts
{
    readonly Lock _lock = new();
    readonly Dictionary<int, EventCounts> _models = [];
    long _changes;

    /// <summary>What is kept of a model, or what is counted now.</summary>
    internal EventCounts Get(int model, Func<EventCounts> count)
    {
        long changes;
        lock (_lock)
        {
            if (_models.TryGetValue(model, out EventCounts kept)) return kept;
            changes = _changes;
        }
        EventCounts counted = count();
        lock (_lock)
        {
            // Something was committed meanwhile: whether it was counted is not known.
            if (changes == _changes) _models[model] = counted;
        }
        return counted;
    }

    /// <summary>Frames were committed.</summary>
    internal void Add(IEnumerable<LogFrame> frames)
    {
        lock (_lock)
        {
            _changes++;
            foreach (LogFrame frame in frames)
            {
                if (!_models.TryGetValue(frame.Entry.Model, out EventCounts counts)) continue;
                switch (frame.Entry)
                {
                    case LogEntry.Events events: _models[frame.Entry.Model] = With(counts, events.Batch.Times.Span); break;
                    case LogEntry.Truths truths:
                        _models[frame.Entry.Model] = counts with
                        {
                            Truths = counts.Truths + truths.Count,
                            WaitingTruths = counts.WaitingTruths + truths.Count,
                        };
                        break;
                    case LogEntry.Erased: _models.Remove(frame.Entry.Model); break;
                }
            }
        }
    }

    /// <summary>Everything was joined.</summary>
    /// <param name="waiting">Truths without an event, by model.</param>
    internal void Joined(IReadOnlyDictionary<int, long> waiting)
    {
        lock (_lock)
        {
            _changes++;
            foreach (int model in _models.Keys.ToArray())
                _models[model] = _models[model] with { WaitingTruths = waiting.GetValueOrDefault(model) };
        }
    }

    /// <summary>Rows of a model went.</summary>
    internal void Forget(int model)
    {
        lock (_lock)
        {
            _changes++;
            _models.Remove(model);
        }
    }

    static EventCounts With(EventCounts counts, ReadOnlySpan<long> times)
    {
        long first = long.MaxValue, last = long.MinValue;
        foreach (long time in times) (first, last) = (Math.Min(first, time), Math.Max(last, time));
        DateTimeOffset from = Moments.Moment(first), to = Moments.Moment(last);
        return counts with
        {
            Events = counts.Events + times.Length,
            FirstEvent = counts.FirstEvent < from ? counts.FirstEvent : from,
            LastEvent = counts.LastEvent > to ? counts.LastEvent : to,
        };
    }
}
