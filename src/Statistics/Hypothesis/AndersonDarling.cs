namespace Plumbline.Statistics.Hypothesis;

/// <summary>The two-sample Anderson-Darling test: the squared gap between distribution functions, weighted towards the tails.</summary>
/// <remarks>
/// Source: Scholz and Stephens, "K-sample Anderson-Darling tests" (1987), equations 4 and 7 and table 2; beyond the table the limiting
/// distribution of Anderson and
/// Darling (1952) by Smirnov's formula, joined without a step. Checked against scipy.stats.anderson_ksamp(midrank=True), whose p-value is
/// clipped to [.001, .25].
/// </remarks>
public static class AndersonDarling
{
    // ln p of table 2 for two samples by least squares on a parabola, as scipy interpolates it.
    static readonly double[] s_levels = [.25, .1, .05, .025, .01, .005, .001];
    static readonly double[] s_critical =
    [
        .675 - .245 - .105, 1.281 + .25 - .305, 1.645 + .678 - .362, 1.96 + 1.149 - .391, 2.326 + 1.822 - .396,
        2.573 + 2.364 - .345, 3.085 + 3.615 - .154,
    ];

    static readonly double[] s_parabola = MathNet.Numerics.Fit.Polynomial(s_critical, Array.ConvertAll(s_levels, Math.Log), 2);

    /// <summary>The standardised statistic, mid-ranks for ties, and its asymptotic p-value, not clipped. Time O(n + m).</summary>
    /// <param name="sortedReference">Ascending, finite, length at least 1; not modified.</param>
    /// <param name="sortedCurrent">Ascending, finite, length at least 1; not modified.</param>
    /// <returns>Undefined when a side is empty or not finite, below 4 values in all, or when all values are equal.</returns>
    public static TestResult TwoSample(ReadOnlySpan<double> sortedReference, ReadOnlySpan<double> sortedCurrent)
    {
        double n = sortedReference.Length, m = sortedCurrent.Length, total = n + m;
        if (!SortedSamples.AreComparable(sortedReference, sortedCurrent) || total < 4) return TestResult.Undefined;
        double sum = 0;
        int runsSeen = 0;
        PooledRuns runs = new(sortedReference, sortedCurrent);
        while (runs.Next())
        {
            runsSeen++;
            double tied = (double)runs.ReferenceHere + runs.CurrentHere, middle = runs.ReferenceBefore + (double)runs.CurrentBefore
                + (tied / 2);
            double weight = (middle * (total - middle)) - (total * tied / 4);
            if (weight <= 0) continue;
            double reference = (total * (runs.ReferenceBefore + (runs.ReferenceHere / 2.0))) - (middle * n);
            double current = (total * (runs.CurrentBefore + (runs.CurrentHere / 2.0))) - (middle * m);
            sum += tied / total * ((reference * reference / n) + (current * current / m)) / weight;
        }

        if (runsSeen < 2) return TestResult.Undefined;
        double raw = sum * (total - 1) / total, deviation = Math.Sqrt(Variance(n, m));
        return new TestResult((raw - 1) / deviation, UpperProbability((raw - 1) / deviation), TestMethod.Asymptotic);
    }

    static double Variance(double n, double m)
    {
        const double k = 2;
        double total = n + m, inverse = (1 / n) + (1 / m), harmonic = 0, g = 0;
        for (double i = 1; i < total - 1; i++)
        {
            harmonic += 1 / (total - i);
            g += harmonic / (i + 1);
        }

        double h = harmonic + 1;
        double a = (((4 * g) - 6) * (k - 1)) + ((10 - (6 * g)) * inverse);
        double b = (((2 * g) - 4) * k * k) + (8 * h * k) + (((2 * g) - (14 * h) - 4) * inverse) - (8 * h) + (4 * g) - 6;
        double c = (((6 * h) + (2 * g) - 2) * k * k) + (((4 * h) - (4 * g) + 6) * k) + (((2 * h) - 6) * inverse) + (4 * h);
        double d = (((2 * h) + 6) * k * k) - (4 * h * k);
        return ((((((a * total) + b) * total) + c) * total) + d) / ((total - 1) * (total - 2) * (total - 3));
    }

    static double UpperProbability(double standardised)
    {
        double low = s_critical[0], high = s_critical[^1];
        if (standardised < low)
        {
            double joint = AtTable(low);
            return 1 - ((1 - QuadraticLimit.AndersonDarlingUpper(Unstandardised(standardised)))
                * (1 - joint) / (1 - QuadraticLimit.AndersonDarlingUpper(Unstandardised(low))));
        }

        if (standardised > high)
            return QuadraticLimit.AndersonDarlingUpper(Unstandardised(standardised))
                * (AtTable(high) / QuadraticLimit.AndersonDarlingUpper(Unstandardised(high)));
        return AtTable(standardised);
    }

    static double AtTable(double standardised) =>
        Math.Exp(s_parabola[0] + (standardised * (s_parabola[1] + (standardised * s_parabola[2]))));

    /// <summary>The limit has mean 1 and variance 2 (pi^2 - 9) / 3.</summary>
    static double Unstandardised(double standardised) => 1 + (standardised * Math.Sqrt(2 * ((Math.PI * Math.PI) - 9) / 3));
}
