using Plumbline.Engine.Reports;
using Plumbline.Statistics.Descriptive;
using Plumbline.Statistics.Quality;

namespace Plumbline.Engine.Quality;

/// <summary>What the best answer that ignores the features would score on the same rows, by measure: each measure gets the constant that is
/// best for it.</summary>
static class ConstantAnswers
{
    /// <summary>The best constant decision and score of a binary task.</summary>
    /// <param name="truth">1, 0 or -1 per row.</param>
    /// <param name="scores"><c>probability</c>, <c>order</c> (scores that are no probabilities) or empty (none).</param>
    internal static IReadOnlyDictionary<string, MeasureValue> Binary(ReadOnlySpan<int> truth, string scores)
    {
        double positives = truth.Count(1), negatives = truth.Count(0), n = positives + negatives;
        if (n == 0) return new Dictionary<string, MeasureValue>();
        double p = positives / n;
        var best = new Dictionary<string, MeasureValue>
        {
            ["accuracy"] = Value(Math.Max(p, 1 - p), n),
            ["balanced_accuracy"] = Value(.5, n),
            ["precision"] = Value(p, n),
            ["f1"] = Value(2 * p / (1 + p), n),
            ["mcc"] = Value(0, n),
            ["cohen_kappa"] = Value(0, n),
        };
        if (scores.Length == 0) return best;
        best["roc_auc"] = Value(.5, n);
        best["average_precision"] = Value(p, n);
        best["ks"] = Value(0, n);
        best["gini"] = Value(0, n);
        best["lift_10"] = Value(1, n);
        if (scores != "probability") return best;
        var counts = new ConfusionCounts((long)positives, 0, 0, (long)negatives);
        best["log_loss"] = Value(BestConstant.LogLoss(counts), n);
        best["brier"] = Value(BestConstant.Brier(counts), n);
        return best;
    }

    internal static IReadOnlyDictionary<string, MeasureValue> Multiclass(ReadOnlySpan<int> truth, int labels, bool withScores)
    {
        var counts = new long[labels];
        foreach (int label in truth)
            if (label >= 0) counts[label]++;
        double n = counts.Sum();
        if (n == 0) return new Dictionary<string, MeasureValue>();
        double most = counts.Max() / n;
        int present = counts.Count(c => c > 0);
        var best = new Dictionary<string, MeasureValue>
        {
            ["accuracy"] = Value(most, n),
            ["macro_recall"] = Value(1.0 / present, n),
            ["mcc"] = Value(0, n),
            ["cohen_kappa"] = Value(0, n),
        };
        if (!withScores) return best;
        best["roc_auc_ovr"] = Value(.5, n);
        best["log_loss"] = Value(counts.Sum(c => Entropy(c / n)), n);
        best["brier"] = Value(1 - counts.Sum(c => c / n * (c / n)), n);
        return best;
    }

    /// <summary>The mean for squared errors, the median for absolute ones.</summary>
    internal static IReadOnlyDictionary<string, MeasureValue> Regression(double[] truth)
    {
        if (truth.Length == 0) return new Dictionary<string, MeasureValue>();
        var sorted = (double[])truth.Clone();
        Array.Sort(sorted);
        double mean = 0;
        for (int i = 0; i < truth.Length; i++) mean += (truth[i] - mean) / (i + 1);
        var byMean = BestConstant.Regression(truth, mean);
        var byMedian = BestConstant.Regression(truth, Quantile.R7(sorted, .5));
        double n = truth.Length;
        return new Dictionary<string, MeasureValue>
        {
            ["mae"] = Value(byMedian.MeanAbsoluteError.Value, n),
            ["medae"] = Value(byMedian.MedianAbsoluteError.Value, n),
            ["rmse"] = Value(byMean.RootMeanSquaredError.Value, n),
            ["r2"] = Value(byMean.RSquared.Value, n),
            ["explained_variance"] = Value(byMean.ExplainedVariance.Value, n),
            ["quantile_loss_50"] = Value(byMedian.QuantileLoss50.Value, n),
        };
    }

    static double Entropy(double p) => p > 0 ? -p * Math.Log(p) : 0;

    static MeasureValue Value(double value, double n) => new(value) { N = (long)n };
}
