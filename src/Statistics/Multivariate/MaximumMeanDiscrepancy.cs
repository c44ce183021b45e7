using System.Numerics;

namespace Plumbline.Statistics.Multivariate;

/// <summary>A multivariate distance with a permutation p-value.</summary>
/// <param name="Value">The statistic.</param>
/// <param name="PValue">(1 + permutations at least as large) / (1 + permutations); NaN when undefined.</param>
/// <param name="Rows">Rows of both sides used.</param>
public readonly record struct PermutationResult(double Value, double PValue, long Rows);

/// <summary>Squared maximum mean discrepancy with a Gaussian kernel: 0 in expectation for equal distributions, and only for
/// those.</summary>
/// <remarks>Source: Gretton, Borgwardt, Rasch, Scholkopf and Smola, "A kernel two-sample test" (2012), lemma 6 (unbiased, may be slightly
/// negative).
/// Kernel exp(-d^2 / (2 sigma^2)), sigma the median distance of at most 1 000 pooled rows. The kernel matrix is made row by row and never
/// kept:
/// memory is rows x permutations / 8. Cost: rows^2 (dimension + permutations) / 4.</remarks>
public static class MaximumMeanDiscrepancy
{
    /// <summary>Rows of both sides together that are used at most.</summary>
    public const int MostRows = 5000;

    /// <summary>Rows the width of the kernel is found from.</summary>
    public const int WidthRows = 1000;

    /// <summary>Rows done together; fixed, so that sums do not depend on the number of threads.</summary>
    const int BlockRows = 64;

    /// <summary>The statistic and its permutation p-value; NaN below 2 usable rows a side.</summary>
    /// <param name="reference">Reference rows; rows with values that are not finite are left out.</param>
    /// <param name="current">Current rows of the same dimension.</param>
    /// <param name="seed">Seed of sample and permutations.</param>
    /// <param name="permutations">Permutations, at least 1.</param>
    /// <param name="mostRows">Rows of both sides together, sampled by seed when there are more.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ArgumentException">The dimensions differ.</exception>
    public static PermutationResult Compute(
        RowMatrix reference,
        RowMatrix current,
        ulong seed = 1,
        int permutations = 200,
        int mostRows = MostRows,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(current);
        ArgumentOutOfRangeException.ThrowIfLessThan(permutations, 1);
        PooledRows rows = PooledRows.Of(reference, current, mostRows, seed);
        if (rows.Reference < 2 || rows.Current < 2) return new(double.NaN, double.NaN, rows.Rows);
        double width = MedianDistance(rows, seed);
        // All rows equal: the distributions are, too.
        if (!(width > 0)) return new(0, 1, rows.Rows);
        double[] statistics = Statistics(rows, rows.Permute(permutations, seed), 1 / (2 * width * width), cancellationToken);
        int atLeast = 0;
        for (int i = 1; i < statistics.Length; i++)
            if (statistics[i] >= statistics[0]) atLeast++;
        return new(statistics[0], (1.0 + atLeast) / (1.0 + permutations), rows.Rows);
    }

    /// <summary>Median Euclidean distance of all pairs among at most <see cref="WidthRows"/> pooled rows.</summary>
    internal static double MedianDistance(PooledRows rows, ulong seed)
    {
        int[] order = [.. Enumerable.Range(0, rows.Rows)];
        if (rows.Rows > WidthRows) new SeededRandom(StableHash.Combine(seed, 4)).Shuffle<int>(order);
        int count = Math.Min(WidthRows, rows.Rows);
        double[] distances = new double[count * (count - 1) / 2];
        Parallel.For(0, count, i =>
        {
            int at = i * (i - 1) / 2;
            for (int j = 0; j < i; j++) distances[at + j] = SquaredDistance(rows[order[i]], rows[order[j]]);
        });
        Array.Sort(distances);
        int middle = distances.Length / 2;
        return distances.Length % 2 == 1
            ? Math.Sqrt(distances[middle])
            : .5 * (Math.Sqrt(distances[middle - 1]) + Math.Sqrt(distances[middle]));
    }

    // For each permutation only the sum over reference pairs and the sum of row sums over reference rows are needed; the rest follows from
    // the total.
    static double[] Statistics(PooledRows rows, byte[][] sides, double rate, CancellationToken cancellationToken)
    {
        int n = rows.Rows, blocks = (n + BlockRows - 1) / BlockRows;
        float[][] members = [.. sides.Select(side => Array.ConvertAll(side, value => (float)value))];
        double[][] within = new double[blocks][];
        double[][] rowSums = new double[blocks][];
        Parallel.For(0, blocks, block =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            within[block] = new double[sides.Length];
            rowSums[block] = new double[n];
            float[] kernel = new float[n];
            int end = Math.Min(n, (block + 1) * BlockRows);
            for (int i = block * BlockRows; i < end; i++) AddRow(rows, i, rate, kernel, members, within[block], rowSums[block]);
        });
        double[] sums = new double[n];
        foreach (double[] part in rowSums)
            for (int i = 0; i < n; i++) sums[i] += part[i];
        double total = sums.Sum() / 2;
        double m = rows.Reference, k = rows.Current;
        double[] statistics = new double[sides.Length];
        for (int permutation = 0; permutation < sides.Length; permutation++)
        {
            double inside = 0, touching = 0;
            foreach (double[] part in within) inside += part[permutation];
            for (int i = 0; i < n; i++)
                if (sides[permutation][i] == 1) touching += sums[i];
            double across = touching - (2 * inside), outside = total - inside - across;
            statistics[permutation] = (2 * inside / (m * (m - 1))) + (2 * outside / (k * (k - 1))) - (2 * across / (m * k));
        }
        return statistics;
    }

    static void AddRow(PooledRows rows, int i, double rate, float[] kernel, float[][] members, double[] within, double[] rowSums)
    {
        int n = rows.Rows;
        ReadOnlySpan<float> row = rows[i];
        for (int j = i + 1; j < n; j++)
        {
            double value = Math.Exp(-rate * SquaredDistance(row, rows[j]));
            kernel[j] = (float)value;
            rowSums[i] += value;
            rowSums[j] += value;
        }
        for (int permutation = 0; permutation < members.Length; permutation++)
            if (members[permutation][i] > 0) within[permutation] += Dot(kernel.AsSpan(i + 1), members[permutation].AsSpan(i + 1));
    }

    static double SquaredDistance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Vector<float> sums = Vector<float>.Zero;
        int i = 0;
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> step = new Vector<float>(a[i..]) - new Vector<float>(b[i..]);
            sums += step * step;
        }
        double sum = Vector.Sum(sums);
        for (; i < a.Length; i++) sum += ((double)a[i] - b[i]) * ((double)a[i] - b[i]);
        return sum;
    }

    static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Vector<float> first = Vector<float>.Zero, second = Vector<float>.Zero;
        int i = 0;
        for (; i <= a.Length - (2 * Vector<float>.Count); i += 2 * Vector<float>.Count)
        {
            first += new Vector<float>(a[i..]) * new Vector<float>(b[i..]);
            second += new Vector<float>(a[(i + Vector<float>.Count)..]) * new Vector<float>(b[(i + Vector<float>.Count)..]);
        }
        double sum = Vector.Sum(first + second);
        for (; i < a.Length; i++) sum += (double)a[i] * b[i];
        return sum;
    }
}
