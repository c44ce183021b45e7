using MathNet.Numerics;

namespace Plumbline.Statistics.Hypothesis;

/// <summary>The two-sample Cramer-von Mises test: the mean square gap between two empirical distribution functions.</summary>
/// <remarks>
/// Source: Anderson, "On the distribution of the two-sample Cramer-von Mises criterion" (1962); exact p-value by Xiao, Gordon and Yakovlev,
/// "A C++ program
/// for the Cramer-von Mises two-sample test" (2006). Checked against scipy.stats.cramervonmises_2samp(method="auto").
/// </remarks>
public static class CramerVonMises
{
    /// <summary>The larger sample up to which the p-value is exact.</summary>
    public const int LargestExact = 20;

    /// <summary>The statistic T, mid-ranks for ties, and its p-value: exact up to <see cref="LargestExact"/> rows, else asymptotic. Time
    /// O(n + m).</summary>
    /// <param name="sortedReference">Ascending, finite, length at least 2; not modified.</param>
    /// <param name="sortedCurrent">Ascending, finite, length at least 2; not modified.</param>
    /// <returns>Undefined below 2 values on a side or when one is not finite.</returns>
    public static TestResult TwoSample(ReadOnlySpan<double> sortedReference, ReadOnlySpan<double> sortedCurrent)
    {
        if (!SortedSamples.AreComparable(sortedReference, sortedCurrent, 2)) return TestResult.Undefined;
        double n = sortedReference.Length, m = sortedCurrent.Length, total = n + m;
        (double first, double second) = SquaredRankGaps(sortedReference, sortedCurrent);
        double u = (n * first) + (m * second), t = (u / (n * m * total)) - (((4 * n * m) - 1) / (6 * total));
        if (Math.Max(n, m) <= LargestExact) return new TestResult(t, ExactUpper(u, (int)n, (int)m), TestMethod.Exact);

        double mean = (1 + (1 / total)) / 6;
        double variance = (total + 1) * ((4 * n * m * total) - (3 * ((n * n) + (m * m))) - (2 * n * m)) / (45 * total * total * 4 * n * m);
        double standard = (1.0 / 6) + ((t - mean) / Math.Sqrt(45 * variance));
        return new TestResult(t, QuadraticLimit.CramerVonMisesUpper(standard), TestMethod.Asymptotic);
    }

    /// <summary>The sums of (pooled mid-rank - own rank)^2 of both samples.</summary>
    static (double Reference, double Current) SquaredRankGaps(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        double first = 0, second = 0;
        PooledRuns runs = new(reference, current);
        while (runs.Next())
        {
            double below = (double)runs.ReferenceBefore + runs.CurrentBefore, tied = (double)runs.ReferenceHere + runs.CurrentHere;
            double rank = below + ((tied + 1) / 2);
            first += SumOfSquares(rank - runs.ReferenceBefore, runs.ReferenceHere);
            second += SumOfSquares(rank - runs.CurrentBefore, runs.CurrentHere);
        }

        return (first, second);
    }

    /// <summary>The sum of (start - i)^2 for i = 1 .. count.</summary>
    static double SumOfSquares(double start, double count)
    {
        double centre = start - ((count + 1) / 2);
        return count * ((centre * centre) + (((count * count) - 1) / 12));
    }

    static double ExactUpper(double u, int n, int m)
    {
        long common = n / (long)Euclid.GreatestCommonDivisor(n, m) * m, a = common / n, b = common / m;
        double product = (double)n * m;
        double line = Math.Floor((double)common * common * (n + m) * ((6 * u) - (product * ((4 * product) - 1))) / (6 * product * product));
        (long[] Values, double[] Counts)[] paths = new (long[], double[])[n + 1];
        Array.Fill(paths, ([], []));
        paths[0] = ([0], [1]);
        for (int row = 0; row <= m; row++)
            for (int v = 0; v <= n; v++)
            {
                long gap = ((a * v) - (b * row)) * ((a * v) - (b * row));
                paths[v] = v == 0 ? Joined(paths[0], ([], []), gap) : Joined(paths[v], paths[v - 1], gap);
            }

        (long[] values, double[] counts) = paths[n];
        double beyond = 0;
        for (int i = 0; i < values.Length; i++) beyond += values[i] >= line ? counts[i] : 0;
        return Math.Min(1, beyond / counts.Sum());
    }

    /// <summary>Two frequency tables, ascending by value, added up and moved by a constant.</summary>
    static (long[] Values, double[] Counts) Joined((long[] Values, double[] Counts) a, (long[] Values, double[] Counts) b, long gap)
    {
        long[] values = new long[a.Values.Length + b.Values.Length];
        double[] counts = new double[values.Length];
        int length = 0;
        for (int i = 0, j = 0; i < a.Values.Length || j < b.Values.Length; length++)
        {
            long next = Math.Min(i < a.Values.Length ? a.Values[i] : long.MaxValue, j < b.Values.Length ? b.Values[j] : long.MaxValue);
            values[length] = next + gap;
            if (i < a.Values.Length && a.Values[i] == next) counts[length] += a.Counts[i++];
            if (j < b.Values.Length && b.Values[j] == next) counts[length] += b.Counts[j++];
        }

        return (values[..length], counts[..length]);
    }
}
