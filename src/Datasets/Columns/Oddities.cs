using System.Collections.Immutable;
using Plumbline.Engine.Columns;

namespace Plumbline.Datasets.Columns;

/// <summary>What was missing or unreadable in a column.</summary>
/// <param name="MissingBySpelling">Rows by spelling, "" for empty cells.</param>
/// <param name="UnreadableCount">Rows with a value of another type.</param>
/// <param name="FirstUnreadable">Row (0-based) of the first such value, or -1.</param>
/// <param name="Example">That value.</param>
sealed record Oddities(IReadOnlyDictionary<string, long> MissingBySpelling, long UnreadableCount, long FirstUnreadable, string? Example)
{
    internal MissingValues Missing() =>
        MissingBySpelling.Count == 0 ? MissingValues.None
            : new MissingValues(MissingBySpelling.ToImmutableSortedDictionary(StringComparer.Ordinal));

    /// <summary>The unreadable values; the first is shown at <paramref name="firstLine"/>, else at its row.</summary>
    internal UnreadableValues Unreadable(long? firstLine) =>
        UnreadableCount == 0 ? UnreadableValues.None : new UnreadableValues(UnreadableCount, firstLine ?? FirstUnreadable + 1, Example);
}
