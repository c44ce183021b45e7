using Plumbline.Statistics.Hypothesis;

namespace Plumbline.Statistics.Distances;

/// <summary>How small a change this many rows could have shown: what makes "stable" mean something.</summary>
/// <remarks>Source: Cohen, "Statistical Power Analysis for the Behavioral Sciences" (1988), chapter 7: power of the chi-squared test from
/// the noncentral distribution. Checked against scipy.stats.ncx2.</remarks>
public static class DetectableEffect
{
    /// <summary>The share of the level that the distribution tests get; the rest belongs to the missing share.</summary>
    const double DistributionShare = 0.8;

    /// <summary>
    /// The smallest effect, on the scale of <see cref="JensenShannonEffect"/>, that the chi-squared test of one column finds with the given
    /// power
    /// when it must pass the Benjamini-Hochberg line alone among the judged columns.
    /// </summary>
    /// <param name="n">Reference rows, at least 1.</param>
    /// <param name="m">Current rows, at least 1.</param>
    /// <param name="cells">Joined cells, at least 2.</param>
    /// <param name="judgedColumns">Columns judged together, at least 1.</param>
    /// <param name="level">The false discovery rate, in (0, 1).</param>
    /// <param name="power">The wanted probability of finding it, in (level, 1).</param>
    /// <param name="tests">Tests the column's level is shared by: 3 for a numeric column, 1 for a categorical one.</param>
    /// <returns>The effect, at most 1 (an effect of 1 or more cannot be told apart from "nothing is detectable"); NaN when a side has no
    /// row or there is one cell.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A probability or the number of tests is out of range.</exception>
    public static double Smallest(long n, long m, int cells, int judgedColumns, double level = .05, double power = .8, int tests = 3)
    {
        if (!(level > 0 && level < 1)) throw new ArgumentOutOfRangeException(nameof(level), level, "A level lies between 0 and 1.");
        if (!(power > level && power < 1))
            throw new ArgumentOutOfRangeException(nameof(power), power, "Power lies between the level and 1.");
        ArgumentOutOfRangeException.ThrowIfLessThan(tests, 1);
        return Smallest(n, m, Noncentrality(cells, judgedColumns, level, power, tests));
    }

    /// <summary>The same for a noncentrality that columns share.</summary>
    /// <param name="n">Reference rows, at least 1.</param>
    /// <param name="m">Current rows, at least 1.</param>
    /// <param name="noncentrality">Of <see cref="Noncentrality"/>.</param>
    /// <returns>The effect, at most 1; NaN when a side has no row or there is one cell.</returns>
    public static double Smallest(long n, long m, double noncentrality) =>
        n < 1 || m < 1 ? double.NaN : Math.Min(1, Math.Sqrt(noncentrality * JensenShannonEffect.ScaleOf(n, m)));

    /// <summary>The noncentrality of the chi-squared test that is found with the given power: all of <see cref="Smallest(long, long, int,
    /// int, double, double, int)"/>
    /// that does not depend on the number of rows.</summary>
    /// <param name="cells">Joined cells, at least 2.</param>
    /// <param name="judgedColumns">Columns judged together, at least 1.</param>
    /// <param name="level">The false discovery rate, in (0, 1).</param>
    /// <param name="power">The wanted probability of finding it, in (level, 1).</param>
    /// <param name="tests">Tests the column's level is shared by.</param>
    /// <returns>NaN when there is one cell.</returns>
    public static double Noncentrality(int cells, int judgedColumns, double level = .05, double power = .8, int tests = 3)
    {
        if (cells < 2) return double.NaN;
        double own = level * DistributionShare / tests / Math.Max(1, judgedColumns);
        double freedom = cells - 1.0;
        double critical = NoncentralChiSquared.CentralUpperQuantile(own, freedom);
        return NoncentralChiSquared.Noncentrality(critical, freedom, 1 - power);
    }
}
