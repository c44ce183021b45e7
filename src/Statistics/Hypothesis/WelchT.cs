using Plumbline.Statistics.Descriptive;

namespace Plumbline.Statistics.Hypothesis;

/// <summary>Welch's t test: do two means differ, with variances that need not be equal?</summary>
/// <remarks>Source: Welch, "The generalization of Student's problem when several different population variances are involved" (1947).
/// Checked against scipy.stats.ttest_ind(equal_var=False).</remarks>
public static class WelchT
{
    /// <summary>t = (mean of the reference - mean of the current) / standard error, two-sided. NaN and infinities in the samples are left
    /// out.</summary>
    /// <param name="reference">Any order, at least 2 finite values; not modified.</param>
    /// <param name="current">Any order, at least 2 finite values; not modified.</param>
    /// <returns>Undefined below 2 finite values on a side, or when both are constant and equal; infinite with p = 0 when both are constant
    /// and differ.</returns>
    public static TestResult TwoSample(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        Moments first = new(), second = new();
        first.AddRange(reference);
        second.AddRange(current);
        return TwoSample(first, second);
    }

    /// <summary>The same from the moments of the samples.</summary>
    /// <param name="reference">Moments of at least 2 values.</param>
    /// <param name="current">Moments of at least 2 values.</param>
    /// <returns>As for samples.</returns>
    public static TestResult TwoSample(Moments reference, Moments current)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(current);
        if (reference.Count < 2 || current.Count < 2) return TestResult.Undefined;
        double first = reference.Variance / reference.Count, second = current.Variance / current.Count;
        double difference = reference.Mean - current.Mean, variance = first + second;
        if (!double.IsFinite(variance) || !double.IsFinite(difference) || (variance == 0 && difference == 0)) return TestResult.Undefined;
        if (variance == 0) return new TestResult(difference > 0 ? double.PositiveInfinity : double.NegativeInfinity, 0, TestMethod.Exact);

        double t = difference / Math.Sqrt(variance), a = first / variance, b = second / variance;
        double freedom = 1 / ((a * a / (reference.Count - 1.0)) + (b * b / (current.Count - 1.0)));
        return new TestResult(t, TwoSided(t, freedom), TestMethod.Asymptotic);
    }

    static double TwoSided(double t, double freedom)
    {
        double x = freedom / (freedom + (t * t));
        return x >= 1 ? 1 : MathNet.Numerics.SpecialFunctions.BetaRegularized(freedom / 2, 0.5, x);
    }
}
