using System.Collections.Immutable;
using Plumbline.Engine.Storage;

namespace Plumbline.Engine.Profiles;

/// <summary>The cells of a query that are in memory. Does not change, so the store can be read while counting goes on.</summary>
/// <param name="Cells">As they are now: newer than stored ones of the same key.</param>
/// <param name="Replaced">Longer stored cells in whose place others are.</param>
public sealed record CellsAtHand(IReadOnlyList<CellProfile> Cells, ImmutableHashSet<CellKey> Replaced)
{
    /// <summary>No cell.</summary>
    public static CellsAtHand None { get; } = new([], []);

    /// <summary>The query for what only the store has.</summary>
    public CellQuery Rest(CellQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return query with { AtHand = [.. Cells.Select(c => c.Key), .. Replaced] };
    }

    /// <summary>These cells and those that only the store has, by start, length, version and segment.</summary>
    /// <param name="stored">What the store answers to <see cref="Rest"/>.</param>
    public IReadOnlyList<CellProfile> With(IReadOnlyList<CellProfile> stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return [.. stored.Concat(Cells)
            .OrderBy(c => c.Key.Start).ThenBy(c => c.Key.Length).ThenBy(c => c.Key.Version, StringComparer.Ordinal)
            .ThenBy(c => c.Key.Segment?.Key, StringComparer.Ordinal).ThenBy(c => c.Key.Segment?.Value, StringComparer.Ordinal)];
    }
}
