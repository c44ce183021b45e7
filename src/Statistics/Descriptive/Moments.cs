using System.Numerics;
using System.Runtime.InteropServices;

namespace Plumbline.Statistics.Descriptive;

/// <summary>Count, mean, variance, skewness, kurtosis and extremes of a stream of numbers, mergeable.</summary>
/// <remarks>
/// NaN and infinities are counted and otherwise ignored. Values whose powers leave the range of double give an infinite or undefined
/// variance, never a wrong one.
/// Source: Pébay, "Formulas for robust, one-pass parallel computation of covariances and arbitrary-order statistical moments",
/// SAND2008-6212 (2008), equations 2.1 and 3.1; blocks of a range are done in two passes. Checked against numpy and scipy.stats.
/// </remarks>
public sealed class Moments
{
    const int BlockLength = 512;

    double _mean, _m2, _m3, _m4;

    /// <summary>Nothing seen yet.</summary>
    public Moments()
    {
        Min = double.NaN;
        Max = double.NaN;
    }

    /// <summary>Takes up a stored state.</summary>
    public Moments(MomentsState state)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(state.Count);
        Count = state.Count;
        (_mean, _m2, _m3, _m4) = (state.Mean, state.M2, state.M3, state.M4);
        (Min, Max) = (state.Min, state.Max);
        (NaNCount, InfiniteCount) = (state.NaNCount, state.InfiniteCount);
    }

    /// <summary>The finite values seen.</summary>
    public long Count { get; private set; }

    /// <summary>The NaN values seen and left out.</summary>
    public long NaNCount { get; private set; }

    /// <summary>The infinite values seen and left out.</summary>
    public long InfiniteCount { get; private set; }

    /// <summary>The smallest finite value; NaN when there is none.</summary>
    public double Min { get; private set; }

    /// <summary>The largest finite value; NaN when there is none.</summary>
    public double Max { get; private set; }

    /// <summary>The arithmetic mean; NaN below 1 value.</summary>
    public double Mean => Count < 1 ? double.NaN : _mean;

    /// <summary>The sample variance with normaliser n - 1; NaN below 2 values.</summary>
    public double Variance => Count < 2 ? double.NaN : _m2 / (Count - 1.0);

    /// <summary>The square root of <see cref="Variance"/>, in the unit of the data.</summary>
    public double StandardDeviation => Math.Sqrt(Variance);

    /// <summary>g1 = m3 / m2^1.5 with normaliser n (scipy.stats.skew); NaN below 1 value and for a constant.</summary>
    public double Skewness => Shape(_m3 / Count, 1.5);

    /// <summary>Excess kurtosis g2 = m4 / m2^2 - 3 with normaliser n (scipy.stats.kurtosis); NaN below 1 value and for a
    /// constant.</summary>
    public double Kurtosis => Shape(_m4 / Count, 2) - 3;

    /// <summary>Everything needed to take up the stream again.</summary>
    public MomentsState State => new(Count, _mean, _m2, _m3, _m4, Min, Max, NaNCount, InfiniteCount);

    /// <summary>Adds one value.</summary>
    public void Add(double value) => AddRange(new ReadOnlySpan<double>(in value));

    /// <summary>Adds every value. Time O(n), no allocation.</summary>
    /// <param name="values">Any length and order; NaN and infinities are counted apart; not modified.</param>
    public void AddRange(ReadOnlySpan<double> values)
    {
        Span<double> buffer = stackalloc double[Math.Min(values.Length, BlockLength)];
        while (!values.IsEmpty)
        {
            ReadOnlySpan<double> block = values[..Math.Min(values.Length, BlockLength)];
            values = values[block.Length..];
            if (AllFinite(block))
            {
                Combine(OfBlock(block));
                continue;
            }

            int kept = KeepFinite(block, buffer);
            if (kept > 0) Combine(OfBlock(buffer[..kept]));
        }
    }

    /// <summary>Adds everything another accumulator has seen.</summary>
    public void Merge(Moments other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Combine(other.State);
    }

    double Shape(double centralMoment, double power)
    {
        double populationVariance = _m2 / Count;
        return Count < 1 || !(populationVariance > 0) ? double.NaN : centralMoment / Math.Pow(populationVariance, power);
    }

    int KeepFinite(ReadOnlySpan<double> block, Span<double> buffer)
    {
        int kept = 0;
        foreach (double value in block)
        {
            if (double.IsFinite(value)) buffer[kept++] = value;
            else if (double.IsNaN(value)) NaNCount++;
            else InfiniteCount++;
        }

        return kept;
    }

    void Combine(in MomentsState b)
    {
        NaNCount += b.NaNCount;
        InfiniteCount += b.InfiniteCount;
        if (b.Count == 0) return;
        if (Count == 0)
        {
            Count = b.Count;
            (_mean, _m2, _m3, _m4, Min, Max) = (b.Mean, b.M2, b.M3, b.M4, b.Min, b.Max);
            return;
        }

        double na = Count, nb = b.Count, n = na + nb;
        double d = b.Mean - _mean;
        double fa = na / n, fb = nb / n;
        if (d != 0)
        {
            double d2 = d * d * fb * na;
            _m4 += b.M4 + (d2 * d * d * ((fa * fa) - (fa * fb) + (fb * fb))) + (6 * d * d * ((fa * fa * b.M2) + (fb * fb * _m2)))
                + (4 * d * ((fa * b.M3) - (fb * _m3)));
            _m3 += b.M3 + (d2 * d * (fa - fb)) + (3 * d * ((fa * b.M2) - (fb * _m2)));
            _m2 += b.M2 + d2;
            _mean = double.IsFinite(d) ? _mean + (d * fb) : (_mean * fa) + (b.Mean * fb);
        }
        else
        {
            _m4 += b.M4;
            _m3 += b.M3;
            _m2 += b.M2;
        }

        Count += b.Count;
        Min = Math.Min(Min, b.Min);
        Max = Math.Max(Max, b.Max);
    }

    static bool AllFinite(ReadOnlySpan<double> block)
    {
        // x - x is 0 for a finite x and NaN otherwise, and NaN survives a sum.
        Vector<double> zero = Vector<double>.Zero;
        ReadOnlySpan<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(block);
        foreach (Vector<double> v in vectors) zero += v - v;
        double rest = Vector.Sum(zero);
        foreach (double value in block[(vectors.Length * Vector<double>.Count)..]) rest += value - value;
        return rest == 0;
    }

    static MomentsState OfBlock(ReadOnlySpan<double> block)
    {
        ReadOnlySpan<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(block);
        ReadOnlySpan<double> tail = block[(vectors.Length * Vector<double>.Count)..];
        Vector<double> sums = Vector<double>.Zero, lows = new(block[0]), highs = lows;
        foreach (Vector<double> v in vectors)
        {
            sums += v;
            lows = Vector.Min(lows, v);
            highs = Vector.Max(highs, v);
        }

        double sum = Vector.Sum(sums), min = block[0], max = block[0];
        for (int i = 0; i < Vector<double>.Count; i++) (min, max) = (Math.Min(min, lows[i]), Math.Max(max, highs[i]));
        foreach (double x in tail)
        {
            sum += x;
            (min, max) = (Math.Min(min, x), Math.Max(max, x));
        }

        double mean = min == max ? min : double.IsFinite(sum) ? sum / block.Length : ScaledMean(block);
        return min == max
            ? new MomentsState(block.Length, mean, 0, 0, 0, min, max, 0, 0)
            : Powers(vectors, tail, mean) with { Count = block.Length, Mean = mean, Min = min, Max = max };
    }

    static MomentsState Powers(ReadOnlySpan<Vector<double>> vectors, ReadOnlySpan<double> tail, double mean)
    {
        Vector<double> centre = new(mean), v2 = Vector<double>.Zero, v3 = v2, v4 = v2;
        foreach (Vector<double> v in vectors)
        {
            Vector<double> d = v - centre, square = d * d;
            v2 += square;
            v3 += square * d;
            v4 += square * square;
        }

        double m2 = Vector.Sum(v2), m3 = Vector.Sum(v3), m4 = Vector.Sum(v4);
        foreach (double x in tail)
        {
            double d = x - mean, square = d * d;
            m2 += square;
            m3 += square * d;
            m4 += square * square;
        }

        return new MomentsState(0, 0, m2, m3, m4, 0, 0, 0, 0);
    }

    static double ScaledMean(ReadOnlySpan<double> block)
    {
        double mean = 0;
        foreach (double x in block) mean += x / block.Length;
        return mean;
    }
}
