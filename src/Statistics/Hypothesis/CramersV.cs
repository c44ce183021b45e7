namespace Plumbline.Statistics.Hypothesis;

/// <summary>Cramer's V: how strongly a value's cell tells from which sample it comes, 0 to 1.</summary>
/// <remarks>Source: Bergsma, "A bias-correction for Cramer's V and Tschuprow's T" (2013), equation 6.</remarks>
public static class CramersV
{
    /// <summary>The bias-corrected V of the 2 x k table; NaN when a side has no row, there is one cell or fewer than 3 rows.</summary>
    /// <param name="reference">Reference counts per cell, each at least 0.</param>
    /// <param name="current">Current counts per cell, same length.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double BiasCorrected(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        ChiSquaredResult test = ChiSquared.TwoSample(reference, current);
        double total = 0;
        foreach (long count in reference) total += count;
        foreach (long count in current) total += count;
        if (double.IsNaN(test.Statistic) || test.DegreesOfFreedom < 1 || total < 3) return double.NaN;

        const double rows = 2;
        double columns = test.DegreesOfFreedom + 1;
        double phiSquared = Math.Max(0, (test.Statistic / total) - ((columns - 1) * (rows - 1) / (total - 1)));
        double correctedColumns = columns - ((columns - 1) * (columns - 1) / (total - 1));
        double correctedRows = rows - ((rows - 1) * (rows - 1) / (total - 1));
        double smaller = Math.Min(correctedColumns, correctedRows) - 1;
        return smaller > 0 ? Math.Min(1, Math.Sqrt(phiSquared / smaller)) : double.NaN;
    }
}
