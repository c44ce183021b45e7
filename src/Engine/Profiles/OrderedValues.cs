using Plumbline.Statistics.Sketches;

namespace Plumbline.Engine.Profiles;

/// <summary>The ordered values of a numeric column: all of them, sorted, or a sketch of them.</summary>
sealed class OrderedValues
{
    readonly ReadOnlyMemory<double> _sorted;
    readonly QuantileSketch? _bounded;

    OrderedValues(ReadOnlyMemory<double> sorted, QuantileSketch? bounded) => (_sorted, _bounded) = (sorted, bounded);

    /// <summary>Nothing.</summary>
    public static OrderedValues None { get; } = new(default, null);

    /// <summary>True when every value is here.</summary>
    public bool IsExact => _bounded is null;

    /// <summary>All values, ascending; only when exact.</summary>
    public ReadOnlySpan<double> Sorted => IsExact ? _sorted.Span
        : throw new InvalidOperationException("A bounded sketch does not hold every value.");

    public long Count => _bounded?.Count ?? _sorted.Length;

    /// <summary>Largest error of a rank, as a share; 0 when exact.</summary>
    public double RankError => _bounded?.RankError ?? 0;

    /// <summary>Of sorted values; not copied.</summary>
    public static OrderedValues Of(ReadOnlyMemory<double> sorted) => new(sorted, null);

    /// <summary>Of a sketch.</summary>
    public static OrderedValues Of(QuantileSketch sketch) => sketch.IsExact ? new(sketch.Values.ToArray(), null) : new(default, sketch);

    /// <summary>A sketch of the values.</summary>
    public QuantileSketch Sketch() => _bounded ?? QuantileSketch.Exact(_sorted.Span);

    /// <summary>The quantile; NaN when there is no value.</summary>
    public double Quantile(double q) =>
        Count == 0 ? double.NaN : _bounded is { } sketch ? sketch.Quantile(q) : Statistics.Descriptive.Quantile.R7(_sorted.Span, q);

    /// <summary>The share of values at or below <paramref name="x"/>; NaN when there is none.</summary>
    public double Cdf(double x) =>
        Count == 0 ? double.NaN : _bounded is { } sketch ? sketch.Cdf(x) : UpperBound(_sorted.Span, x) / (double)_sorted.Length;

    /// <summary>The share of values below <paramref name="x"/>.</summary>
    public double CdfBelow(double x) => Cdf(Math.BitDecrement(x));

    /// <summary>The distinct values, ascending; null when there are more than <paramref name="most"/> or they are not all at
    /// hand.</summary>
    public IReadOnlyList<double>? DistinctValues(int most)
    {
        if (!IsExact) return null;
        var sorted = _sorted.Span;
        var values = new List<double>();
        for (int at = 0; at < sorted.Length; at = UpperBound(sorted, sorted[at]))
        {
            if (values.Count == most) return null;
            values.Add(sorted[at]);
        }
        return values;
    }

    static int UpperBound(ReadOnlySpan<double> sorted, double x)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (sorted[middle] <= x) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
