using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;
using Plumbline.Statistics.Distances;

namespace Plumbline.Engine.Drift;

/// <summary>What the two sides of one column say, before columns are judged together.</summary>
abstract record ColumnEvidence
{
    ColumnEvidence()
    {
    }

    /// <summary>The reference holds nothing to compare with.</summary>
    public sealed record NotComparable(Message Reason) : ColumnEvidence;

    /// <summary>The current side lost the column: absent, all missing, or of another type.</summary>
    public sealed record Lost(Message Reason) : ColumnEvidence;

    /// <summary>Fewer than 30 values on a side.</summary>
    public sealed record TooFew(Message Reason, AbsenceTest Absence) : ColumnEvidence;

    /// <summary>Tests were made.</summary>
    public sealed record Tested : ColumnEvidence
    {
        public required ColumnType Type { get; init; }

        public required CountedCells Cells { get; init; }

        public required AbsenceTest Absence { get; init; }

        /// <summary>Contingency test on the joined cells; NaN with one cell.</summary>
        public required double PChi { get; init; }

        /// <summary>Rank sum on the unjoined cells; NaN for categories. The sign of the statistic says where it went.</summary>
        public double PLocation { get; init; } = double.NaN;

        public double LocationScore { get; init; } = double.NaN;

        public double PSpread { get; init; } = double.NaN;

        public double SpreadScore { get; init; } = double.NaN;

        public required Effect Effect { get; init; }

        /// <summary>The reference's own variation between its blocks.</summary>
        public required double OwnVariation { get; init; }

        /// <summary>Present and finite values.</summary>
        public required long ReferencePresent { get; init; }

        public required long CurrentPresent { get; init; }

        public bool IsNumeric => Type == ColumnType.Numeric;

        /// <summary>The tests the column's level is shared by.</summary>
        public int TestCount => IsNumeric ? 3 : 1;

        /// <summary>3 min(p_chi, p_location, p_spread); for categories p_chi; NaN when nothing could be tested.</summary>
        public double PDistribution => !IsNumeric ? PChi : 3 * Smallest(PChi, PLocation, PSpread);

        /// <summary>The column's one p-value.</summary>
        public double PValue => Math.Min(1, Smallest(PDistribution / .8, Absence.PValue / .2, double.NaN));

        /// <summary>True when the missing share speaks louder than the values.</summary>
        public bool AbsenceIsSmaller => double.IsNaN(PDistribution) || Absence.PValue / .2 < PDistribution / .8;

        static double Smallest(double a, double b, double c)
        {
            double smallest = double.NaN;
            foreach (double p in (ReadOnlySpan<double>)[a, b, c])
                if (!double.IsNaN(p) && !(p >= smallest)) smallest = p;
            return smallest;
        }
    }
}

/// <summary>Rows without a readable value (missing or unreadable) on both sides, compared.</summary>
/// <param name="ReferenceShare">In [0, 1].</param>
/// <param name="CurrentShare">In [0, 1].</param>
/// <param name="PValue">Two-proportion test; 1 when neither side misses a value or both miss all.</param>
sealed record AbsenceTest(double ReferenceShare, double CurrentShare, double PValue)
{
    /// <summary>Where it says nothing that values are absent.</summary>
    public static AbsenceTest None { get; } = new(0, 0, 1);

    /// <summary>Least move of the share that matters.</summary>
    public const double LeastMove = .02;

    public double Move => CurrentShare - ReferenceShare;

    public bool Matters => Math.Abs(Move) > LeastMove;
}
