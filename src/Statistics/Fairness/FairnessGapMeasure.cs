namespace Plumbline.Statistics.Fairness;

/// <summary>The gaps between groups.</summary>
public enum FairnessGapMeasure
{
    /// <summary>Largest minus smallest selection rate.</summary>
    DemographicParityDifference,

    /// <summary>Smallest over largest selection rate (the four-fifths rule asks for at least .8).</summary>
    DemographicParityRatio,

    /// <summary>Largest minus smallest true positive rate.</summary>
    EqualOpportunityDifference,

    /// <summary>The larger of the gaps in true and in false positive rate.</summary>
    EqualisedOddsMax,

    /// <summary>The mean of the gaps in true and in false positive rate.</summary>
    EqualisedOddsMean,

    /// <summary>Largest minus smallest precision.</summary>
    PredictiveParityDifference,

    /// <summary>Largest minus smallest accuracy.</summary>
    AccuracyDifference,

    /// <summary>Largest minus smallest mean of score - label.</summary>
    CalibrationGap,
}

/// <summary>What may be said of a gap.</summary>
public enum GapStanding
{
    /// <summary>The whole interval is inside the tolerance.</summary>
    Within,

    /// <summary>The whole interval is outside: even its near end passes the tolerance.</summary>
    Beyond,

    /// <summary>The interval straddles the tolerance.</summary>
    Unclear,

    /// <summary>Fewer than two groups are large enough.</summary>
    Undefined,
}
