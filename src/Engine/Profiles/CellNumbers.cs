using Plumbline.Engine.Columns;
using Plumbline.Statistics;
using Plumbline.Statistics.Descriptive;
using Plumbline.Statistics.Sketches;

namespace Plumbline.Engine.Profiles;

/// <summary>Numbers of a cell: exact counts, moments, a quantile sketch, distinct values.</summary>
sealed class CellNumbers : CellColumn
{
    /// <summary>Values kept one by one before the sketch becomes bounded.</summary>
    public const int MostExact = 2 * NumericAccumulator.SketchSize;

    readonly ColumnCells.Numbers _cells;
    readonly long[] _counts;
    readonly long[] _psiCounts;
    readonly Moments _moments;
    readonly HyperLogLog? _distinct;
    readonly bool _keepSketches;
    OutsideRows _outside;
    List<double>? _values;
    KllSketch? _sketch;

    public CellNumbers(ColumnDefinition column, ColumnContent.Numbers so, bool keepSketches)
        : base(column)
    {
        _cells = so.On;
        _counts = [.. so.Counts];
        _psiCounts = [.. so.PsiCounts];
        _outside = so.Outside;
        _moments = new Moments(so.Moments.State);
        _keepSketches = keepSketches;
        if (!keepSketches) return;
        _distinct = so.DistinctSketch is { } distinct ? distinct.Copy() : new HyperLogLog();
        if (so.Sketch is { IsExact: false } bounded) _sketch = KllSketch.FromBytes(bounded.ToBytes());
        else _values = so.Sketch is { } exact ? [.. exact.Values] : [];
    }

    protected override int TryCount(ColumnSlice slice, ReadOnlySpan<int> rows)
    {
        if (slice is not NumericSlice numbers) return -1;
        double[] gathered = new double[rows.Length];
        var values = numbers.Values.Span;
        for (int i = 0; i < rows.Length; i++) gathered[i] = values[rows[i]];
        return Count(gathered);
    }

    protected override ColumnContent BuildContent() => new ColumnContent.Numbers
    {
        On = _cells,
        Counts = [.. _counts],
        PsiCounts = [.. _psiCounts],
        Outside = _outside,
        Moments = new Moments(_moments.State),
        Sketch = !_keepSketches ? null : _sketch is { } bounded ? bounded.Freeze() : QuantileSketch.Exact([.. _values!.Order()]),
        Distinct = (long)Math.Round(_distinct?.Estimate ?? 0),
        DistinctIsEstimate = true,
        DistinctSketch = _distinct?.Copy(),
    };

    int Count(double[] values)
    {
        _cells.Bins.Count(values, _counts);
        _cells.PsiBins.Count(values, _psiCounts);
        if (_cells.Range is { } range) _outside += range.Count(values);
        int present = 0;
        foreach (double value in values)
        {
            // One by one: sums of floating-point numbers depend on where a batch ends.
            _moments.Add(value);
            if (!double.IsNaN(value)) present++;
            // Adding 0 makes -0 a 0: a sorted list cannot tell them apart.
            if (_keepSketches && double.IsFinite(value)) Sketch(value + 0.0);
        }
        return present;
    }

    // The first values enter the bounded sketch sorted, whatever their order was: a stored cell only knows them sorted.
    void Sketch(double value)
    {
        _distinct!.Add(StableHash.Of(value));
        if (_values is { Count: < MostExact })
        {
            _values.Add(value);
            return;
        }
        if (_sketch is null)
        {
            _values!.Sort();
            _sketch = new KllSketch(NumericAccumulator.SketchSize);
            foreach (double kept in _values) _sketch.Add(kept);
            _values = null;
        }
        _sketch.Add(value);
    }
}
