namespace Plumbline.Statistics.Multivariate;

/// <summary>Grows one tree after another on the same binned rows, level by level, from histograms of gradients.</summary>
sealed class TreeGrower(byte[][] bins, int[] binCounts, bool[] ordered, int rows, int depth, int minimumLeafRows, double penalty)
{
    /// <summary>Sums of a bin lie together: gradient, curvature, rows.</summary>
    const int Stride = 3;

    readonly byte[] _nodes = new byte[rows];
    readonly double[] _histogram = new double[(1 << (depth - 1)) * 256 * Stride];

    /// <summary>The leaf of a row in the tree grown last.</summary>
    public int LeafOf(int row) => _nodes[row];

    public BoostedTrees.Tree Grow(double[] gradients, double[] curvatures, double learningRate)
    {
        BoostedTrees.Tree tree = BoostedTrees.Tree.Empty();
        Array.Clear(_nodes);
        for (int level = 0; level < depth; level++)
        {
            int nodes = 1 << level, first = nodes - 1;
            Split[] best = FindSplits(gradients, curvatures, nodes);
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

    Split[] FindSplits(double[] gradients, double[] curvatures, int nodes)
    {
        Split[] best = new Split[nodes];
        for (int column = 0; column < bins.Length; column++)
        {
            int width = binCounts[column];
            Span<double> histogram = _histogram.AsSpan(0, nodes * width * Stride);
            Fill(histogram, bins[column], width, gradients, curvatures);
            for (int node = 0; node < nodes; node++)
            {
                Split found = BestSplit(histogram.Slice(node * width * Stride, width * Stride), column, width);
                if (found.Gain > best[node].Gain) best[node] = found;
            }
        }
        return best;
    }

    void Fill(Span<double> histogram, byte[] column, int width, double[] gradients, double[] curvatures)
    {
        histogram.Clear();
        for (int row = 0; row < column.Length; row++)
        {
            int at = ((_nodes[row] * width) + column[row]) * Stride;
            histogram[at] += gradients[row];
            histogram[at + 1] += curvatures[row];
            histogram[at + 2]++;
        }
    }

    Split BestSplit(ReadOnlySpan<double> histogram, int column, int width)
    {
        Span<int> order = stackalloc int[width];
        int present = Order(histogram, column, order);
        double gradient = 0, curvature = 0, count = 0;
        for (int i = 0; i < present; i++)
        {
            gradient += histogram[order[i] * Stride];
            curvature += histogram[(order[i] * Stride) + 1];
            count += histogram[(order[i] * Stride) + 2];
        }
        double whole = gradient * gradient / (curvature + penalty);
        double leftGradient = 0, leftCurvature = 0, leftCount = 0, best = 1e-9;
        int cut = -1;
        for (int i = 0; i < present - 1; i++)
        {
            leftGradient += histogram[order[i] * Stride];
            leftCurvature += histogram[(order[i] * Stride) + 1];
            leftCount += histogram[(order[i] * Stride) + 2];
            if (leftCount < minimumLeafRows) continue;
            if (count - leftCount < minimumLeafRows) break;
            double right = gradient - leftGradient;
            double gain = (leftGradient * leftGradient / (leftCurvature + penalty)) + (right * right / (curvature - leftCurvature + penalty)) - whole;
            if (gain <= best) continue;
            best = gain;
            cut = i;
        }
        if (cut < 0) return default;
        bool[] goesRight = new bool[width];
        for (int i = cut + 1; i < present; i++) goesRight[order[i]] = true;
        return new(best, column, goesRight);
    }

    // The bins that hold rows: by number, or for categories by mean gradient. Missing (bin 0) is tried at the low end only.
    int Order(ReadOnlySpan<double> histogram, int column, Span<int> order)
    {
        int present = 0;
        for (int bin = 0; bin < order.Length; bin++)
            if (histogram[(bin * Stride) + 2] > 0) order[present++] = bin;
        if (ordered[column]) return present;
        Span<double> means = stackalloc double[order.Length];
        for (int i = 0; i < present; i++) means[i] = histogram[order[i] * Stride] / (histogram[(order[i] * Stride) + 1] + penalty);
        means[..present].Sort(order[..present]);
        return present;
    }

    void Descend(Split[] best)
    {
        for (int row = 0; row < rows; row++)
        {
            ref readonly Split split = ref best[_nodes[row]];
            int right = split.GoesRight is not null && split.GoesRight[bins[split.Column][row]] ? 1 : 0;
            _nodes[row] = (byte)((2 * _nodes[row]) + right);
        }
    }

    void LeafValues(double[] gradients, double[] curvatures, double learningRate, double[] values)
    {
        double[] gradient = new double[values.Length], curvature = new double[values.Length];
        for (int row = 0; row < rows; row++)
        {
            gradient[_nodes[row]] += gradients[row];
            curvature[_nodes[row]] += curvatures[row];
        }
        for (int leaf = 0; leaf < values.Length; leaf++) values[leaf] = -learningRate * gradient[leaf] / (curvature[leaf] + penalty);
    }

    readonly record struct Split(double Gain, int Column, bool[]? GoesRight);
}
