namespace Plumbline.Statistics.Multivariate;

/// <summary>Boosted trees over the folds.</summary>
static class TreeFolds
{
    public static FoldScores Run(BinnedRows rows, byte[] labels, int[] folds, ulong seed, CancellationToken cancellationToken)
    {
        int columns = rows.Bins.Length;
        double[] margins = new double[rows.Rows];
        double[]?[] shuffled = new double[]?[columns];
        bool[] used = new bool[columns];
        FoldRows[] split = [.. Enumerable.Range(0, DomainClassifier.Folds).Select(fold => FoldRows.Of(folds, fold))];
        BoostedTrees[] models = new BoostedTrees[split.Length];
        Parallel.For(0, split.Length, fold => models[fold] = Fit(rows, labels, split[fold].Training, cancellationToken));
        for (int column = 0; column < columns; column++) used[column] = models.Any(model => model.Uses(column));
        Parallel.For(0, split.Length, fold =>
        {
            foreach (int row in split[fold].Held) margins[row] = models[fold].Margin(rows.Bins, row);
        });
        Parallel.For(0, columns, column =>
        {
            if (!used[column]) return;
            double[] values = [.. margins];
            for (int fold = 0; fold < split.Length; fold++)
            {
                if (!models[fold].Uses(column)) continue;
                cancellationToken.ThrowIfCancellationRequested();
                int[] held = split[fold].Held, others = split[fold].Shuffled(seed, column);
                for (int i = 0; i < held.Length; i++) values[held[i]] = models[fold].Margin(rows.Bins, held[i], column, others[i]);
            }
            shuffled[column] = values;
        });
        return new(margins, shuffled);
    }

    static BoostedTrees Fit(BinnedRows rows, byte[] labels, int[] training, CancellationToken cancellationToken)
    {
        byte[][] bins = new byte[rows.Bins.Length][];
        for (int column = 0; column < bins.Length; column++) bins[column] = Gather(rows.Bins[column], training);
        return BoostedTrees.Fit(bins, rows.BinCounts, rows.Ordered, Gather(labels, training), cancellationToken);
    }

    static byte[] Gather(byte[] from, int[] rows)
    {
        byte[] gathered = new byte[rows.Length];
        for (int i = 0; i < rows.Length; i++) gathered[i] = from[rows[i]];
        return gathered;
    }
}
