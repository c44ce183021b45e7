using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using Plumbline.Statistics.Descriptive;

namespace Plumbline.Statistics.Hypothesis;

/// <summary>The Epps-Singleton test: do two samples have the same empirical characteristic function? Also for discrete data.</summary>
/// <remarks>Source: Epps and Singleton, "An omnibus test for the two-sample problem using the empirical characteristic function" (1986), t
/// = (.4, .8). Checked against scipy.stats.epps_singleton_2samp.</remarks>
public static class EppsSingleton
{
    const int LeastRows = 5;

    /// <summary>Singular values below this share of the largest are rounding: data with few distinct values has a covariance without full
    /// rank.</summary>
    const double SingularShare = 1e-12;


    static readonly double[] s_points = [.4, .8];

    /// <summary>The statistic W2 and its chi-squared p-value. Time O(n + m).</summary>
    /// <param name="sortedReference">Ascending, finite, length at least 5; not modified.</param>
    /// <param name="sortedCurrent">Ascending, finite, length at least 5; not modified.</param>
    /// <returns>Undefined below 5 values on a side, when one is not finite, or when the interquartile range of both together is 0 or
    /// infinite, or when both are constant.</returns>
    public static TestResult TwoSample(ReadOnlySpan<double> sortedReference, ReadOnlySpan<double> sortedCurrent)
    {
        if (!SortedSamples.AreComparable(sortedReference, sortedCurrent, LeastRows)) return TestResult.Undefined;
        double[] pooled = [.. sortedReference, .. sortedCurrent];
        Sorting.RadixSort.SortInPlace(pooled, new double[pooled.Length]);
        double scale = (Quantile.R7(pooled, .75) - Quantile.R7(pooled, .25)) / 2;
        if (!(scale > 0) || !double.IsFinite(scale)) return TestResult.Undefined;

        double n = sortedReference.Length, m = sortedCurrent.Length, total = n + m;
        (Vector<double> meanA, Matrix<double> covarianceA) = CharacteristicMoments(sortedReference, scale);
        (Vector<double> meanB, Matrix<double> covarianceB) = CharacteristicMoments(sortedCurrent, scale);
        (Matrix<double> inverse, int rank) = PseudoInverse((covarianceA * (total / n)) + (covarianceB * (total / m)));
        Vector<double> difference = meanA - meanB;
        double statistic = total * difference.DotProduct(inverse * difference);
        if (Math.Max(n, m) < 25) statistic /= 1 + Math.Pow(total, -.45) + (10.1 * (Math.Pow(n, -1.7) + Math.Pow(m, -1.7)));
        return rank == 0
            ? TestResult.Undefined
            : new TestResult(statistic, GammaDistribution.Upper(rank / 2.0, Math.Max(0, statistic) / 2), TestMethod.Asymptotic);
    }

    /// <summary>Mean and population covariance of (cos t1 x, cos t2 x, sin t1 x, sin t2 x).</summary>
    static (Vector<double> Mean, Matrix<double> Covariance) CharacteristicMoments(ReadOnlySpan<double> sample, double scale)
    {
        int points = s_points.Length, size = 2 * points;
        Span<double> g = stackalloc double[size];
        double[] sums = new double[size];
        double[,] products = new double[size, size];
        foreach (double x in sample)
        {
            for (int p = 0; p < points; p++) (g[points + p], g[p]) = Math.SinCos(s_points[p] / scale * x);
            for (int a = 0; a < size; a++)
            {
                sums[a] += g[a];
                for (int b = 0; b <= a; b++) products[a, b] += g[a] * g[b];
            }
        }

        Vector<double> mean = Vector<double>.Build.Dense(sums) / sample.Length;
        double n = sample.Length;
        return (mean, Matrix<double>.Build.Dense(size, size, (a, b) => (products[Math.Max(a, b), Math.Min(a, b)] / n)
            - (mean[a] * mean[b])));
    }

    static (Matrix<double> Inverse, int Rank) PseudoInverse(Matrix<double> covariance)
    {
        Svd<double> parts = covariance.Svd();
        double largest = parts.S.Maximum();
        Vector<double> reciprocal = parts.S.Map(s => s > SingularShare * Math.Max(1, largest) ? 1 / s : 0);
        return (parts.VT.Transpose() * Matrix<double>.Build.DenseOfDiagonalVector(reciprocal) * parts.U.Transpose(),
            reciprocal.Count(r => r > 0));
    }
}
