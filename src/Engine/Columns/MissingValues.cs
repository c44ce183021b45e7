using System.Collections.Immutable;

namespace Plumbline.Engine.Columns;

/// <summary>Missing values of a column, by the spelling found ("" for an empty cell or a null).</summary>
public sealed record MissingValues(ImmutableSortedDictionary<string, long> BySpelling)
{
    public static MissingValues None { get; } = new(ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal));

    public long Count => BySpelling.IsEmpty ? 0 : BySpelling.Values.Sum();
}
