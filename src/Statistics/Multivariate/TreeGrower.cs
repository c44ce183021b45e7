namespace Plumbline.Statistics.Multivariate;

/// <summary>Grows one tree after another on the same binned rows, level by level, from histograms of gradients.</summary>
/// <remarks>Gradient and curvature of a row are fixed-point numbers in the two halves of one word, so a histogram costs one addition per
/// row and column,
/// and sums do not depend on the order of rows (Shi et al., "Quantized training of gradient boosting decision trees", 2022).</remarks>
sealed class TreeGrower
{
    readonly byte[][] _bins;
    readonly int[] _binCounts;
    readonly bool[] _ordered;
    readonly int _depth;
    readonly double _minimumCurvature;
    readonly double _penalty;
    readonly double _unit;
    readonly byte[] _nodes;
    readonly long[] _packed;
    readonly long[] _histogram;

    /// <summary>A grower for these rows.</summary>
    /// <param name="bins">[column][row] of the training rows.</param>
    /// <param name="binCounts">Bins per column, at most 256.</param>
    /// <param name="ordered">Whether the bins of a column have an order.</param>
    /// <param name="rows">Training rows.</param>
    /// <param name="depth">Levels of splits.</param>
    /// <param name="minimumCurvature">Least curvature of a leaf: a quarter of its rows at even odds.</param>
    /// <param name="penalty">Ridge penalty of leaf values.</param>
    public TreeGrower(byte[][] bins, int[] binCounts, bool[] ordered, int rows, int depth, double minimumCurvature, double penalty)
    {
        _bins = bins;
        _binCounts = binCounts;
        _ordered = ordered;
        _depth = depth;
        _minimumCurvature = minimumCurvature;
        _penalty = penalty;
        _nodes = new byte[rows];
        _packed = new long[rows];
        _histogram = new long[(1 << (depth - 1)) * 256];
        // The sum over all rows stays below 2^30.
        _unit = Math.Min(1 << 20, Math.Floor((1 << 30) / (double)Math.Max(1, rows)));
    }

    /// <summary>The leaf of a row in the tree grown last.</summary>
    public int LeafOf(int row) => _nodes[row];

    /// <summary>Grows a tree on gradients in [-1, 1] and curvatures in [0, 1].</summary>
    public BoostedTrees.Tree Grow(double[] gradients, double[] curvatures, double learningRate)
    {
        BoostedTrees.Tree tree = BoostedTrees.Tree.Empty();
        Array.Clear(_nodes);
        for (int row = 0; row < _packed.Length; row++)
            _packed[row] = ((long)Math.Round(gradients[row] * _unit) << 32) + (long)Math.Round(curvatures[row] * _unit);
        for (int level = 0; level < _depth; level++)
        {
            int nodes = 1 << level, first = nodes - 1;
            Split[] best = FindSplits(nodes);
            for (int node = 0; node < nodes; node++)
            {
                tree.Columns[first + node] = best[node].GoesRight is null ? -1 : best[node].Column;
                tree.GoesRight[first + node] = best[node].GoesRight ?? [];
            }
            Descend(best);
        }
        LeafValues(gradients, curvatures, learningRate, tree.LeafValues);
        return tree;
    }

    Split[] FindSplits(int nodes)
    {
        Split[] best = new Split[nodes];
        for (int column = 0; column < _bins.Length; column++)
        {
            int width = _binCounts[column];
            Span<long> histogram = _histogram.AsSpan(0, nodes * width);
            histogram.Clear();
            if (nodes == 1) Fill(histogram, _bins[column]);
            else Fill(histogram, _bins[column], width);
            for (int node = 0; node < nodes; node++)
            {
                Split found = BestSplit(histogram.Slice(node * width, width), column);
                if (found.Gain > best[node].Gain) best[node] = found;
            }
        }
        return best;
    }

    void Fill(Span<long> histogram, byte[] column)
    {
        ReadOnlySpan<long> packed = _packed.AsSpan(0, column.Length);
        for (int row = 0; row < packed.Length; row++) histogram[column[row]] += packed[row];
    }

    void Fill(Span<long> histogram, byte[] column, int width)
    {
        ReadOnlySpan<long> packed = _packed.AsSpan(0, column.Length);
        ReadOnlySpan<byte> nodes = _nodes.AsSpan(0, column.Length);
        for (int row = 0; row < packed.Length; row++) histogram[(nodes[row] * width) + column[row]] += packed[row];
    }

    double Gradient(long packed) => (packed >> 32) / _unit;

    double Curvature(long packed) => (packed & uint.MaxValue) / _unit;

    Split BestSplit(ReadOnlySpan<long> histogram, int column)
    {
        Span<int> order = stackalloc int[histogram.Length];
        int present = Order(histogram, column, order);
        long total = 0;
        for (int i = 0; i < present; i++) total += histogram[order[i]];
        double gradient = Gradient(total), curvature = Curvature(total);
        double whole = gradient * gradient / (curvature + _penalty), best = 1e-9;
        long left = 0;
        int cut = -1;
        for (int i = 0; i < present - 1; i++)
        {
            left += histogram[order[i]];
            double leftCurvature = Curvature(left), rightCurvature = curvature - leftCurvature;
            if (leftCurvature < _minimumCurvature) continue;
            if (rightCurvature < _minimumCurvature) break;
            double leftGradient = Gradient(left), rightGradient = gradient - leftGradient;
            double gain =
                (leftGradient * leftGradient / (leftCurvature + _penalty)) + (rightGradient * rightGradient / (rightCurvature + _penalty)) - whole;
            if (gain <= best) continue;
            best = gain;
            cut = i;
        }
        if (cut < 0) return default;
        bool[] goesRight = new bool[histogram.Length];
        for (int i = cut + 1; i < present; i++) goesRight[order[i]] = true;
        return new(best, column, goesRight);
    }

    // The bins that hold rows: by number, or for categories by mean gradient. Missing (bin 0) is tried at the low end only.
    int Order(ReadOnlySpan<long> histogram, int column, Span<int> order)
    {
        int present = 0;
        for (int bin = 0; bin < order.Length; bin++)
            if (histogram[bin] != 0) order[present++] = bin;
        if (_ordered[column]) return present;
        Span<double> means = stackalloc double[order.Length];
        for (int i = 0; i < present; i++) means[i] = Gradient(histogram[order[i]]) / (Curvature(histogram[order[i]]) + _penalty);
        means[..present].Sort(order[..present]);
        return present;
    }

    void Descend(Split[] best)
    {
        for (int row = 0; row < _nodes.Length; row++)
        {
            ref readonly Split split = ref best[_nodes[row]];
            int right = split.GoesRight is not null && split.GoesRight[_bins[split.Column][row]] ? 1 : 0;
            _nodes[row] = (byte)((2 * _nodes[row]) + right);
        }
    }

    void LeafValues(double[] gradients, double[] curvatures, double learningRate, double[] values)
    {
        double[] gradient = new double[values.Length], curvature = new double[values.Length];
        for (int row = 0; row < _nodes.Length; row++)
        {
            gradient[_nodes[row]] += gradients[row];
            curvature[_nodes[row]] += curvatures[row];
        }
        for (int leaf = 0; leaf < values.Length; leaf++) values[leaf] = -learningRate * gradient[leaf] / (curvature[leaf] + _penalty);
    }

    readonly record struct Split(double Gain, int Column, bool[]? GoesRight);
}
