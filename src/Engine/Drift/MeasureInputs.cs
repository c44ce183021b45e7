using Plumbline.Engine.Profiles;
using Plumbline.Statistics.Bins;

namespace Plumbline.Engine.Drift;

/// <summary>What measures are computed from.</summary>
/// <param name="Reference">Reference rows per cell, unjoined.</param>
/// <param name="Current">Current rows per cell.</param>
/// <param name="PsiReference">The same on the cells of psi.</param>
/// <param name="PsiCurrent">The same on the cells of psi.</param>
/// <param name="Values">The ordered values of both sides; null for categories.</param>
sealed record MeasureInputs(long[] Reference, long[] Current, long[] PsiReference, long[] PsiCurrent, ValuePair? Values)
{
    public bool IsNumeric => Values is not null;

    /// <summary>From two profiles on the same cells.</summary>
    public static MeasureInputs Of(ColumnContent reference, ColumnContent current, CountedCells cells, ValuePair? values) =>
        (reference, current) is (ColumnContent.Numbers r, ColumnContent.Numbers c)
            ? new MeasureInputs(cells.Reference, cells.Current, [.. r.PsiCounts], [.. c.PsiCounts], values ?? ValuePair.None)
            : new MeasureInputs(cells.Reference, cells.Current, cells.Reference, cells.Current, null);

    /// <summary>The same on cells of another kind, frozen from the reference's values.</summary>
    public MeasureInputs Rebinned(ValuePair values, Binning binning, int? binCount)
    {
        if (!values.IsExact) return this;
        var (reference, current) = (values.Reference, values.Current);
        var bins = NumericBins.FromSorted(reference.Sorted, binCount ?? ColumnCells.BinCount, binning);
        var psiBins = NumericBins.FromSorted(reference.Sorted, binCount ?? ColumnCells.PsiBinCount, binning);
        return this with
        {
            Reference = Count(bins, reference.Sorted),
            Current = Count(bins, current.Sorted),
            PsiReference = Count(psiBins, reference.Sorted),
            PsiCurrent = Count(psiBins, current.Sorted),
        };
    }

    static long[] Count(NumericBins bins, ReadOnlySpan<double> sorted)
    {
        long[] counts = new long[bins.CellCount];
        bins.CountSorted(sorted, counts);
        return counts;
    }
}
