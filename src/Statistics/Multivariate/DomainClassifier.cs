using Plumbline.Statistics.Quality;

namespace Plumbline.Statistics.Multivariate;

/// <summary>The model that tries to tell reference from current rows.</summary>
public enum DomainModel
{
    /// <summary>Logistic regression on standardised and one-hot columns: sees shifts of means and shares.</summary>
    Logistic,

    /// <summary>Boosted shallow trees on binned columns: sees shifts of shape and of joint behaviour too.</summary>
    Trees,
}

/// <summary>How well reference and current rows can be told apart.</summary>
/// <param name="Auc">ROC AUC of out-of-fold scores: .5 not at all, 1 perfectly; DeLong's interval, widened for the overlap of the
/// folds.</param>
/// <param name="Importance">Per column, the loss of AUC when its values are shuffled among the held-out rows; 0 for a column the model
/// does not use.</param>
public sealed record DomainClassifierResult(Estimate Auc, IReadOnlyList<double> Importance);

/// <summary>Domain classifier: a model is trained to tell current from reference rows, and judged on rows it did not see.</summary>
/// <remarks>Source: Lopez-Paz and Oquab, "Revisiting classifier two-sample tests" (2017); importance after Breiman (2001). Five shuffled
/// folds, each holding
/// the same share of both sides, so that equal data gives an AUC around .5. Designed for up to 50 000 rows a side; measured time in the
/// methods page.</remarks>
public static class DomainClassifier
{
    /// <summary>Folds of the cross-validation.</summary>
    public const int Folds = 5;

    // DeLong takes the scores as given; but folds share four fifths of their training rows. Nadeau and Bengio (2003, section 3): the
    // variance of a
    // cross-validated mean grows from 1/k to 1/k + held-out/training rows. Without it the interval covers .5 for equal samples in 80-85 %
    // only.
    const double Overlap = 1 + ((double)Folds / (Folds - 1));

    /// <summary>Fewest rows a side.</summary>
    public const int MinimumRows = 30;

    /// <summary>Trains and judges the classifier.</summary>
    /// <param name="reference">At least <see cref="MinimumRows"/> rows, else undefined.</param>
    /// <param name="current">The same columns, at least <see cref="MinimumRows"/> rows, else undefined.</param>
    /// <param name="model">Which model.</param>
    /// <param name="seed">Seed of folds and shuffles.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ArgumentException">The columns differ in number or type.</exception>
    public static DomainClassifierResult Compute(
        RowTable reference, RowTable current, DomainModel model = DomainModel.Trees, ulong seed = 1,
            CancellationToken cancellationToken = default)
    {
        RowTable.CheckSameColumns(reference, current);
        int rows = reference.Rows + current.Rows, columns = reference.Columns.Count;
        if (Math.Min(reference.Rows, current.Rows) < MinimumRows)
            return new(Estimate.Undefined(rows), [.. Enumerable.Repeat(double.NaN, columns)]);
        byte[] labels = new byte[rows];
        labels.AsSpan(reference.Rows).Fill(1);
        int[] folds = AssignFolds(reference.Rows, current.Rows, seed);
        FoldScores scores = model switch
        {
            DomainModel.Logistic => LogisticFolds.Run(DesignMatrix.Of(reference, current), columns, labels, folds, seed, cancellationToken),
            DomainModel.Trees => TreeFolds.Run(BinnedRows.Of(reference, current), labels, folds, seed, cancellationToken),
        };
        int[] truth = [.. labels.Select(label => (int)label)];
        ScoredLabels scored = ScoredLabels.Of(scores.Margins, truth);
        (double value, double variance) = RocAuc.AreaAndVariance(scored);
        Estimate area = NormalInterval.Of(value, Math.Sqrt(variance * Overlap), rows, least: 0, most: 1);
        double[] importance = new double[columns];
        Parallel.For(0, columns, column =>
        {
            if (scores.Shuffled[column] is { } shuffled)
                importance[column] = area.Value - RocAuc.Compute(ScoredLabels.Of(shuffled, truth)).Value;
        });
        return new(area, importance);
    }

    // Each side is dealt round the folds in shuffled order, so every fold holds the same share of it.
    static int[] AssignFolds(int reference, int current, ulong seed)
    {
        SeededRandom random = new(seed);
        int[] folds = new int[reference + current];
        foreach ((int start, int length) in new[] { (0, reference), (reference, current) })
        {
            int[] order = [.. Enumerable.Range(start, length)];
            random.Shuffle<int>(order);
            for (int i = 0; i < length; i++) folds[order[i]] = i % Folds;
        }
        return folds;
    }
}

/// <summary>Out-of-fold log odds of every row, as they are and with one column shuffled (null: the column is not used).</summary>
sealed record FoldScores(double[] Margins, double[]?[] Shuffled);
