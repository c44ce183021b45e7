using System.Collections.Immutable;
using Plumbline.Statistics;
using Plumbline.Statistics.Bins;

namespace Plumbline.Engine.Profiles;

/// <summary>The frozen part of a column's bin set: cells of numbers, or categories.</summary>
public abstract record ColumnCells
{
    /// <summary>Number of cells of psi on numeric columns before atoms.</summary>
    public const int PsiBinCount = 10;

    /// <summary>Number of cells of everything else on numeric columns before atoms.</summary>
    public const int BinCount = 20;

    /// <summary>Most categories that have a cell of their own.</summary>
    public const int CategoryLimit = 1_000;

    /// <summary>Most categories outside the cells that are remembered, so that they are not taken for unseen ones.</summary>
    public const int RestLimit = 100_000;

    ColumnCells()
    {
    }

    /// <summary>Equal for equal cells, different (but for chance) for others. The same on every machine.</summary>
    public abstract ulong Fingerprint { get; }

    /// <summary>Cells of a numeric column: 20 for all measures but psi, 10 for psi.</summary>
    public sealed record Numbers(NumericBins Bins, NumericBins PsiBins) : ColumnCells
    {
        /// <summary>The range of the rows the cells were frozen on: what lies outside is counted apart. Null where they had no value, or
        /// were frozen before ranges were kept.</summary>
        public ValueRange? Range { get; init; }

        public override ulong Fingerprint => Range is var (min, max)
            ? StableHash.Combine(OfBins, StableHash.Combine(StableHash.Of(min), StableHash.Of(max))) : OfBins;

        ulong OfBins => StableHash.Combine(Bins.Fingerprint, PsiBins.Fingerprint);

        public bool Equals(Numbers? other) => other is not null && other.Fingerprint == Fingerprint;

        public override int GetHashCode() => Fingerprint.GetHashCode();

        /// <summary>Freezes the cells of a reference.</summary>
        /// <param name="sorted">Its finite values, ascending, length n >= 0.</param>
        public static Numbers Freeze(ReadOnlySpan<double> sorted) =>
            new(NumericBins.FromSorted(sorted, BinCount), NumericBins.FromSorted(sorted, PsiBinCount)) { Range = ValueRange.Of(sorted) };
    }

    /// <summary>Cells of a categorical column.</summary>
    public sealed record Categories : ColumnCells
    {
        readonly Lazy<Dictionary<string, int>> _index;
        readonly Lazy<HashSet<ulong>> _rest;

        /// <summary>Cells from their parts; use <see cref="Freeze"/> for those of a reference.</summary>
        public Categories(ImmutableArray<string> names, ImmutableArray<ulong> rest, bool knowsRest, long largestOfRest)
        {
            (Names, Rest, KnowsRest, LargestOfRest) = (names, rest, knowsRest, largestOfRest);
            _index = new(() => names.Select((name, i) => (name, i)).ToDictionary(p => p.name, p => p.i, StringComparer.Ordinal));
            _rest = new(() => [.. rest]);
            Fingerprint = Hash(names, rest, knowsRest);
        }

        /// <summary>The categories with a cell, most reference rows first, ties by ordinal.</summary>
        public ImmutableArray<string> Names { get; }

        /// <summary>Hashes, ascending, of the reference's other categories; they count as <c>(other)</c>.</summary>
        public ImmutableArray<ulong> Rest { get; }

        /// <summary>False where the reference has too many categories to remember: then every unlisted value counts as
        /// <c>(other)</c>.</summary>
        public bool KnowsRest { get; }

        /// <summary>Reference rows of the most frequent category without a cell; 0 when all have one.</summary>
        public long LargestOfRest { get; }

        /// <summary>True where some reference categories have no cell.</summary>
        public bool IsTruncated => LargestOfRest > 0;

        public override ulong Fingerprint { get; }

        public bool Equals(Categories? other) => other is not null && other.Fingerprint == Fingerprint;

        public override int GetHashCode() => Fingerprint.GetHashCode();

        /// <summary>The cell of a category, or -1.</summary>
        public int IndexOf(string category) => _index.Value.GetValueOrDefault(category, -1);

        /// <summary>True for a category the reference had, or may have had.</summary>
        public bool IsOther(string category) => !KnowsRest || _rest.Value.Contains(StableHash.Of(category));

        /// <summary>Freezes the cells of a reference.</summary>
        /// <param name="counts">Its categories with their rows, in any order; those without rows are left out.</param>
        public static Categories Freeze(IEnumerable<KeyValuePair<string, long>> counts)
        {
            KeyValuePair<string, long>[] ranked =
                [.. counts.Where(c => c.Value > 0).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal)];
            ImmutableArray<string> names = [.. ranked.Take(CategoryLimit).Select(c => c.Key)];
            long largestOfRest = ranked.Length > CategoryLimit ? ranked[CategoryLimit].Value : 0;
            bool knowsRest = ranked.Length <= CategoryLimit + RestLimit;
            ImmutableArray<ulong> rest = knowsRest ? [.. ranked.Skip(CategoryLimit).Select(c => StableHash.Of(c.Key)).Order()] : [];
            return new Categories(names, rest, knowsRest, largestOfRest);
        }

        static ulong Hash(ImmutableArray<string> names, ImmutableArray<ulong> rest, bool knowsRest)
        {
            ulong hash = knowsRest ? 1UL : 2UL;
            foreach (string name in names) hash = StableHash.Combine(hash, StableHash.Of(name));
            foreach (ulong other in rest) hash = StableHash.Combine(hash, other);
            return hash;
        }
    }
}
