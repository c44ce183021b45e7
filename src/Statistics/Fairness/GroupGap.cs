namespace Plumbline.Statistics.Fairness;

/// <summary>The gap between the two groups that differ most.</summary>
/// <param name="Measure">Which gap.</param>
/// <param name="Value">The gap with its interval; undefined when fewer than two groups are large enough. N is the rows of the two
/// groups.</param>
/// <param name="HighGroup">Index of the group with the highest rate; -1 when undefined.</param>
/// <param name="LowGroup">Index of the group with the lowest rate; -1 when undefined.</param>
/// <param name="PValue">Of no difference between the two, times the number of pairs, at most 1; NaN when undefined.</param>
public sealed record GroupGap(FairnessGapMeasure Measure, Estimate Value, int HighGroup, int LowGroup, double PValue)
{
    /// <summary>Compares the interval with the tolerance; only its near end can put a gap beyond.</summary>
    /// <param name="tolerance">The largest difference allowed; for <see cref="FairnessGapMeasure.DemographicParityRatio"/> the smallest
    /// ratio allowed.</param>
    public GapStanding Judge(double tolerance)
    {
        if (double.IsNaN(Value.Low) || double.IsNaN(Value.High)) return GapStanding.Undefined;
        if (Measure == FairnessGapMeasure.DemographicParityRatio)
            return Value.High < tolerance ? GapStanding.Beyond : Value.Low >= tolerance ? GapStanding.Within : GapStanding.Unclear;
        return Value.Low > tolerance ? GapStanding.Beyond : Value.High <= tolerance ? GapStanding.Within : GapStanding.Unclear;
    }
}
