namespace Plumbline.Statistics.Hypothesis;

/// <summary>Fisher's exact test of a 2 x 2 table.</summary>
/// <remarks>Source: Fisher, "The logic of inductive inference" (1935); two-sided by the sum of all tables no more likely than the one seen.
/// Checked against scipy.stats.fisher_exact.</remarks>
public static class FisherExact
{
    /// <summary>Tables whose probability equals the observed one up to rounding count as no more likely.</summary>
    const double TieTolerance = 1e-11;

    /// <summary>The odds ratio a d / (b c) and the exact two-sided p-value of the table (a b; c d), for samples of any two sizes.</summary>
    /// <param name="a">Reference rows with the property, at least 0.</param>
    /// <param name="b">Reference rows without it, at least 0.</param>
    /// <param name="c">Current rows with it, at least 0.</param>
    /// <param name="d">Current rows without it, at least 0.</param>
    /// <returns>An undefined ratio with p = 1 when a row or column is empty.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static TestResult TwoSided(long a, long b, long c, long d)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(a);
        ArgumentOutOfRangeException.ThrowIfNegative(b);
        ArgumentOutOfRangeException.ThrowIfNegative(c);
        ArgumentOutOfRangeException.ThrowIfNegative(d);
        double row = (double)a + b, other = (double)c + d, column = (double)a + c;
        if (row == 0 || other == 0 || column == 0 || (double)b + d == 0) return new TestResult(double.NaN, 1, TestMethod.Exact);
        double ratio = b > 0 && c > 0 ? (double)a * d / ((double)b * c) : double.PositiveInfinity;
        return new TestResult(ratio, TwoSided(new Hypergeometric(row, other, column), a), TestMethod.Exact);
    }

    static double TwoSided(Hypergeometric tables, double seen)
    {
        double atSeen = tables.Probability(seen), limit = atSeen * (1 + TieTolerance);
        if (tables.Probability(tables.Mode) <= limit) return 1;

        bool below = seen < tables.Mode;
        double own = below ? tables.Lower(seen) : tables.Upper(seen);
        return Math.Min(1, own + (below ? OtherUpper(tables, limit) : OtherLower(tables, limit)));
    }

    /// <summary>The tail above the mode of tables no more likely than the limit.</summary>
    static double OtherUpper(Hypergeometric tables, double limit)
    {
        double low = tables.Mode, high = tables.Largest + 1;
        while (high - low > 1)
        {
            double middle = Math.Floor((low + high) / 2);
            if (tables.Probability(middle) > limit) low = middle;
            else high = middle;
        }

        return high > tables.Largest ? 0 : tables.Upper(high);
    }

    static double OtherLower(Hypergeometric tables, double limit)
    {
        double low = tables.Smallest - 1, high = tables.Mode;
        while (high - low > 1)
        {
            double middle = Math.Floor((low + high) / 2);
            if (tables.Probability(middle) > limit) high = middle;
            else low = middle;
        }

        return low < tables.Smallest ? 0 : tables.Lower(low);
    }
}
