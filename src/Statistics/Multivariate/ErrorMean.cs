using MathNet.Numerics.Distributions;
using Plumbline.Statistics.Quality;

namespace Plumbline.Statistics.Multivariate;

/// <summary>Means of row errors and their comparison.</summary>
static class ErrorMean
{
    public static Estimate Of(double[] errors) => Sum(errors).ToEstimate(least: 0);

    /// <summary>Welch's t-test (1947), two-sided, positive when <paramref name="current"/> is larger.</summary>
    public static TestResult Welch(double[] reference, double[] current)
    {
        RunningMean before = Sum(reference), now = Sum(current);
        double ofBefore = before.Variance / before.Count, ofNow = now.Variance / now.Count;
        double error = ofBefore + ofNow;
        if (!(error > 0)) return TestResult.Undefined;
        double t = (now.Mean - before.Mean) / Math.Sqrt(error);
        double freedom = error * error / ((ofBefore * ofBefore / (before.Count - 1)) + (ofNow * ofNow / (now.Count - 1)));
        return new(t, Math.Min(1, 2 * StudentT.CDF(0, 1, freedom, -Math.Abs(t))), TestMethod.Asymptotic);
    }

    static RunningMean Sum(double[] errors)
    {
        RunningMean mean = default;
        foreach (double error in errors) mean.Add(error);
        return mean;
    }
}
