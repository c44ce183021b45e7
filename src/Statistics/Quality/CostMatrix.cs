namespace Plumbline.Statistics.Quality;

/// <summary>What each outcome of a binary decision is worth, in any one unit; costs are negative.</summary>
public sealed record CostMatrix(double TruePositive, double FalsePositive, double FalseNegative, double TrueNegative)
{
    /// <summary>The value of all rows together.</summary>
    public double Total(in ConfusionCounts counts) =>
        (TruePositive * counts.TruePositives) + (FalsePositive * counts.FalsePositives)
        + (FalseNegative * counts.FalseNegatives) + (TrueNegative * counts.TrueNegatives);
}
