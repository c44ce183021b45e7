namespace Plumbline.Engine.Operations;

/// <summary>How many rows the next window should hold, told from earlier windows.</summary>
/// <param name="Expected">The middle; NaN with too few windows.</param>
/// <param name="Low">Lower end of the interval, at least 0.</param>
/// <param name="High">Upper end of the interval.</param>
/// <param name="Windows">Windows it was told from.</param>
/// <param name="Scale">Standard deviation on the square-root scale: 1 is pure chance (Poisson), more is a stream that varies by
/// itself.</param>
public readonly record struct VolumeForecast(double Expected, double Low, double High, int Windows, double Scale)
{
    /// <summary>Windows that are needed.</summary>
    public const int LeastWindows = 4;

    // From here on one outage among the earlier windows is outvoted; with fewer the spread of all of them is taken.
    const int LeastForMedian = 10;

    // A median deviation of normal values is this part of their standard deviation; its information is worth about half of the windows.
    const double MedianDeviation = .6744897501960817;

    // The variance of a median against that of a mean.
    const double MedianVariance = Math.PI / 2;

    /// <summary>Forecast with an interval that holds the next window but for a chance of <paramref name="level"/>.</summary>
    /// <param name="earlier">Rows of earlier windows that should be alike.</param>
    /// <param name="level">In (0, 1).</param>
    /// <remarks>Counts are looked at on the scale 2 sqrt(x + 3/8), where chance alone (Poisson) has standard deviation 1 (Anscombe, 1948).
    /// Their spread is never taken for less than that, and measured when more: an over-dispersed Poisson stream. Centre and spread are
    /// medians, so an outage in the past does not widen the interval for weeks; the uncertainty of both is in it (Student's t).</remarks>
    public static VolumeForecast From(IReadOnlyList<long> earlier, double level)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        if (earlier.Count < LeastWindows) return new VolumeForecast(double.NaN, double.NaN, double.NaN, earlier.Count, double.NaN);
        double[] roots = [.. earlier.Select(Root).Order()];
        bool byMedian = roots.Length >= LeastForMedian;
        double centre = Median(roots);
        double spread = byMedian ? Median([.. roots.Select(r => Math.Abs(r - centre)).Order()]) / MedianDeviation
            : StandardDeviation(roots);
        double scale = Math.Max(1, spread);
        int freedom = byMedian ? (roots.Length - 1) / 2 : roots.Length - 1;
        double half = StudentTail.Quantile(level, freedom) * scale * Math.Sqrt(1 + (MedianVariance / roots.Length));
        return new VolumeForecast(Rows(centre), Rows(centre - half), Rows(centre + half), roots.Length, scale);
    }

    /// <summary>Chance of a window at least as far out.</summary>
    public double PValue(long rows) => Math.Min(1, StudentTail.TwoSided(Math.Abs(Root(rows) - Root(Expected))
        / (Scale * Math.Sqrt(1 + (MedianVariance / Windows))), Windows >= LeastForMedian ? (Windows - 1) / 2 : Windows - 1));

    static double Root(double rows) => 2 * Math.Sqrt(rows + .375);

    static double Root(long rows) => Root((double)rows);

    static double Rows(double root) => root <= 0 ? 0 : Math.Max(0, (root * root / 4) - .375);

    static double Median(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    static double StandardDeviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
    }
}
