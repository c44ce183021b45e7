namespace Plumbline.Statistics.Quality;

/// <summary>The best answer that never looks at the row: what a model has to beat.</summary>
/// <remarks>The constant is chosen on the rows it is judged on, so it is slightly too good; a model that does not beat it has learnt
/// nothing.
/// As scikit-learn <c>DummyClassifier</c> and <c>DummyRegressor</c> (checked to 1e-9).</remarks>
public static class BestConstant
{
    /// <summary>The counts when every row gets the same decision.</summary>
    /// <param name="counts">Any decision's counts; only its positives and negatives matter.</param>
    /// <param name="positive">The decision.</param>
    public static ConfusionCounts Always(in ConfusionCounts counts, bool positive) =>
        positive ? new(counts.Positives, counts.Negatives, 0, 0) : new(0, 0, counts.Positives, counts.Negatives);

    /// <summary>The counts of the constant decision that is right more often; the negative one when both are as often.</summary>
    public static ConfusionCounts Majority(in ConfusionCounts counts) => Always(counts, counts.Positives > counts.Negatives);

    /// <summary>The matrix when every row is decided as the most frequent label, the lowest code among equals.</summary>
    public static ConfusionMatrix Majority(ConfusionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        int best = 0;
        for (int label = 1; label < matrix.Labels; label++)
            if (matrix.TruthTotal(label) > matrix.TruthTotal(best)) best = label;
        long[] counts = new long[matrix.Labels * matrix.Labels];
        for (int label = 0; label < matrix.Labels; label++) counts[(label * matrix.Labels) + best] = matrix.TruthTotal(label);
        return new(counts);
    }

    /// <summary>Log loss of the constant score equal to the share of positives, in nats: the entropy of the label. NaN without
    /// rows.</summary>
    public static double LogLoss(in ConfusionCounts counts)
    {
        double n = counts.Count, share = counts.Positives / n;
        return n > 0 ? Entropy(share) + Entropy(1 - share) : double.NaN;
    }

    /// <summary>Brier score of the constant score equal to the share of positives: share (1 - share). NaN without rows.</summary>
    public static double Brier(in ConfusionCounts counts)
    {
        double share = counts.Positives / (double)counts.Count;
        return share * (1 - share);
    }

    /// <summary>Regression measures of the constant prediction <paramref name="constant"/>: the mean is best for squared, the median for
    /// absolute error.</summary>
    /// <param name="truth">Targets; NaN and infinities are left out.</param>
    /// <param name="constant">The prediction of every row.</param>
    public static RegressionMeasures Regression(ReadOnlySpan<double> truth, double constant)
    {
        double[] predictions = new double[truth.Length];
        Array.Fill(predictions, constant);
        return RegressionMeasures.Compute(truth, predictions);
    }

    static double Entropy(double share) => share > 0 ? -share * Math.Log(share) : 0;
}
