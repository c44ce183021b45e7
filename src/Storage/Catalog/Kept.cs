using System.Collections.Immutable;

namespace Plumbline.Storage.Catalogs;

/// <summary>The rows of a table in memory, by number. Immutable: a change gives another one.</summary>
sealed class Kept<T>(ImmutableSortedDictionary<long, T> byNumber)
{
    readonly Lazy<ImmutableArray<T>> _all = new(() => [.. byNumber.Values]);

    public static Kept<T> Nothing { get; } = new(ImmutableSortedDictionary<long, T>.Empty);

    public ImmutableArray<T> All => _all.Value;

    public int Count => byNumber.Count;

    public T? Find(long number) => byNumber.GetValueOrDefault(number);

    public Kept<T> With(long number, T row) => new(byNumber.SetItem(number, row));

    public Kept<T> Without(Func<T, bool> isGone) => new(byNumber.RemoveRange(byNumber.Where(r => isGone(r.Value)).Select(r => r.Key)));

    public static Kept<T> Of(IEnumerable<KeyValuePair<long, T>> rows) => new(rows.ToImmutableSortedDictionary());
}
