namespace Plumbline.Engine.Monitors;

/// <summary>What applying monitors as code does to one monitor.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Before">As it is; null when it is new.</param>
/// <param name="After">As it will be (same number, next revision); null when it goes.</param>
public sealed record MonitorChange(MonitorChangeKind Kind, MonitorDefinition? Before, MonitorDefinition? After)
{
    /// <summary>The fields that differ, in the order in which monitors are written; every field that is set of a monitor that is
    /// new.</summary>
    public IReadOnlyList<FieldChange> Fields => After is null ? [] : MonitorFields.Between(Before, After);

    /// <summary>Whichever there is.</summary>
    public MonitorDefinition Monitor => After ?? Before ?? throw new InvalidOperationException("A change is about a monitor.");

    /// <summary>Compares the monitors of one model with those that are wanted, matched by name; by name in ordinal order.</summary>
    /// <param name="existing">The model's monitors.</param>
    /// <param name="wanted">Those that are wanted; names are unique.</param>
    /// <param name="prune">True: monitors that are not wanted go. False: they stay and are not told of.</param>
    public static IReadOnlyList<MonitorChange> Between(IEnumerable<MonitorDefinition> existing, IEnumerable<MonitorDefinition> wanted,
        bool prune)
    {
        ArgumentNullException.ThrowIfNull(existing);
        ArgumentNullException.ThrowIfNull(wanted);
        var now = existing.ToDictionary(m => m.Name, StringComparer.Ordinal);
        var changes = wanted.Select(w => Of(now.GetValueOrDefault(w.Name), w)).ToList();
        var names = changes.Select(c => c.Monitor.Name).ToHashSet(StringComparer.Ordinal);
        if (prune)
            changes.AddRange(now.Values.Where(m => !names.Contains(m.Name))
                .Select(m => new MonitorChange(MonitorChangeKind.Deleted, m, null)));
        return [.. changes.OrderBy(c => c.Monitor.Name, StringComparer.Ordinal)];
    }

    static MonitorChange Of(MonitorDefinition? before, MonitorDefinition wanted)
    {
        if (before is null) return new MonitorChange(MonitorChangeKind.Created, null, wanted);
        return MonitorFields.Between(before, wanted).Count == 0 ? new MonitorChange(MonitorChangeKind.Unchanged, before, before)
            : new MonitorChange(MonitorChangeKind.Changed, before,
                wanted with { Number = before.Number, Revision = before.Revision + 1, CreatedAt = before.CreatedAt });
    }
}

public enum MonitorChangeKind
{
    Created,
    Changed,
    Deleted,
    Unchanged,
}

/// <summary>A field that differs.</summary>
/// <param name="Name">As in the document, such as <c>threshold.high</c>.</param>
/// <param name="From">As it is written; null when it is left out.</param>
/// <param name="To">As <paramref name="From"/>.</param>
public readonly record struct FieldChange(string Name, string? From, string? To);
