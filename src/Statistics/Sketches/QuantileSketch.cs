using Plumbline.Statistics.Sorting;

namespace Plumbline.Statistics.Sketches;

/// <summary>Quantiles and distribution function of a column, exact or from a <see cref="KllSketch"/>, behind one face. Immutable.</summary>
/// <remarks>Source: an exact sketch answers as numpy.quantile (definition R7 of Hyndman and Fan, 1996); a bounded one by the weights of the
/// values it kept.</remarks>
public sealed partial class QuantileSketch
{
    readonly double[] _values;

    // _upTo[i]: rows up to and including value i. Null when every value stands for one row.
    readonly long[]? _upTo;

    readonly KllSketch? _source;

    QuantileSketch(double[] values, long[]? upTo, KllSketch? source)
    {
        _values = values;
        _upTo = upTo;
        _source = source;
    }

    /// <summary>A sketch of nothing.</summary>
    public static QuantileSketch Empty { get; } = new([], null, null);

    /// <summary>True when every value is kept: then all answers are exact.</summary>
    public bool IsExact => _upTo is null;

    /// <summary>The finite values behind the sketch.</summary>
    public long Count => _source?.Count ?? _values.Length;

    /// <summary>The smallest value; NaN when empty.</summary>
    public double Min => _source?.Min ?? (_values.Length == 0 ? double.NaN : _values[0]);

    /// <summary>The largest value; NaN when empty.</summary>
    public double Max => _source?.Max ?? (_values.Length == 0 ? double.NaN : _values[^1]);

    /// <summary>The largest error of any rank as a share of <see cref="Count"/>, with probability .99; 0 when exact.</summary>
    public double RankError => IsExact ? 0 : _source!.RankError;

    /// <summary>The values kept, ascending.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>Keeps every value of a sorted sample.</summary>
    /// <param name="sorted">Ascending, finite; copied.</param>
    public static QuantileSketch Exact(ReadOnlySpan<double> sorted) =>
        sorted.IsEmpty ? Empty : new QuantileSketch(sorted.ToArray(), null, null);

    /// <summary>The answers of a KLL sketch as it is now.</summary>
    public static QuantileSketch Of(KllSketch sketch)
    {
        ArgumentNullException.ThrowIfNull(sketch);
        return Over(sketch.IsExact ? sketch : KllSketch.FromBytes(sketch.ToBytes()));
    }

    /// <summary>The answers of a sketch that nobody else changes.</summary>
    static QuantileSketch Over(KllSketch sketch)
    {
        List<double> kept = [];
        List<long> weights = [];
        foreach (var (value, weight) in sketch.Kept())
        {
            kept.Add(value);
            weights.Add(weight);
        }

        double[] values = [.. kept];
        long[] upTo = [.. weights];
        Array.Sort(values, upTo);
        if (sketch.IsExact) return values.Length == 0 ? Empty : new QuantileSketch(values, null, null);

        long rows = 0;
        for (int i = 0; i < upTo.Length; i++) upTo[i] = rows += upTo[i];
        return new QuantileSketch(values, upTo, sketch);
    }

    /// <summary>The sketch of both together: exact while both are and the sum is at most <paramref name="mostExact"/> values, else
    /// bounded.</summary>
    /// <param name="a">One part.</param>
    /// <param name="b">The other part.</param>
    /// <param name="mostExact">Values to keep at most before the sketch becomes bounded.</param>
    /// <param name="k">Size of the bounded sketch when neither part is bounded yet.</param>
    /// <exception cref="ArgumentException">Both parts are bounded, with a different k.</exception>
    public static QuantileSketch Merge(QuantileSketch a, QuantileSketch b, int mostExact = int.MaxValue, int k = 200)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Count == 0) return b;
        if (b.Count == 0) return a;
        if (a.IsExact && b.IsExact && a.Count + b.Count <= mostExact)
        {
            double[] both = [.. a._values, .. b._values];
            RadixSort.SortInPlace(both, new double[both.Length]);
            return new QuantileSketch(both, null, null);
        }

        KllSketch merged = a.ToKll(b._source?.K ?? k);
        merged.Merge(b.ToKll(merged.K));
        return Of(merged);
    }

    /// <summary>The value at the share <paramref name="q"/> of the ranks: definition R7 when exact, else the value kept whose ranks cover
    /// q. NaN when empty.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="q"/> is outside [0, 1] or NaN.</exception>
    public double Quantile(double q)
    {
        if (_upTo is null) return Descriptive.Quantile.R7(_values, q);
        if (!(q >= 0 && q <= 1)) throw new ArgumentOutOfRangeException(nameof(q), q, "A probability lies in [0, 1].");
        if (q == 0) return Min;
        if (q == 1) return Max;
        int at = _upTo.AsSpan().BinarySearch((long)Math.Ceiling(q * Count));
        return _values[Math.Min(at < 0 ? ~at : at, _values.Length - 1)];
    }

    /// <summary>The share of values at most <paramref name="x"/>, in [0, 1]; NaN when empty or x is NaN.</summary>
    public double Cdf(double x)
    {
        if (Count == 0 || double.IsNaN(x)) return double.NaN;
        if (x >= Max) return 1;
        if (x < Min) return 0;
        int low = 0, high = _values.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_values[middle] <= x) low = middle + 1;
            else high = middle;
        }

        return low == 0 ? 0 : (_upTo is null ? low : _upTo[low - 1]) / (double)Count;
    }

    /// <summary>The largest gap D between two sketches' distribution functions, looked for at every value kept; NaN when one is
    /// empty.</summary>
    public static double LargestGap(QuantileSketch reference, QuantileSketch current)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(current);
        if (reference.Count == 0 || current.Count == 0) return double.NaN;
        double largest = 0;
        foreach (double x in reference._values) largest = Math.Max(largest, Math.Abs(reference.Cdf(x) - current.Cdf(x)));
        foreach (double x in current._values) largest = Math.Max(largest, Math.Abs(reference.Cdf(x) - current.Cdf(x)));
        return largest;
    }

    KllSketch ToKll(int k)
    {
        if (_source is not null) return KllSketch.FromBytes(_source.ToBytes());
        KllSketch sketch = new(k);
        sketch.AddRange(_values);
        return sketch;
    }
}
