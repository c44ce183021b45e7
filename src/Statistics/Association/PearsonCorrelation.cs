using System.Numerics;

namespace Plumbline.Statistics.Association;

/// <summary>Pearson's correlation of two numeric columns, in [-1, 1].</summary>
/// <remarks>Value as scipy <c>pearsonr</c> on the rows where both are finite, to 1e-9. The standard error on Fisher's scale is the larger
/// of
/// 1 / sqrt(n - 3) and the distribution-free one from fourth moments (Steiger and Hakstian, 1982): with heavy tails the former alone finds
/// changes that
/// are none. Undefined below 4 rows and for a constant column.</remarks>
public static class PearsonCorrelation
{
    /// <summary>Fewest rows.</summary>
    public const int MinimumRows = 4;

    /// <summary>The correlation of two columns.</summary>
    /// <param name="x">Length n, not modified; rows where either is NaN or infinite are left out.</param>
    /// <param name="y">Length n, not modified.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Correlation Compute(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length) throw new ArgumentException($"Columns of {x.Length} and {y.Length} rows.", nameof(y));
        List<double> a = new(x.Length), b = new(x.Length);
        for (int i = 0; i < x.Length; i++)
        {
            if (!double.IsFinite(x[i]) || !double.IsFinite(y[i])) continue;
            a.Add(x[i]);
            b.Add(y[i]);
        }
        return OfStandardised(StandardColumn.Of([.. a]), StandardColumn.Of([.. b]));
    }

    /// <summary>All pairs of columns.</summary>
    /// <param name="columns">Columns of equal length, not modified. Pairs without missing values share work; others are computed on their
    /// common rows.</param>
    /// <returns>Entry [i, j]; symmetric, 1 with error 0 on the diagonal of a usable column.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Correlation[,] Matrix(IReadOnlyList<double[]> columns) =>
        CorrelationPairs.Fill(columns, [.. columns.Select(StandardColumn.Of)], OfStandardised, Compute);

    static Correlation OfStandardised(StandardColumn a, StandardColumn b)
    {
        long n = a.Values.Length;
        if (n < MinimumRows || !a.IsUsable || !b.IsUsable) return Correlation.Undefined(n);
        PairSums sums = PairSums.Of(a.Values, b.Values);
        double r = Math.Clamp(sums.Product / n, -1, 1);
        double spread = (sums.Squares / n) - (r * (sums.CubeFirst + sums.CubeSecond) / n)
            + (r * r / 4 * (a.FourthMoment + (2 * sums.Squares / n) + b.FourthMoment));
        double rest = Math.Max(1e-12, 1 - (r * r));
        double free = Math.Sqrt(Math.Max(0, spread) / n) / rest;
        // At a perfect correlation spread and rest both vanish and their ratio is noise.
        double error = Math.Max(1 / Math.Sqrt(n - 3), rest > 1e-9 ? free : 0);
        return new(r, error, n);
    }

    /// <summary>Sums of products of powers of two standardised columns.</summary>
    readonly record struct PairSums(double Product, double Squares, double CubeFirst, double CubeSecond)
    {
        public static PairSums Of(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
        {
            Vector<double> product = default, squares = default, cubeFirst = default, cubeSecond = default;
            int i = 0;
            for (; i <= a.Length - Vector<double>.Count; i += Vector<double>.Count)
            {
                Vector<double> x = new(a[i..]), y = new(b[i..]);
                Vector<double> xy = x * y;
                product += xy;
                squares += xy * xy;
                cubeFirst += xy * x * x;
                cubeSecond += xy * y * y;
            }
            double p = Vector.Sum(product), s = Vector.Sum(squares), f = Vector.Sum(cubeFirst), g = Vector.Sum(cubeSecond);
            for (; i < a.Length; i++)
            {
                double xy = a[i] * b[i];
                p += xy;
                s += xy * xy;
                f += xy * a[i] * a[i];
                g += xy * b[i] * b[i];
            }
            return new(p, s, f, g);
        }
    }
}
