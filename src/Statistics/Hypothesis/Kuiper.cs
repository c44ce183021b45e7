using MathNet.Numerics;

namespace Plumbline.Statistics.Hypothesis;

/// <summary>Kuiper's two-sample test: like Kolmogorov-Smirnov, but as sensitive in the tails as in the middle.</summary>
/// <remarks>
/// Source: Kuiper, "Tests concerning random points on a circle" (1960); p-value by the four formulas of Paltani, "Searching for periods in
/// X-ray
/// observations using Kuiper's test" (2004), section 2, at the effective size n m / (n + m), as astropy.stats.kuiper_two.
/// </remarks>
public static class Kuiper
{
    /// <summary>The sum V of the largest gaps in both directions, in [0, 2], and its asymptotic p-value. Time O(n + m).</summary>
    /// <param name="sortedReference">Ascending, finite; not modified.</param>
    /// <param name="sortedCurrent">Ascending, finite; not modified.</param>
    /// <returns>Undefined when a side is empty or not finite.</returns>
    public static TestResult TwoSample(ReadOnlySpan<double> sortedReference, ReadOnlySpan<double> sortedCurrent)
    {
        if (!SortedSamples.AreComparable(sortedReference, sortedCurrent)) return TestResult.Undefined;
        double n = sortedReference.Length, m = sortedCurrent.Length, above = 0, below = 0;
        PooledRuns runs = new(sortedReference, sortedCurrent);
        while (runs.Next())
        {
            double gap = (runs.ReferenceBefore / n) - (runs.CurrentBefore / m);
            above = Math.Max(above, gap);
            below = Math.Max(below, -gap);
        }

        double v = above + below;
        return new TestResult(v, UpperProbability(v, n * (m / (n + m))), TestMethod.Asymptotic);
    }

    /// <summary>P(V >= v) at an effective size, whole or not.</summary>
    internal static double UpperProbability(double v, double size)
    {
        if (v * size <= 1) return 1;
        if (v < 2 / size) return Math.Clamp(1 - Math.Exp(SpecialFunctions.GammaLn(size + 1)
            + ((size - 1) * Math.Log(v - (1 / size)))), 0, 1);
        if (v < 3 / size) return Math.Clamp(1 - SecondPiece(v, size), 0, 1);
        bool even = size % 2 == 0, odd = size % 2 == 1;
        return (v > 0.5 && even) || (v > (size - 1) / (2 * size) && odd)
            ? Math.Clamp(Stephens(v, size), 0, 1)
            : Math.Clamp(Limit(v, size), 0, 1);
    }

    static double SecondPiece(double v, double size)
    {
        double k = -((size * v) - 1) / 2;
        double root = Math.Sqrt((k * k) - (((size * v) - 2) * ((size * v) - 2) / 2));
        double a = -k + root, b = -k - root;
        double powers = (Math.Pow(b, size - 1) * (1 - a)) - (Math.Pow(a, size - 1) * (1 - b));
        return powers * Math.Exp(SpecialFunctions.GammaLn(size) - ((size - 2) * Math.Log(size))) / (b - a);
    }

    static double Stephens(double v, double size)
    {
        double sum = 0;
        for (double t = 0; t <= Math.Floor(size * (1 - v)); t++)
        {
            double y = v + (t / size), rest = 1 - y;
            if (rest <= 0) break;
            double polynomial = (y * y * y * size) - (y * y * t * (3 - (2 / size)))
                + (y * t * (t - 1) * (3 - (2 / size)) / size) - (t * (t - 1) * (t - 2) / (size * size));
            double logBinomial = SpecialFunctions.GammaLn(size + 1) - SpecialFunctions.GammaLn(t + 1) - SpecialFunctions.GammaLn(size
                - t + 1);
            sum += polynomial * Math.Exp(logBinomial + ((t - 3) * Math.Log(y)) + ((size - t - 1) * Math.Log(rest)));
        }

        return sum;
    }

    static double Limit(double v, double size)
    {
        double z2 = v * v * size, first = 0, second = 0;
        for (double j = 1; j < 18.82 / Math.Sqrt(z2); j++)
        {
            double square = j * j * z2, weight = Math.Exp(-2 * square);
            first += 2 * ((4 * square) - 1) * weight;
            second += j * j * ((4 * square) - 3) * weight;
        }

        return first - (8 * v / 3 * second);
    }
}
