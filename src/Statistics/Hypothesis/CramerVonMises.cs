using MathNet.Numerics;

namespace Plumbline.Statistics.Hypothesis;

/// <summary>The two-sample Cramer-von Mises test: the mean square gap between two empirical distribution functions.</summary>
/// <remarks>
/// Source: Anderson, "On the distribution of the two-sample Cramer-von Mises criterion" (1962); exact p-value by Xiao, Gordon and Yakovlev, "A C++ program
/// for the Cramer-von Mises two-sample test" (2006). Checked against scipy.stats.cramervonmises_2samp(method="auto").
/// </remarks>
public static class CramerVonMises
{
    /// <summary>The larger sample up to which the p-value is exact.</summary>
    public const int LargestExact = 20;

    /// <summary>The statistic T, mid-ranks for ties, and its p-value: exact up to <see cref="LargestExact"/> rows, else asymptotic. Time O(n + m).</summary>
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
        Dictionary<long, double>[] paths = new Dictionary<long, double>[n + 1];
        for (int v = 0; v <= n; v++) paths[v] = [];
        paths[0][0] = 1;
        for (int row = 0; row <= m; row++)
            for (int v = 0; v <= n; v++)
            {
                long gap = ((a * v) - (b * row)) * ((a * v) - (b * row));
                Dictionary<long, double> reached = [];
                if (v > 0) Collect(reached, paths[v - 1], gap);
                Collect(reached, paths[v], gap);
                paths[v] = reached;
            }

        double all = 0, beyond = 0;
        foreach ((long value, double count) in paths[n])
        {
            all += count;
            if (value >= line) beyond += count;
        }

        return Math.Min(1, beyond / all);
    }

    static void Collect(Dictionary<long, double> into, Dictionary<long, double> from, long gap)
    {
        foreach ((long value, double count) in from)
            into[value + gap] = into.GetValueOrDefault(value + gap) + count;
    }
}
