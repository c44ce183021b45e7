using Plumbline.Statistics.Association;

namespace Plumbline.Statistics.Multivariate;

/// <summary>Logistic regression over the folds.</summary>
static class LogisticFolds
{
    /// <summary>Gradient per row at which a fit ends: far below what an AUC can show.</summary>
    const double Tolerance = 1e-4;

    public static FoldScores Run(
        DesignMatrix matrix, int columns, byte[] labels, int[] folds, ulong seed, CancellationToken cancellationToken)
    {
        double[] margins = new double[matrix.Rows];
        double[]?[] shuffled = new double[]?[columns];
        foreach (int column in matrix.ColumnOf.Distinct()) shuffled[column] = new double[matrix.Rows];
        Parallel.For(0, DomainClassifier.Folds, fold =>
        {
            FoldRows rows = FoldRows.Of(folds, fold);
            LogisticRegression model = LogisticRegression.Fit(matrix.Values, matrix.Width, rows.Training, labels, Tolerance,
                cancellationToken);
            foreach (int row in rows.Held) margins[row] = model.Margin(matrix.Row(row));
            for (int first = 0; first < matrix.Width;)
            {
                int column = matrix.ColumnOf[first], end = first;
                while (end < matrix.Width && matrix.ColumnOf[end] == column) end++;
                int[] others = rows.Shuffled(seed, column);
                double[] values = shuffled[column] ?? [];
                ReadOnlySpan<double> weights = model.Weights[first..end];
                for (int i = 0; i < rows.Held.Length; i++)
                {
                    int row = rows.Held[i];
                    values[row] = margins[row] - DotProduct.Of(matrix.Row(row)[first..end], weights)
                        + DotProduct.Of(matrix.Row(others[i])[first..end], weights);
                }
                first = end;
            }
        });
        return new(margins, shuffled);
    }
}
