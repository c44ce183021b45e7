using Plumbline.Statistics.Descriptive;

namespace Plumbline.Engine.Profiles;

/// <summary>Counts, moments and sketches of a numeric column, batch by batch on frozen cells.</summary>
sealed class NumericAccumulator(ColumnCells.Numbers cells)
{
    readonly long[] _counts = new long[cells.Bins.CellCount];
    readonly long[] _psiCounts = new long[cells.PsiBins.CellCount];
    readonly Moments _moments = new();
    long? _exactDistinct = 0;

    /// <summary>Adds a batch in any order; NaN and infinities are counted apart.</summary>
    public void Add(ReadOnlySpan<double> values)
    {
        _moments.AddRange(values);
        cells.Bins.Count(values, _counts);
        cells.PsiBins.Count(values, _psiCounts);
        _exactDistinct = null;
    }

    /// <summary>Adds all rows of a set at once: the same counts in less time, and the exact number of distinct values.</summary>
    /// <param name="values">In row order.</param>
    /// <param name="sorted">The finite ones, ascending.</param>
    public void AddWhole(ReadOnlySpan<double> values, ReadOnlySpan<double> sorted)
    {
        bool isFirst = _moments.Count == 0;
        _moments.AddRange(values);
        cells.Bins.CountSorted(sorted, _counts);
        cells.PsiBins.CountSorted(sorted, _psiCounts);
        long distinct = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            if (i == 0 || sorted[i] > sorted[i - 1]) distinct++;
        }
        _exactDistinct = isFirst ? distinct : null;
    }

    public ColumnContent.Numbers Build() => new()
    {
        On = cells,
        Counts = [.. _counts],
        PsiCounts = [.. _psiCounts],
        Moments = new Moments(_moments.State),
        Distinct = _exactDistinct ?? 0,
        DistinctIsEstimate = _exactDistinct is null,
    };
}
