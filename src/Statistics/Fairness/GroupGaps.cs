using Plumbline.Statistics.Quality;

namespace Plumbline.Statistics.Fairness;

/// <summary>Gaps of a binary model between groups, as fairlearn defines them, with intervals.</summary>
/// <remarks>Differences carry Newcombe's interval (1998, method 10: Wilson intervals combined), sums of differences Zou and Donner's
/// (2008, MOVER), the ratio
/// Katz's log interval (1978, half a row added when a count is 0). The pair is the extreme one of k groups, so the level is
/// Bonferroni-adjusted over all
/// pairs: .05 / (k (k - 1) / 2). A group takes part in a measure when the rate's denominator is at least the minimum group size.</remarks>
public static class GroupGaps
{
    /// <summary>Every gap, in the order of <see cref="FairnessGapMeasure"/>.</summary>
    /// <param name="groups">The outcomes of each group.</param>
    /// <param name="minimumRows">Smallest denominator of a rate that takes part, at least 1.</param>
    public static IReadOnlyList<GroupGap> ComputeAll(IReadOnlyList<GroupOutcome> groups, int minimumRows = 30)
    {
        FairnessGapMeasure[] measures = Enum.GetValues<FairnessGapMeasure>();
        return [.. measures.Select(measure => Compute(groups, measure, minimumRows))];
    }

    /// <summary>One gap.</summary>
    /// <param name="groups">The outcomes of each group.</param>
    /// <param name="measure">Which gap.</param>
    /// <param name="minimumRows">Smallest denominator of a rate that takes part, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="minimumRows"/> is below 1.</exception>
    public static GroupGap Compute(IReadOnlyList<GroupOutcome> groups, FairnessGapMeasure measure, int minimumRows = 30)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumRows, 1);
        RatePair Pair(Func<GroupOutcome, (long Part, long Whole)> rate, int comparisons = 1) =>
            RatePair.Extreme([.. groups.Select(rate)], minimumRows, comparisons);

        return measure switch
        {
            FairnessGapMeasure.DemographicParityDifference => Pair(Selection).ToGap(measure),
            FairnessGapMeasure.DemographicParityRatio => Pair(Selection).ToRatio(measure),
            FairnessGapMeasure.EqualOpportunityDifference => Pair(TruePositive).ToGap(measure),
            FairnessGapMeasure.EqualisedOddsMax => RatePair.Larger(Pair(TruePositive, 2), Pair(FalsePositive, 2)).ToGap(measure),
            FairnessGapMeasure.EqualisedOddsMean => RatePair.Mean(Pair(TruePositive), Pair(FalsePositive), measure),
            FairnessGapMeasure.PredictiveParityDifference => Pair(group => (group.Counts.TruePositives, group.Counts.Selected))
                .ToGap(measure),
            FairnessGapMeasure.AccuracyDifference =>
                Pair(group => (group.Counts.TruePositives + group.Counts.TrueNegatives, group.Counts.Count)).ToGap(measure),
            FairnessGapMeasure.CalibrationGap => OfMeans([.. groups.Select(group => group.CalibrationError)], minimumRows, measure),
        };
    }

    /// <summary>The gap between the groups with the largest and smallest value of any estimate with an interval (mean error, mean absolute
    /// error, AUC),
    /// by MOVER; the intervals are taken as 95 % ones and stretched to the adjusted level as normal ones would be.</summary>
    /// <param name="estimates">One estimate per group, of disjoint rows; without an interval or with too few rows it is left out.</param>
    /// <param name="minimumRows">Smallest N that takes part.</param>
    /// <param name="measure">The name the gap goes by.</param>
    public static GroupGap OfMeans(
        IReadOnlyList<Estimate> estimates, int minimumRows = 30, FairnessGapMeasure measure = FairnessGapMeasure.CalibrationGap)
    {
        ArgumentNullException.ThrowIfNull(estimates);
        int high = -1, low = -1, taking = 0;
        for (int group = 0; group < estimates.Count; group++)
        {
            Estimate at = estimates[group];
            if (at.N < minimumRows || !double.IsFinite(at.Value) || !double.IsFinite(at.Low) || !double.IsFinite(at.High)) continue;
            taking++;
            if (high < 0 || at.Value > estimates[high].Value) high = group;
            if (low < 0 || at.Value < estimates[low].Value) low = group;
        }
        if (taking < 2) return new(measure, Estimate.Undefined(0), -1, -1, double.NaN);
        if (high == low) low = OtherThan(high, estimates, minimumRows);
        Estimate top = estimates[high], bottom = estimates[low];
        double pairs = taking * (taking - 1.0) / 2;
        double stretch = RatePair.Critical(pairs) / NormalInterval.Z;
        double value = top.Value - bottom.Value;
        double down = Hypotenuse(top.Value - top.Low, bottom.High - bottom.Value);
        double up = Hypotenuse(top.High - top.Value, bottom.Value - bottom.Low);
        double p = down > 0 ? RatePair.TwoSided(value / (down / NormalInterval.Z)) : value > 0 ? 0 : 1;
        return new(measure, new(value, value - (stretch * down), value + (stretch * up), top.N + bottom.N), high, low,
            Math.Min(1, p * pairs));
    }

    static int OtherThan(int group, IReadOnlyList<Estimate> estimates, int minimumRows)
    {
        for (int other = 0; other < estimates.Count; other++)
            if (other != group && estimates[other].N >= minimumRows && double.IsFinite(estimates[other].Low)) return other;
        return group;
    }

    static double Hypotenuse(double a, double b) => Math.Sqrt((a * a) + (b * b));

    static (long Part, long Whole) Selection(GroupOutcome group) => (group.Selected, group.Rows);

    static (long Part, long Whole) TruePositive(GroupOutcome group) => (group.Counts.TruePositives, group.Counts.Positives);

    static (long Part, long Whole) FalsePositive(GroupOutcome group) => (group.Counts.FalsePositives, group.Counts.Negatives);
}
