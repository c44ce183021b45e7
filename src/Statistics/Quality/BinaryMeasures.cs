using Plumbline.Statistics.Hypothesis;

namespace Plumbline.Statistics.Quality;

/// <summary>Measures of a binary decision from its four counts. Proportions carry Wilson intervals, the rest a seeded bootstrap of the
/// counts.</summary>
/// <remarks>Definitions as in scikit-learn 1.2 (checked to 1e-9), except that a measure whose denominator is 0 is NaN, not 0.
/// <see cref="Estimate.N"/> is the denominator of a proportion, else the number of rows.</remarks>
public static class BinaryMeasures
{
    /// <summary>Share of rows decided rightly, in [0, 1]. NaN without rows.</summary>
    public static Estimate Accuracy(in ConfusionCounts counts) => Share(counts.TruePositives + counts.TrueNegatives, counts.Count);

    /// <summary>Share of the selected rows that are positive (positive predictive value). NaN when nothing is selected.</summary>
    public static Estimate Precision(in ConfusionCounts counts) => Share(counts.TruePositives, counts.Selected);

    /// <summary>Share of the positive rows that are selected (true positive rate). NaN without positives.</summary>
    public static Estimate Recall(in ConfusionCounts counts) => Share(counts.TruePositives, counts.Positives);

    /// <summary>Share of the negative rows that are not selected (true negative rate). NaN without negatives.</summary>
    public static Estimate Specificity(in ConfusionCounts counts) => Share(counts.TrueNegatives, counts.Negatives);

    /// <summary>Share of the negative rows that are selected. NaN without negatives.</summary>
    public static Estimate FalsePositiveRate(in ConfusionCounts counts) => Share(counts.FalsePositives, counts.Negatives);

    /// <summary>Share of the positive rows that are not selected. NaN without positives.</summary>
    public static Estimate FalseNegativeRate(in ConfusionCounts counts) => Share(counts.FalseNegatives, counts.Positives);

    /// <summary>Share of the rows not selected that are negative. NaN when everything is selected.</summary>
    public static Estimate NegativePredictiveValue(in ConfusionCounts counts) =>
        Share(counts.TrueNegatives, counts.TrueNegatives + counts.FalseNegatives);

    /// <summary>Share of rows selected. NaN without rows.</summary>
    public static Estimate SelectionRate(in ConfusionCounts counts) => Share(counts.Selected, counts.Count);

    /// <summary>Share of rows whose truth is positive. NaN without rows.</summary>
    public static Estimate Prevalence(in ConfusionCounts counts) => Share(counts.Positives, counts.Count);

    /// <summary>Mean of recall and specificity, in [0, 1]. NaN when a class is absent.</summary>
    public static Estimate BalancedAccuracy(in ConfusionCounts counts, ulong seed = 1) =>
        CountBootstrap.Estimate(Cells(counts), BalancedAccuracyOf, seed, counts.Count);

    /// <summary>Harmonic mean of precision and recall, 2 TP / (2 TP + FP + FN), in [0, 1]. NaN when the denominator is 0.</summary>
    public static Estimate F1(in ConfusionCounts counts, ulong seed = 1) => FBeta(counts, 1, seed);

    /// <summary>(1 + b2) TP / ((1 + b2) TP + b2 FN + FP): recall counts <paramref name="beta"/> times as much as precision.</summary>
    /// <param name="counts">The four counts.</param>
    /// <param name="beta">The weight of recall, above 0.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is not positive.</exception>
    /// <remarks>Source: van Rijsbergen, "Information Retrieval" (1979), chapter 7.</remarks>
    public static Estimate FBeta(in ConfusionCounts counts, double beta, ulong seed = 1)
    {
        if (!(beta > 0)) throw new ArgumentOutOfRangeException(nameof(beta), beta, "beta must be above 0.");
        double square = beta * beta;
        return CountBootstrap.Estimate(Cells(counts), cells => FBetaOf(cells, square), seed, counts.Count);
    }

    /// <summary>Matthews correlation of truth and decision, in [-1, 1]. NaN when truth or decision is constant.</summary>
    /// <remarks>Source: Matthews, "Comparison of the predicted and observed secondary structure of T4 phage lysozyme" (1975).</remarks>
    public static Estimate Matthews(in ConfusionCounts counts, ulong seed = 1) =>
        CountBootstrap.Estimate(Cells(counts), MatthewsOf, seed, counts.Count);

    /// <summary>Cohen's kappa: agreement beyond chance, at most 1. NaN when chance agreement is 1.</summary>
    /// <remarks>Source: Cohen, "A coefficient of agreement for nominal scales" (1960).</remarks>
    public static Estimate Kappa(in ConfusionCounts counts, ulong seed = 1) =>
        CountBootstrap.Estimate(Cells(counts), KappaOf, seed, counts.Count);

    /// <summary>Mean value per row under the cost matrix, in its unit, with a normal interval. NaN without rows.</summary>
    public static Estimate ValuePerRow(in ConfusionCounts counts, CostMatrix costs)
    {
        ArgumentNullException.ThrowIfNull(costs);
        double n = counts.Count;
        double mean = costs.Total(counts) / n;
        double squares =
            (Square(costs.TruePositive - mean) * counts.TruePositives) + (Square(costs.FalsePositive - mean) * counts.FalsePositives)
            + (Square(costs.FalseNegative - mean) * counts.FalseNegatives) + (Square(costs.TrueNegative - mean) * counts.TrueNegatives);
        return NormalInterval.Of(mean, Math.Sqrt(squares / (n - 1) / n), counts.Count);
    }

    static Estimate Share(long part, long whole) => whole == 0 ? Estimate.Undefined(0) : WilsonInterval.Compute(part, whole);

    static double Square(double x) => x * x;

    static long[] Cells(in ConfusionCounts counts) =>
        [counts.TruePositives, counts.FalsePositives, counts.FalseNegatives, counts.TrueNegatives];

    static double BalancedAccuracyOf(ReadOnlySpan<long> cells) =>
        .5 * ((cells[0] / ((double)cells[0] + cells[2])) + (cells[3] / ((double)cells[1] + cells[3])));

    static double FBetaOf(ReadOnlySpan<long> cells, double square)
    {
        double hits = (1 + square) * cells[0];
        return hits / (hits + (square * cells[2]) + cells[1]);
    }

    static double MatthewsOf(ReadOnlySpan<long> cells)
    {
        double tp = cells[0], fp = cells[1], fn = cells[2], tn = cells[3];
        double below = Math.Sqrt(tp + fp) * Math.Sqrt(tp + fn) * Math.Sqrt(tn + fp) * Math.Sqrt(tn + fn);
        return below > 0 ? ((tp * tn) - (fp * fn)) / below : double.NaN;
    }

    static double KappaOf(ReadOnlySpan<long> cells)
    {
        double tp = cells[0], fp = cells[1], fn = cells[2], tn = cells[3];
        double n = tp + fp + fn + tn;
        double chance = (((tp + fp) / n) * ((tp + fn) / n)) + (((tn + fn) / n) * ((tn + fp) / n));
        return chance < 1 ? (((tp + tn) / n) - chance) / (1 - chance) : double.NaN;
    }
}
