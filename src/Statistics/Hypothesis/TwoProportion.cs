namespace Plumbline.Statistics.Hypothesis;

/// <summary>Two proportions compared: a test and the difference with its interval.</summary>
/// <remarks>
/// Source: Newcombe, "Interval estimation for the difference between independent proportions: comparison of eleven methods" (1998), method
/// 10.
/// Checked against statsmodels proportions_ztest (whose sign is the other way round) and confint_proportions_2indep(method="newcomb").
/// </remarks>
public static class TwoProportion
{
    /// <summary>The two-sided pooled z test. The statistic is positive when the current proportion is larger.</summary>
    /// <param name="referenceCount">Reference rows that have the property, in [0, referenceRows].</param>
    /// <param name="referenceRows">Reference rows.</param>
    /// <param name="currentCount">Current rows that have the property, in [0, currentRows].</param>
    /// <param name="currentRows">Current rows.</param>
    /// <returns>Undefined when a side has no row; p = 1 exactly when no row or every row has the property.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or above its rows.</exception>
    public static TestResult Z(long referenceCount, long referenceRows, long currentCount, long currentRows)
    {
        Check(referenceCount, referenceRows);
        Check(currentCount, currentRows);
        if (referenceRows == 0 || currentRows == 0) return TestResult.Undefined;

        double n = referenceRows, m = currentRows;
        double pooled = ((double)referenceCount + currentCount) / (n + m);
        double variance = pooled * (1 - pooled) * ((1 / n) + (1 / m));
        if (!(variance > 0)) return new TestResult(0, 1, TestMethod.Exact);
        double z = ((currentCount / m) - (referenceCount / n)) / Math.Sqrt(variance);
        return new TestResult(z, StandardNormal.TwoSided(z), TestMethod.Asymptotic);
    }

    /// <summary>Current less reference proportion with the 95 % hybrid score interval, inside [-1, 1]; undefined when a side has no
    /// row.</summary>
    /// <param name="referenceCount">Reference rows that have the property, in [0, referenceRows].</param>
    /// <param name="referenceRows">Reference rows.</param>
    /// <param name="currentCount">Current rows that have the property, in [0, currentRows].</param>
    /// <param name="currentRows">Current rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or above its rows.</exception>
    public static Estimate NewcombeDifference(long referenceCount, long referenceRows, long currentCount, long currentRows)
    {
        Check(referenceCount, referenceRows);
        Check(currentCount, currentRows);
        if (referenceRows == 0 || currentRows == 0) return Estimate.Undefined(referenceRows + currentRows);

        Estimate before = WilsonInterval.Compute(referenceCount, referenceRows), now = WilsonInterval.Compute(currentCount, currentRows);
        double difference = now.Value - before.Value;
        double down = Hypotenuse(now.Value - now.Low, before.High - before.Value);
        double up = Hypotenuse(now.High - now.Value, before.Value - before.Low);
        return new Estimate(difference, Math.Max(-1, difference - down), Math.Min(1, difference + up), referenceRows + currentRows);
    }

    static double Hypotenuse(double a, double b) => Math.Sqrt((a * a) + (b * b));

    static void Check(long count, long rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, rows);
    }
}
