using Plumbline.Statistics.Sorting;

namespace Plumbline.Statistics.Sketches;

/// <summary>Quantiles and distribution function of a column, exact or from a <see cref="KllSketch"/>, behind one face. Immutable.</summary>
/// <remarks>Source: an exact sketch answers as numpy.quantile (definition R7 of Hyndman and Fan, 1996); a bounded one by the weights of the
/// values it kept.</remarks>
public sealed partial class QuantileSketch
{
    readonly KllSketch? _source;

    // Of a bounded sketch only when somebody asks: most are read to be merged.
    Ranked? _ranked;

    QuantileSketch(double[] values) => _ranked = new Ranked(values, []);

    QuantileSketch(KllSketch source) => _source = source;

    /// <summary>A sketch of nothing.</summary>
    public static QuantileSketch Empty { get; } = new([]);

    /// <summary>True when every value is kept: then all answers are exact.</summary>
    public bool IsExact => _source is null;

    /// <summary>The finite values behind the sketch.</summary>
    public long Count => _source?.Count ?? Kept.Values.Length;

    /// <summary>The smallest value; NaN when empty.</summary>
    public double Min => _source?.Min ?? (Kept.Values.Length == 0 ? double.NaN : Kept.Values[0]);

    /// <summary>The largest value; NaN when empty.</summary>
    public double Max => _source?.Max ?? (Kept.Values.Length == 0 ? double.NaN : Kept.Values[^1]);

    /// <summary>The largest error of any rank as a share of <see cref="Count"/>, with probability .99; 0 when exact.</summary>
    public double RankError => IsExact ? 0 : _source!.RankError;

    /// <summary>The values kept, ascending.</summary>
    public ReadOnlySpan<double> Values => Kept.Values;

    // Two who ask at once find the same.
    Ranked Kept => _ranked ??= Ranked.Of(_source!);

    /// <summary>Keeps every value of a sorted sample.</summary>
    /// <param name="sorted">Ascending, finite; copied.</param>
    public static QuantileSketch Exact(ReadOnlySpan<double> sorted) =>
        sorted.IsEmpty ? Empty : new QuantileSketch(sorted.ToArray());

    /// <summary>The answers of a KLL sketch as it is now.</summary>
    public static QuantileSketch Of(KllSketch sketch)
    {
        ArgumentNullException.ThrowIfNull(sketch);
        return Over(sketch.IsExact ? sketch : KllSketch.FromBytes(sketch.ToBytes()));
    }

    /// <summary>The answers of a sketch that nobody else changes.</summary>
    static QuantileSketch Over(KllSketch sketch) => !sketch.IsExact ? new QuantileSketch(sketch)
        : sketch.Count == 0 ? Empty : new QuantileSketch(Ranked.Of(sketch).Values);

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
            double[] both = [.. a.Kept.Values, .. b.Kept.Values];
            RadixSort.SortInPlace(both, new double[both.Length]);
            return new QuantileSketch(both);
        }

        KllSketch merged = a.ToKll(b._source?.K ?? k);
        merged.Merge(b._source ?? b.ToKll(merged.K));
        return Of(merged);
    }

    /// <summary>Adds everything it has seen to a sketch, each value once.</summary>
    /// <exception cref="ArgumentException">It is bounded with a different k.</exception>
    public void AddTo(KllSketch sketch)
    {
        ArgumentNullException.ThrowIfNull(sketch);
        if (_source is null) sketch.AddRange(Kept.Values);
        else sketch.Merge(_source);
    }

    /// <summary>The value at the share <paramref name="q"/> of the ranks: definition R7 when exact, else the value kept whose ranks cover
    /// q. NaN when empty.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="q"/> is outside [0, 1] or NaN.</exception>
    public double Quantile(double q)
    {
        var (values, upTo) = Kept;
        if (IsExact) return Descriptive.Quantile.R7(values, q);
        if (!(q >= 0 && q <= 1)) throw new ArgumentOutOfRangeException(nameof(q), q, "A probability lies in [0, 1].");
        if (q == 0) return Min;
        if (q == 1) return Max;
        int at = upTo.AsSpan().BinarySearch((long)Math.Ceiling(q * Count));
        return values[Math.Min(at < 0 ? ~at : at, values.Length - 1)];
    }

    /// <summary>The share of values at most <paramref name="x"/>, in [0, 1]; NaN when empty or x is NaN.</summary>
    public double Cdf(double x)
    {
        if (Count == 0 || double.IsNaN(x)) return double.NaN;
        if (x >= Max) return 1;
        if (x < Min) return 0;
        var (values, upTo) = Kept;
        int low = 0, high = values.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (values[middle] <= x) low = middle + 1;
            else high = middle;
        }

        return low == 0 ? 0 : (IsExact ? low : upTo[low - 1]) / (double)Count;
    }

    /// <summary>The largest gap D between two sketches' distribution functions, looked for at every value kept; NaN when one is
    /// empty.</summary>
    public static double LargestGap(QuantileSketch reference, QuantileSketch current)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(current);
        if (reference.Count == 0 || current.Count == 0) return double.NaN;
        double largest = 0;
        foreach (double x in reference.Kept.Values) largest = Math.Max(largest, Math.Abs(reference.Cdf(x) - current.Cdf(x)));
        foreach (double x in current.Kept.Values) largest = Math.Max(largest, Math.Abs(reference.Cdf(x) - current.Cdf(x)));
        return largest;
    }

    KllSketch ToKll(int k)
    {
        if (_source is not null) return KllSketch.FromBytes(_source.ToBytes());
        KllSketch sketch = new(k);
        sketch.AddRange(Kept.Values);
        return sketch;
    }

    /// <summary>Values in order.</summary>
    /// <param name="Values">Ascending.</param>
    /// <param name="UpTo">Rows up to and including each value; empty when every value stands for one row.</param>
    sealed record Ranked(double[] Values, long[] UpTo)
    {
        public static Ranked Of(KllSketch sketch)
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
            long rows = 0;
            for (int i = 0; i < upTo.Length; i++) upTo[i] = rows += upTo[i];
            return new Ranked(values, upTo);
        }
    }
}
