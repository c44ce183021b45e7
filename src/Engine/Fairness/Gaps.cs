using Plumbline.Engine.Quality;
using Plumbline.Engine.Reports;
using Plumbline.Statistics.Fairness;
using Plumbline.Statistics.Multiplicity;

namespace Plumbline.Engine.Fairness;

/// <summary>The gaps of the current set with their verdicts, beside those of the reference. Beyond the tolerance only when the interval's
/// near end is.</summary>
static class Gaps
{
    /// <summary>The four-fifths rule: the smallest ratio of selection rates that raises no alarm.</summary>
    const double FourFifths = .8;

    const double Level = .05;

    /// <summary>Every gap of the current set; empty without outcomes.</summary>
    /// <param name="reference">Groups of the reference.</param>
    /// <param name="current">Groups of the current set.</param>
    /// <param name="labels">Names of the groups.</param>
    /// <param name="options">Tolerance and least rows.</param>
    /// <param name="correct">Intersections: a gap is beyond only if Benjamini-Hochberg over the gaps agrees.</param>
    internal static IReadOnlyList<FairnessGap> Of(GroupRates reference, GroupRates current, IReadOnlyList<string> labels,
        QualityOptions options,
        bool correct)
    {
        var now = Compute(current, options);
        if (now.Count == 0) return [];
        var before = Compute(reference, options).ToDictionary(g => g.Name, g => g.Gap);
        double[] q = BenjaminiHochberg.Adjust([.. now.Select(g => g.Gap.PValue)]);
        var gaps = new List<FairnessGap>();
        for (int i = 0; i < now.Count; i++)
        {
            var (name, gap) = now[i];
            double tolerance = Tolerance(gap.Measure, name, reference, current, options);
            var standing = gap.Judge(tolerance);
            if (correct && standing == GapStanding.Beyond && !(q[i] < Level)) standing = GapStanding.Unclear;
            gaps.Add(new FairnessGap
            {
                Measure = name,
                Value = Shown(gap),
                Reference = before.TryGetValue(name, out var earlier) ? Shown(earlier) : null,
                Tolerance = tolerance,
                Verdict = Verdict(standing),
                HighGroup = gap.HighGroup >= 0 ? labels[gap.HighGroup] : null,
                LowGroup = gap.LowGroup >= 0 ? labels[gap.LowGroup] : null,
            });
        }
        return gaps;
    }

    static IReadOnlyList<(string Name, GroupGap Gap)> Compute(GroupRates rates, QualityOptions options)
    {
        if (rates.Outcomes is { } outcomes)
            return
            [
                .. GroupGaps.ComputeAll(outcomes, options.MinimumGroupRows)
                    .Where(g => g.Measure != FairnessGapMeasure.CalibrationGap || rates.ScoresAreProbabilities)
                    .Select(g => (Name(g.Measure), g)),
            ];
        return [.. rates.Estimates.Select(e => (e.Key + "_difference", GroupGaps.OfMeans(e.Value, options.MinimumGroupRows,
            FairnessGapMeasure.AccuracyDifference)))];
    }

    /// <summary>Errors of a regression have the target's unit: their tolerance is a share of the mean absolute error of all rows.</summary>
    static double Tolerance(FairnessGapMeasure measure, string name, GroupRates reference, GroupRates current, QualityOptions options)
    {
        if (measure == FairnessGapMeasure.DemographicParityRatio) return FourFifths;
        double scale = name.StartsWith("mean_", StringComparison.Ordinal)
            ? double.IsNaN(reference.OverallError) ? current.OverallError : reference.OverallError : 1;
        return options.FairnessTolerance * scale;
    }

    static MeasureValue Shown(GroupGap gap)
    {
        var value = MeasureSet.Of(gap.Value, "fairness.too_few_groups");
        return double.IsNaN(gap.PValue) ? value : value with { PValue = gap.PValue };
    }

    static FairnessVerdict Verdict(GapStanding standing) => standing switch
    {
        GapStanding.Within => FairnessVerdict.WithinTolerance,
        GapStanding.Beyond => FairnessVerdict.BeyondTolerance,
        GapStanding.Unclear => FairnessVerdict.Unclear,
        GapStanding.Undefined => FairnessVerdict.InsufficientData,
    };

    internal static string Name(FairnessGapMeasure measure) => measure switch
    {
        FairnessGapMeasure.DemographicParityDifference => "demographic_parity_difference",
        FairnessGapMeasure.DemographicParityRatio => "demographic_parity_ratio",
        FairnessGapMeasure.EqualOpportunityDifference => "equal_opportunity_difference",
        FairnessGapMeasure.EqualisedOddsMax => "equalised_odds_max",
        FairnessGapMeasure.EqualisedOddsMean => "equalised_odds_mean",
        FairnessGapMeasure.PredictiveParityDifference => "predictive_parity_difference",
        FairnessGapMeasure.AccuracyDifference => "accuracy_difference",
        FairnessGapMeasure.CalibrationGap => "calibration_gap",
    };
}
