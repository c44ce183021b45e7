namespace Plumbline.Statistics.Multivariate;

/// <summary>The rows of one fold.</summary>
/// <param name="Training">Rows to fit on.</param>
/// <param name="Held">Rows to judge on.</param>
sealed record FoldRows(int[] Training, int[] Held)
{
    public static FoldRows Of(int[] folds, int fold)
    {
        List<int> training = new(folds.Length), held = new((folds.Length / DomainClassifier.Folds) + 2);
        for (int row = 0; row < folds.Length; row++) (folds[row] == fold ? held : training).Add(row);
        return new([.. training], [.. held]);
    }

    /// <summary>The held-out rows in another order, to take a shuffled column from.</summary>
    public int[] Shuffled(ulong seed, int column)
    {
        int[] order = [.. Held];
        new SeededRandom(StableHash.Combine(seed, (ulong)column)).Shuffle<int>(order);
        return order;
    }
}
