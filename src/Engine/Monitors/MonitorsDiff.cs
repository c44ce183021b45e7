namespace Plumbline.Engine.Monitors;

/// <summary>What applying a monitors file would do. Monitors are matched by name.</summary>
public sealed record MonitorsDiff
{
    /// <summary>Monitors that are new.</summary>
    public required IReadOnlyList<MonitorDefinition> Added { get; init; }

    /// <summary>Monitors that differ: as they are, and as they will be (same number, next revision).</summary>
    public required IReadOnlyList<(MonitorDefinition Before, MonitorDefinition After)> Changed { get; init; }

    /// <summary>Monitors that the file does not have.</summary>
    public required IReadOnlyList<MonitorDefinition> Removed { get; init; }

    /// <summary>Monitors that stay as they are: applying a file twice changes nothing.</summary>
    public required IReadOnlyList<MonitorDefinition> Same { get; init; }

    /// <summary>True when applying would change nothing.</summary>
    public bool IsEmpty => Added.Count + Changed.Count + Removed.Count == 0;

    /// <summary>Compares.</summary>
    /// <param name="existing">The model's monitors.</param>
    /// <param name="wanted">Those of the file; names are unique.</param>
    public static MonitorsDiff Between(IEnumerable<MonitorDefinition> existing, IEnumerable<MonitorDefinition> wanted)
    {
        ArgumentNullException.ThrowIfNull(existing);
        ArgumentNullException.ThrowIfNull(wanted);
        var now = existing.ToDictionary(m => m.Name, StringComparer.Ordinal);
        var then = wanted.OrderBy(m => m.Name, StringComparer.Ordinal).ToList();
        var both = then.Where(m => now.ContainsKey(m.Name)).Select(m => (Before: now[m.Name], After: m)).ToList();
        var names = then.Select(m => m.Name).ToHashSet(StringComparer.Ordinal);
        return new MonitorsDiff
        {
            Added = [.. then.Where(m => !now.ContainsKey(m.Name))],
            Changed = [.. both.Where(b => !AsksTheSame(b.Before, b.After)).Select(b => (b.Before, Next(b.Before, b.After)))],
            Removed = [.. now.Values.Where(m => !names.Contains(m.Name)).OrderBy(m => m.Name, StringComparer.Ordinal)],
            Same = [.. both.Where(b => AsksTheSame(b.Before, b.After)).Select(b => b.Before)],
        };
    }

    /// <summary>True when two monitors ask the same, whatever their numbers, revisions and times.</summary>
    public static bool AsksTheSame(MonitorDefinition a, MonitorDefinition b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return a.Columns.SequenceEqual(b.Columns) && b with
        {
            Number = a.Number,
            Revision = a.Revision,
            CreatedAt = a.CreatedAt,
            UpdatedAt = a.UpdatedAt,
            // Arrays are equal only when they are the same one.
            Columns = a.Columns,
        } == a;
    }

    static MonitorDefinition Next(MonitorDefinition before, MonitorDefinition after) =>
        after with { Number = before.Number, Revision = before.Revision + 1, CreatedAt = before.CreatedAt };
}
