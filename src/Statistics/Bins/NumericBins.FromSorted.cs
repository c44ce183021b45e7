using Plumbline.Statistics.Descriptive;

namespace Plumbline.Statistics.Bins;

public sealed partial class NumericBins
{
    /// <summary>Cells of a distinct bin set at most.</summary>
    const int MostDistinct = 1_000;

    /// <summary>Freezes the cells of a reference sample.</summary>
    /// <param name="sorted">The reference, ascending, finite, any length; empty gives one cell. Not modified, not kept.</param>
    /// <param name="binCount">The number of quantile or equal-width intervals, at least 1; the other rules choose their own.</param>
    /// <param name="binning">How the edges are chosen.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="binCount"/> is below 1.</exception>
    public static NumericBins FromSorted(ReadOnlySpan<double> sorted, int binCount, Binning binning = Binning.Quantile)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(binCount, 1);
        if (sorted.IsEmpty) return new NumericBins([], []);
        return binning switch
        {
            Binning.Quantile => new NumericBins(QuantileEdges(sorted, binCount), HeavyValues(sorted, binCount)),
            Binning.EqualWidth => EqualWidthBins(sorted, binCount),
            Binning.Sturges => EqualWidthBins(sorted, (int)Math.Ceiling(Math.Log2(sorted.Length) + 1)),
            Binning.Doane => EqualWidthBins(sorted, DoaneCount(sorted)),
            Binning.Distinct => new NumericBins([], DistinctValues(sorted)),
        };
    }

    static double[] QuantileEdges(ReadOnlySpan<double> sorted, int binCount)
    {
        List<double> edges = [];
        for (long k = 1; k < binCount; k++)
        {
            (long position, long rest) = Math.DivRem((sorted.Length - 1) * k, binCount);
            int i = (int)position;
            double edge = rest == 0 ? sorted[i] : Interpolated(sorted[i], sorted[i + 1], rest, binCount);
            if (edges.Count == 0 || edge > edges[^1]) edges.Add(edge + 0.0);
        }

        return [.. edges];
    }

    static double Interpolated(double a, double b, double rest, double binCount)
    {
        double step = (b - a) * rest / binCount;
        return double.IsFinite(step) ? a + step : Quantile.Between(a, b, rest / binCount);
    }

    static double[] HeavyValues(ReadOnlySpan<double> sorted, int binCount)
    {
        List<double> heavy = [];
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            end = EndOfRun(sorted, start);
            if ((double)(end - start) * binCount > sorted.Length) heavy.Add(sorted[start] + 0.0);
        }

        return [.. heavy];
    }

    static NumericBins EqualWidthBins(ReadOnlySpan<double> sorted, int count)
    {
        // The left edge is the number just below the minimum, so that the minimum itself is inside and what is smaller is not.
        double min = sorted[0], max = sorted[^1];
        List<double> edges = [Math.Max(Math.BitDecrement(min), double.MinValue)];
        for (int k = 1; k <= count; k++)
        {
            double edge = k == count ? max : Interpolated(min, max, k, count);
            if (edge > edges[^1] && edge <= max) edges.Add(edge + 0.0);
        }

        return new NumericBins([.. edges], []);
    }

    static int DoaneCount(ReadOnlySpan<double> sorted)
    {
        // Source: Doane, "Aesthetic frequency classifications" (1976); the number of bins is found from the width, as numpy does.
        double n = sorted.Length;
        Moments moments = new();
        moments.AddRange(sorted);
        double skewness = moments.Skewness;
        if (sorted.Length < 3 || double.IsNaN(skewness)) return 1;
        double error = Math.Sqrt(6 * (n - 2) / ((n + 1) * (n + 3)));
        double bins = 1 + Math.Log2(n) + Math.Log2(1 + (Math.Abs(skewness) / error));
        return (int)Math.Ceiling(bins);
    }

    static double[] DistinctValues(ReadOnlySpan<double> sorted)
    {
        List<(double Value, int Count)> values = [];
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            end = EndOfRun(sorted, start);
            values.Add((sorted[start] + 0.0, end - start));
        }

        return [.. values.OrderByDescending(v => v.Count).ThenBy(v => v.Value).Take(MostDistinct).Select(v => v.Value).Order()];
    }

    static int EndOfRun(ReadOnlySpan<double> sorted, int start) => UpperBoundGalloping(sorted, sorted[start], start);

    static int UpperBoundGalloping(ReadOnlySpan<double> sorted, double value, int start)
    {
        int step = 1;
        while (start + step < sorted.Length && sorted[start + step] <= value) step <<= 1;
        return UpperBound(sorted[..(int)Math.Min(sorted.Length, (long)start + step)], value, start + (step >> 1));
    }
}
