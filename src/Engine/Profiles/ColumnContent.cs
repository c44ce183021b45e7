using System.Collections.Immutable;
using Plumbline.Statistics.Descriptive;
using Plumbline.Statistics.Sketches;

namespace Plumbline.Engine.Profiles;

/// <summary>What a column's present values are, counted on its cells.</summary>
public abstract record ColumnContent
{
    ColumnContent()
    {
    }

    /// <summary>Values that were compared: present and finite.</summary>
    public abstract long Present { get; }

    /// <summary>The cells the values are counted on; null for times and vectors.</summary>
    public virtual ColumnCells? Cells => null;

    /// <summary>Numbers.</summary>
    public sealed record Numbers : ColumnContent
    {
        public required ColumnCells.Numbers On { get; init; }

        public override ColumnCells Cells => On;

        /// <summary>Rows per cell of <see cref="ColumnCells.Numbers.Bins"/>, exact.</summary>
        public required ImmutableArray<long> Counts { get; init; }

        /// <summary>Rows per cell of <see cref="ColumnCells.Numbers.PsiBins"/>, exact.</summary>
        public required ImmutableArray<long> PsiCounts { get; init; }

        /// <summary>Rows outside <see cref="ColumnCells.Numbers.Range"/>, exact; 0 without one.</summary>
        public OutsideRows Outside { get; init; }

        /// <summary>Moments and extremes of the finite values; counts NaN and infinities.</summary>
        public required Moments Moments { get; init; }

        /// <summary>Quantiles, exact for few values, else within its stated rank error. Null while rows are at hand.</summary>
        public QuantileSketch? Sketch { get; init; }

        public required long Distinct { get; init; }

        public bool DistinctIsEstimate { get; init; }

        /// <summary>What distinct values are merged by; null while rows are at hand.</summary>
        public HyperLogLog? DistinctSketch { get; init; }

        public override long Present => Moments.Count;
    }

    /// <summary>Categories, booleans and text.</summary>
    public sealed record Categories : ColumnContent
    {
        public required ColumnCells.Categories On { get; init; }

        public override ColumnCells Cells => On;

        /// <summary>Rows per category of <see cref="ColumnCells.Categories.Names"/>, exact.</summary>
        public required ImmutableArray<long> Counts { get; init; }

        /// <summary>Rows of categories of the reference without a cell.</summary>
        public long Other { get; init; }

        /// <summary>Rows of categories the reference never had: the 1 000 most frequent, by name.</summary>
        public ImmutableSortedDictionary<string, long> Unseen { get; init; } =
            ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

        /// <summary>Rows of categories the reference never had beyond those in <see cref="Unseen"/>.</summary>
        public long UnseenRest { get; init; }

        public required long Distinct { get; init; }

        public bool DistinctIsEstimate { get; init; }

        /// <summary>What distinct values are merged by; null while rows are at hand.</summary>
        public HyperLogLog? DistinctSketch { get; init; }

        /// <summary>The same cells without rows.</summary>
        internal Categories Empty() => new() { On = On, Counts = [.. new long[Counts.Length]], Distinct = 0 };

        public override long Present
        {
            get
            {
                long present = checked(Other + UnseenRest);
                foreach (long count in Counts) present = checked(present + count);
                if (Unseen.IsEmpty) return present;
                foreach (var (_, count) in Unseen) present = checked(present + count);
                return present;
            }
        }
    }

    /// <summary>Times.</summary>
    public sealed record Times(DateTimeOffset? From, DateTimeOffset? To, long Count) : ColumnContent
    {
        public override long Present => Count;
    }

    /// <summary>Vectors: counted only.</summary>
    public sealed record Vectors(long Count, int Dimension) : ColumnContent
    {
        public override long Present => Count;
    }
}
