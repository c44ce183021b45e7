using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using Plumbline.Statistics.Association;

namespace Plumbline.Statistics.Multivariate;

/// <summary>What two sets of rows lose when projected on the reference's principal components.</summary>
/// <param name="Reference">Mean error of reference rows, each judged by components fitted without it.</param>
/// <param name="Current">Mean error of current rows.</param>
/// <param name="Difference">Welch's test of the two means.</param>
/// <param name="Components">Components kept.</param>
public sealed record PcaComparison(Estimate Reference, Estimate Current, TestResult Difference, int Components);

/// <summary>Principal components of the reference, and the distance of rows from what they keep: it grows when columns stop belonging
/// together as
/// they did, even if each alone looks the same.</summary>
/// <remarks>Columns are numbers as they are and categories by their frequency in the reference; missing values become the mean or the most
/// frequent
/// category; then each is standardised by the reference. The fewest components that explain the wanted share of variance are kept. The
/// error of a row is
/// the Euclidean distance from its reconstruction, in standard deviations. Source: Jolliffe, "Principal component analysis" (2002),
/// chapter 10; same as
/// scikit-learn <c>PCA(n_components=.65)</c> (checked to 1e-9). Cost: n d^2 + d^3.</remarks>
public sealed class PcaReconstruction
{
    /// <summary>Fewest reference rows.</summary>
    public const int MinimumRows = 30;

    const int Folds = 5;

    readonly PcaEncoding _encoding;
    readonly double[][] _components;

    PcaReconstruction(PcaEncoding encoding, double[][] components)
    {
        _encoding = encoding;
        _components = components;
    }

    /// <summary>Components kept; 0 when every column is constant.</summary>
    public int Components => _components.Length;

    /// <summary>Fits the components.</summary>
    /// <param name="reference">At least <see cref="MinimumRows"/> rows.</param>
    /// <param name="variance">Share of variance to explain, in (0, 1).</param>
    /// <exception cref="ArgumentException">There are too few rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="variance"/> is outside (0, 1).</exception>
    public static PcaReconstruction Fit(RowTable reference, double variance = .65)
    {
        ArgumentNullException.ThrowIfNull(reference);
        if (reference.Rows < MinimumRows)
            throw new ArgumentException($"{reference.Rows} rows are too few, {MinimumRows} are needed.", nameof(reference));
        if (variance is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(variance), variance, "The share must be in (0, 1).");
        PcaEncoding encoding = PcaEncoding.Of(reference);
        return new(encoding, Leading(CrossProducts(encoding.Encode(reference), static _ => true), variance));
    }

    /// <summary>The reconstruction error of each row, at least 0.</summary>
    /// <param name="rows">A table with the reference's columns; categories it did not have count as frequency 0.</param>
    public double[] Errors(RowTable rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        double[][] encoded = _encoding.Encode(rows);
        double[] errors = new double[rows.Rows];
        for (int row = 0; row < errors.Length; row++) errors[row] = Error(encoded[row], _components);
        return errors;
    }

    /// <summary>Compares both sets. The reference's own errors are cross-fitted over five folds (rows dealt in turn), else its errors
    /// would be too small.</summary>
    /// <param name="reference">At least <see cref="MinimumRows"/> rows, else undefined.</param>
    /// <param name="current">The same columns; at least 2 rows, else undefined.</param>
    /// <param name="variance">Share of variance to explain, in (0, 1).</param>
    /// <exception cref="ArgumentException">The columns differ in number or type.</exception>
    public static PcaComparison Compare(RowTable reference, RowTable current, double variance = .65)
    {
        RowTable.CheckSameColumns(reference, current);
        if (reference.Rows < MinimumRows || current.Rows < 2)
            return new(Estimate.Undefined(reference.Rows), Estimate.Undefined(current.Rows), TestResult.Undefined, 0);
        PcaReconstruction model = Fit(reference, variance);
        double[][] encoded = model._encoding.Encode(reference);
        double[] before = new double[reference.Rows];
        for (int fold = 0; fold < Folds; fold++)
        {
            double[][] components = Eigenvectors(CrossProducts(encoded, row => row % Folds != fold), model.Components);
            for (int row = fold; row < before.Length; row += Folds) before[row] = Error(encoded[row], components);
        }
        double[] now = model.Errors(current);
        return new(ErrorMean.Of(before), ErrorMean.Of(now), ErrorMean.Welch(before, now), model.Components);
    }

    static double Error(double[] row, double[][] components)
    {
        double left = DotProduct.Of(row, row);
        foreach (double[] component in components)
        {
            double along = DotProduct.Of(row, component);
            left -= along * along;
        }
        return Math.Sqrt(Math.Max(0, left));
    }

    static Matrix<double> CrossProducts(double[][] rows, Func<int, bool> includes)
    {
        int width = rows[0].Length;
        double[,] sums = new double[width, width];
        for (int row = 0; row < rows.Length; row++)
        {
            if (!includes(row)) continue;
            double[] values = rows[row];
            for (int i = 0; i < width; i++)
                for (int j = 0; j <= i; j++) sums[i, j] += values[i] * values[j];
        }
        return Matrix<double>.Build.Dense(width, width, (i, j) => i >= j ? sums[i, j] : sums[j, i]);
    }

    static double[][] Leading(Matrix<double> products, double variance)
    {
        Evd<double> decomposition = products.Evd(Symmetricity.Symmetric);
        double[] values = [.. decomposition.EigenValues.Select(value => Math.Max(0, value.Real)).Reverse()];
        double total = values.Sum(), explained = 0;
        int count = 0;
        while (total > 0 && count < values.Length && explained <= variance * total) explained += values[count++];
        return Vectors(decomposition, count);
    }

    static double[][] Eigenvectors(Matrix<double> products, int count) => Vectors(products.Evd(Symmetricity.Symmetric), count);

    // Eigenvalues come in ascending order.
    static double[][] Vectors(Evd<double> decomposition, int count)
    {
        int width = decomposition.EigenVectors.ColumnCount;
        return [.. Enumerable.Range(0, count).Select(i => decomposition.EigenVectors.Column(width - 1 - i).ToArray())];
    }
}
