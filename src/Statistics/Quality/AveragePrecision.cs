namespace Plumbline.Statistics.Quality;

/// <summary>Average precision: precision summed over the steps of recall, from the highest score down.</summary>
/// <remarks>Value as scikit-learn <c>average_precision_score</c> (step, no interpolation), to 1e-9. Interval: the influence function of
/// the statistic gives
/// its standard error in one pass (the infinitesimal jackknife of Efron, 1982, chapter 6), applied on the logit scale as Boyd, Eng and
/// Page,
/// "Area under the precision-recall curve" (2013), advise. It is what a bootstrap of the rows converges to, at the cost of one
/// pass.</remarks>
public static class AveragePrecision
{
    /// <summary>The value in (0, 1] with its 95 % interval.</summary>
    /// <param name="scored">At least one positive row, else NaN; the interval needs two rows and a value below 1.</param>
    public static Estimate Compute(ScoredLabels scored)
    {
        ArgumentNullException.ThrowIfNull(scored);
        double positives = scored.Positives.Length, n = scored.Count;
        if (positives == 0) return Estimate.Undefined(scored.Count);
        double value = 0;
        ScoreSteps steps = new(scored);
        while (steps.MoveNext())
            value += steps.PositivesHere / positives * (steps.TruePositives / ((double)steps.TruePositives + steps.FalsePositives));
        return NormalInterval.OnLogitScale(value, Math.Sqrt(Variance(scored, value, positives, n)), scored.Count);
    }

    // A row (y, s) moves the value by (y (A/B - value + G1) - G2) / (share of positives), where A and B are the shares of positive and of
    // all rows at or
    // above s, and G1, G2 sum 1/B and A/B^2 over the positives at or below s. A first walk finds the totals, a second one subtracts from
    // them.
    static double Variance(ScoredLabels scored, double value, double positives, double n)
    {
        double share = positives / n;
        double below1 = 0, below2 = 0;
        ScoreSteps totals = new(scored);
        while (totals.MoveNext()) Weigh(totals, n, ref below1, ref below2, sign: 1);
        double squares = 0;
        ScoreSteps steps = new(scored);
        while (steps.MoveNext())
        {
            double precision = steps.TruePositives / ((double)steps.TruePositives + steps.FalsePositives);
            double ofPositive = (precision - value + below1 - below2) / share;
            double ofNegative = -below2 / share;
            squares += (steps.PositivesHere * ofPositive * ofPositive) + (steps.NegativesHere * ofNegative * ofNegative);
            Weigh(steps, n, ref below1, ref below2, sign: -1);
        }
        return squares / n / (n - 1);
    }

    static void Weigh(ScoreSteps steps, double n, ref double below1, ref double below2, int sign)
    {
        double all = ((double)steps.TruePositives + steps.FalsePositives) / n;
        double mass = sign * steps.PositivesHere / n;
        below1 += mass / all;
        below2 += mass * (steps.TruePositives / n) / (all * all);
    }
}
