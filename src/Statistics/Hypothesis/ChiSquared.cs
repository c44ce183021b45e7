using Plumbline.Statistics.Distances;

namespace Plumbline.Statistics.Hypothesis;

/// <summary>Pearson's chi-squared test that two samples fall into the same cells with the same probabilities.</summary>
/// <remarks>
/// Both samples are uncertain: the expected counts come from both together, never from the reference alone.
/// Source: Pearson (1900) in the two-sample form of Agresti, "Categorical Data Analysis" (2013), section 3.2.
/// Checked against scipy.stats.chi2_contingency(correction=False).
/// </remarks>
public static class ChiSquared
{
    /// <summary>The 2 x k contingency test on the cells not empty in both; no continuity correction, no pooling. With one cell p is
    /// 1.</summary>
    /// <param name="reference">Reference counts per cell, each at least 0.</param>
    /// <param name="current">Current counts per cell, same length.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static ChiSquaredResult TwoSample(ReadOnlySpan<long> reference, ReadOnlySpan<long> current) =>
        Contingency.Test<Contingency.Pearson>(CellShares.Of(reference, current));
}
