namespace Plumbline.Statistics.Association;

/// <summary>Cramer's V of two categorical columns, corrected for bias: 0 independent, 1 one determines the other.</summary>
/// <remarks>Source: Bergsma, "A bias-correction for Cramer's V and Tschuprow's T" (2013); checked against scipy's chi-squared and the
/// paper's formula.
/// The standard error is that of the uncorrected V by the delta method for multinomial counts (Bishop, Fienberg and Holland, 1975, chapter
/// 11), at least
/// 1 / sqrt(n (min(r, c) - 1)), what it is near independence. Undefined when a column has fewer than 2 categories present or n is below
/// 4.</remarks>
public static class CramersVAssociation
{
    /// <summary>The association of two columns of codes.</summary>
    /// <param name="a">Codes 0 .. aCardinality - 1, below 0 missing; length n, not modified.</param>
    /// <param name="aCardinality">Categories of the first column.</param>
    /// <param name="b">Codes of the second column.</param>
    /// <param name="bCardinality">Categories of the second column.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Correlation Compute(ReadOnlySpan<int> a, int aCardinality, ReadOnlySpan<int> b, int bCardinality)
    {
        if (a.Length != b.Length) throw new ArgumentException($"Columns of {a.Length} and {b.Length} rows.", nameof(b));
        long[] counts = new long[aCardinality * bCardinality];
        for (int i = 0; i < a.Length; i++)
            if (a[i] >= 0 && b[i] >= 0) counts[(a[i] * bCardinality) + b[i]]++;
        return OfTable(counts, bCardinality);
    }

    /// <summary>The association in a table of counts.</summary>
    /// <param name="counts">Row by row, length rows x columns; empty rows and columns are left out.</param>
    /// <param name="columns">Columns of the table, at least 1.</param>
    public static Correlation OfTable(ReadOnlySpan<long> counts, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        int rows = counts.Length / columns;
        double[] ofRow = new double[rows], ofColumn = new double[columns];
        double n = 0;
        for (int cell = 0; cell < counts.Length; cell++)
        {
            ofRow[cell / columns] += counts[cell];
            ofColumn[cell % columns] += counts[cell];
            n += counts[cell];
        }
        int r = ofRow.Count(total => total > 0), c = ofColumn.Count(total => total > 0);
        if (r < 2 || c < 2 || n < PearsonCorrelation.MinimumRows) return Correlation.Undefined((long)n);
        double phi = -1;
        for (int cell = 0; cell < counts.Length; cell++)
            if (counts[cell] > 0) phi += counts[cell] / ofRow[cell / columns] * (counts[cell] / ofColumn[cell % columns]);
        double corrected = Math.Max(0, phi - ((r - 1) * (c - 1.0) / (n - 1)));
        double smaller = Math.Min(r - ((r - 1) * (r - 1.0) / (n - 1)), c - ((c - 1) * (c - 1.0) / (n - 1))) - 1;
        double value = smaller > 0 ? Math.Min(1, Math.Sqrt(corrected / smaller)) : double.NaN;
        return new(value, StandardError(counts, columns, ofRow, ofColumn, n, phi, Math.Min(r, c) - 1, value), (long)n);
    }

    static double StandardError(
        ReadOnlySpan<long> counts, int columns, double[] ofRow, double[] ofColumn, double n, double phi, double smaller, double value)
    {
        double floor = 1 / Math.Sqrt(n * smaller);
        double plain = Math.Sqrt(Math.Max(0, phi) / smaller);
        double rest = Math.Max(1e-6, 1 - (value * value));
        if (!(plain > 0)) return floor / rest;
        double[] byRow = new double[ofRow.Length], byColumn = new double[ofColumn.Length];
        for (int cell = 0; cell < counts.Length; cell++)
        {
            if (counts[cell] == 0) continue;
            double part = counts[cell] / ofRow[cell / columns] * (counts[cell] / ofColumn[cell % columns]);
            byRow[cell / columns] += part * n / ofRow[cell / columns];
            byColumn[cell % columns] += part * n / ofColumn[cell % columns];
        }
        double mean = 0, squares = 0;
        for (int cell = 0; cell < counts.Length; cell++)
        {
            if (counts[cell] == 0) continue;
            int row = cell / columns, column = cell % columns;
            double slope = (2 * (counts[cell] / ofRow[row]) * (n / ofColumn[column])) - byRow[row] - byColumn[column];
            mean += counts[cell] / n * slope;
            squares += counts[cell] / n * slope * slope;
        }
        double ofPhi = Math.Sqrt(Math.Max(0, squares - (mean * mean)) / n);
        // The floor holds on Fisher's scale: on V's own it would hide that a perfect association broke.
        return Math.Max(floor, ofPhi / (2 * plain * smaller) / rest);
    }
}
