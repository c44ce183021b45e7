using Plumbline.Statistics.Hypothesis;

namespace Plumbline.Statistics.Quality;

/// <summary>Measures of a multiclass decision from its confusion matrix; per label use <see cref="ConfusionMatrix.OneAgainstRest"/> with
/// <see cref="BinaryMeasures"/>.</summary>
/// <remarks>Definitions as in scikit-learn 1.2 with <c>zero_division=nan</c> (checked to 1e-9): labels seen in neither truth nor decisions
/// are left out,
/// and a label whose measure is undefined (a label never decided has no precision) is left out of the mean; NaN when none is left.
/// Intervals: Wilson for proportions, else a seeded bootstrap of the counts. <see cref="Estimate.N"/> is the number of rows.</remarks>
public static class MulticlassMeasures
{
    /// <summary>Share of rows decided rightly, Wilson interval. NaN without rows.</summary>
    public static Estimate Accuracy(ConfusionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        long right = 0;
        for (int label = 0; label < matrix.Labels; label++) right += matrix[label, label];
        return matrix.Count == 0 ? Estimate.Undefined(0) : WilsonInterval.Compute(right, matrix.Count);
    }

    /// <summary>Mean recall of the labels present in the truth.</summary>
    public static Estimate BalancedAccuracy(ConfusionMatrix matrix, ulong seed = 1) => Recall(matrix, Averaging.Macro, seed);

    /// <summary>Averaged precision of the labels.</summary>
    public static Estimate Precision(ConfusionMatrix matrix, Averaging averaging, ulong seed = 1) =>
        Averaged(matrix, averaging, static (tp, decided, _) => tp / decided, seed);

    /// <summary>Averaged recall of the labels.</summary>
    public static Estimate Recall(ConfusionMatrix matrix, Averaging averaging, ulong seed = 1) =>
        Averaged(matrix, averaging, static (tp, _, support) => tp / support, seed);

    /// <summary>Averaged F1 of the labels.</summary>
    public static Estimate F1(ConfusionMatrix matrix, Averaging averaging, ulong seed = 1) => FBeta(matrix, 1, averaging, seed);

    /// <summary>Averaged F-beta of the labels.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is not positive.</exception>
    public static Estimate FBeta(ConfusionMatrix matrix, double beta, Averaging averaging, ulong seed = 1)
    {
        if (!(beta > 0)) throw new ArgumentOutOfRangeException(nameof(beta), beta, "beta must be above 0.");
        double square = beta * beta;
        return Averaged(matrix, averaging, (tp, decided, support) => (1 + square) * tp / ((square * support) + decided), seed);
    }

    /// <summary>Matthews correlation for k labels, at most 1. NaN when truth or decision is constant.</summary>
    /// <remarks>Source: Gorodkin, "Comparing two K-category assignments by a K-category correlation coefficient" (2004).</remarks>
    public static Estimate Matthews(ConfusionMatrix matrix, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        int k = matrix.Labels;
        return CountBootstrap.Estimate(matrix.Counts, cells => MatthewsOf(cells, k), seed, matrix.Count);
    }

    /// <summary>Cohen's kappa for k labels, unweighted. NaN when chance agreement is 1.</summary>
    /// <remarks>Source: Cohen, "A coefficient of agreement for nominal scales" (1960).</remarks>
    public static Estimate Kappa(ConfusionMatrix matrix, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        int k = matrix.Labels;
        return CountBootstrap.Estimate(matrix.Counts, cells => KappaOf(cells, k), seed, matrix.Count);
    }

    // The measure of one label from its hits, the rows decided as it, and the rows that are it.
    delegate double LabelMeasure(double hits, double decided, double support);

    static Estimate Averaged(ConfusionMatrix matrix, Averaging averaging, LabelMeasure measure, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        int k = matrix.Labels;
        // With one label per row, the micro averages of precision, recall and F-beta all equal accuracy.
        return averaging == Averaging.Micro
            ? Accuracy(matrix)
            : CountBootstrap.Estimate(matrix.Counts, cells => Average(cells, k, averaging, measure), seed, matrix.Count);
    }

    static double Average(ReadOnlySpan<long> cells, int k, Averaging averaging, LabelMeasure measure)
    {
        Span<double> decided = k <= 128 ? stackalloc double[k] : new double[k];
        Span<double> support = k <= 128 ? stackalloc double[k] : new double[k];
        Margins(cells, k, decided, support);
        double sum = 0, weights = 0;
        for (int label = 0; label < k; label++)
        {
            double value = measure(cells[(label * k) + label], decided[label], support[label]);
            if (double.IsNaN(value)) continue;
            double weight = averaging == Averaging.Weighted ? support[label] : 1;
            sum += weight * value;
            weights += weight;
        }
        return sum / weights;
    }

    static double MatthewsOf(ReadOnlySpan<long> cells, int k)
    {
        double[] decided = new double[k], support = new double[k];
        double n = Margins(cells, k, decided, support);
        double hits = 0, cross = 0, decidedSquares = 0, supportSquares = 0;
        for (int label = 0; label < k; label++)
        {
            hits += cells[(label * k) + label] / n;
            cross += decided[label] / n * (support[label] / n);
            decidedSquares += decided[label] / n * (decided[label] / n);
            supportSquares += support[label] / n * (support[label] / n);
        }
        double below = (1 - decidedSquares) * (1 - supportSquares);
        return below > 0 ? (hits - cross) / Math.Sqrt(below) : double.NaN;
    }

    static double KappaOf(ReadOnlySpan<long> cells, int k)
    {
        double[] decided = new double[k], support = new double[k];
        double n = Margins(cells, k, decided, support);
        double hits = 0, chance = 0;
        for (int label = 0; label < k; label++)
        {
            hits += cells[(label * k) + label] / n;
            chance += decided[label] / n * (support[label] / n);
        }
        return chance < 1 ? (hits - chance) / (1 - chance) : double.NaN;
    }

    static double Margins(ReadOnlySpan<long> cells, int k, Span<double> decided, Span<double> support)
    {
        decided.Clear();
        support.Clear();
        double n = 0;
        for (int truth = 0; truth < k; truth++)
            for (int decision = 0; decision < k; decision++)
            {
                double count = cells[(truth * k) + decision];
                support[truth] += count;
                decided[decision] += count;
                n += count;
            }
        return n;
    }
}
