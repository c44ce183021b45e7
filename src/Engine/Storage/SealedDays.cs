using System.Collections.Concurrent;

namespace Plumbline.Engine.Storage;

/// <summary>Which days of which model are sealed: retention has dropped rows of them, so their cells can never be counted anew, and nothing
/// more may be added. Thread-safe.</summary>
public sealed class SealedDays
{
    readonly ConcurrentDictionary<int, DayRanges> _models = new();

    /// <summary>The sealed days of a model as they are now; what was handed out does not change.</summary>
    public DayRanges Of(int model) => _models.GetValueOrDefault(model, DayRanges.None);

    /// <summary>True when nothing of this moment may be counted any more.</summary>
    public bool Contains(int model, DateTimeOffset moment) => Of(model).Contains(moment);

    /// <summary>Seals days.</summary>
    /// <param name="model">Number of the model.</param>
    /// <param name="days">Any moment of each day.</param>
    public void Add(int model, IEnumerable<DateTimeOffset> days)
    {
        ArgumentNullException.ThrowIfNull(days);
        DateTimeOffset[] more = [.. days];
        _models.AddOrUpdate(model, _ => DayRanges.None.With(more), (_, known) => known.With(more));
    }

    /// <summary>Takes over what is sealed in a store, in the place of what was known.</summary>
    public void Replace(int model, IEnumerable<DateTimeOffset> days) => _models[model] = DayRanges.None.With(days);

    /// <summary>Forgets a model.</summary>
    public void Remove(int model) => _models.TryRemove(model, out _);
}
