namespace Plumbline.Statistics.Multivariate;

/// <summary>Gradient-boosted shallow trees for two classes on binned columns.</summary>
/// <remarks>Source: Friedman, "Greedy function approximation: a gradient boosting machine" (2001), with second-order leaf values and
/// histograms as
/// Ke et al., "LightGBM" (2017); categories are ordered by mean gradient in each node (Fisher, 1958).</remarks>
sealed class BoostedTrees
{
    public const int Depth = 3;
    const int Rounds = 30;
    const double LearningRate = .2;
    const double Penalty = 1;
    const double MinimumCurvature = 5;
    const int InnerNodes = (1 << Depth) - 1;
    const int Leaves = 1 << Depth;

    readonly List<Tree> _trees = [];

    BoostedTrees()
    {
    }

    /// <summary>Fits on the given rows.</summary>
    /// <param name="bins">[column][row] of the training rows only.</param>
    /// <param name="binCounts">Bins per column.</param>
    /// <param name="ordered">Whether the bins of a column have an order.</param>
    /// <param name="labels">1 or 0 per training row.</param>
    /// <param name="cancellationToken">Ends the fit between rounds.</param>
    public static BoostedTrees Fit(byte[][] bins, int[] binCounts, bool[] ordered, byte[] labels, CancellationToken cancellationToken)
    {
        BoostedTrees model = new();
        TreeGrower grower = new(bins, binCounts, ordered, labels.Length, Depth, MinimumCurvature, Penalty);
        double[] margins = new double[labels.Length], gradients = new double[labels.Length], curvatures = new double[labels.Length];
        for (int round = 0; round < Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int row = 0; row < labels.Length; row++)
            {
                double chance = 1 / (1 + Math.Exp(-margins[row]));
                gradients[row] = chance - labels[row];
                curvatures[row] = chance * (1 - chance);
            }
            Tree tree = grower.Grow(gradients, curvatures, LearningRate);
            if (tree.IsStump) break;
            model._trees.Add(tree);
            for (int row = 0; row < labels.Length; row++) margins[row] += tree.LeafValues[grower.LeafOf(row)];
        }
        return model;
    }

    /// <summary>Whether any split uses the column.</summary>
    public bool Uses(int column) => _trees.Exists(tree => tree.Columns.Contains(column));

    /// <summary>The log odds of a row, whose bin in <paramref name="replaced"/> (-1: none) is taken from another row.</summary>
    public double Margin(byte[][] bins, int row, int replaced = -1, int otherRow = 0)
    {
        double margin = 0;
        foreach (Tree tree in _trees)
        {
            int node = 0;
            while (node < InnerNodes)
            {
                int column = tree.Columns[node];
                if (column < 0) node = (2 * node) + 1;
                else node = (2 * node) + (tree.GoesRight[node][bins[column][column == replaced ? otherRow : row]] ? 2 : 1);
            }
            margin += tree.LeafValues[node - InnerNodes];
        }
        return margin;
    }

    /// <summary>A complete tree of the given depth; a node that does not split sends every row left.</summary>
    /// <param name="Columns">Split column per inner node, -1 without split.</param>
    /// <param name="GoesRight">Per inner node, whether a bin goes right.</param>
    /// <param name="LeafValues">Log odds added per leaf.</param>
    public sealed record Tree(int[] Columns, bool[][] GoesRight, double[] LeafValues)
    {
        public bool IsStump => Columns[0] < 0;

        public static Tree Empty() =>
            new([.. Enumerable.Repeat(-1, InnerNodes)], new bool[InnerNodes][], new double[Leaves]);
    }
}
