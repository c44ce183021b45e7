using Plumbline.Statistics.Distances;

namespace Plumbline.Statistics.Hypothesis;

/// <summary>The likelihood-ratio (G) test that two samples fall into the same cells with the same probabilities.</summary>
/// <remarks>Source: Agresti, "Categorical Data Analysis" (2013), section 3.2.1. Checked against
/// scipy.stats.chi2_contingency(correction=False, lambda_="log-likelihood").</remarks>
public static class GTest
{
    /// <summary>The 2 x k contingency test on the cells not empty in both, for samples of any two sizes; no correction. With one cell p is
    /// 1.</summary>
    /// <param name="reference">Reference counts per cell, each at least 0.</param>
    /// <param name="current">Current counts per cell, same length.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static ChiSquaredResult TwoSample(ReadOnlySpan<long> reference, ReadOnlySpan<long> current) =>
        Contingency.Test<Contingency.LogLikelihood>(CellShares.Of(reference, current));
}
