namespace Plumbline.Statistics.Quality;

/// <summary>How far a score separates positive from negative rows: Kolmogorov-Smirnov statistic and Gini coefficient.</summary>
/// <remarks>Source: Hand and Anagnostopoulos, "When is the area under the receiver operating characteristic curve an appropriate measure"
/// (2013) for
/// Gini = 2 AUC - 1; the statistic equals scipy <c>ks_2samp(positives, negatives).statistic</c>, to 1e-9.</remarks>
public static class ScoreSeparation
{
    /// <summary>Largest distance of the true from the false positive rate over all thresholds, in [0, 1].</summary>
    /// <param name="scored">Both classes present, else NaN.</param>
    /// <returns>The statistic with the interval of the difference of the two rates at the threshold found (normal, from two independent
    /// shares), and that
    /// threshold. The interval ignores that the threshold was chosen, which matters below about 100 rows per class.</returns>
    public static (Estimate Statistic, double Threshold) KolmogorovSmirnov(ScoredLabels scored)
    {
        ArgumentNullException.ThrowIfNull(scored);
        double positives = scored.Positives.Length, negatives = scored.Negatives.Length;
        if (positives == 0 || negatives == 0) return (Estimate.Undefined(scored.Count), double.NaN);
        double best = 0, threshold = double.PositiveInfinity, error = 0;
        ScoreSteps steps = new(scored);
        while (steps.MoveNext())
        {
            double hit = steps.TruePositives / positives, alarm = steps.FalsePositives / negatives;
            if (Math.Abs(hit - alarm) <= best) continue;
            best = Math.Abs(hit - alarm);
            threshold = steps.Score;
            error = Math.Sqrt((hit * (1 - hit) / positives) + (alarm * (1 - alarm) / negatives));
        }
        return (NormalInterval.Of(best, error, scored.Count, least: 0, most: 1), threshold);
    }

    /// <summary>2 AUC - 1, in [-1, 1], with DeLong's interval. NaN when a class is absent.</summary>
    public static Estimate Gini(ScoredLabels scored)
    {
        Estimate area = RocAuc.Compute(scored);
        return new((2 * area.Value) - 1, (2 * area.Low) - 1, (2 * area.High) - 1, area.N);
    }
}
