using Plumbline.Engine.Monitors;

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
    /// <summary>Windows that are needed: with fewer, Student's t leaves nothing out.</summary>
    public const int LeastWindows = 3;

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
    /// Their spread is never taken for less than that, and measured when more: an over-dispersed Poisson stream. The centre is a
    /// median and the spread leaves out what lies farthest out, so an outage in the past does not widen the interval for weeks; the
    /// uncertainty of both is in it (Student's t).</remarks>
    public static VolumeForecast From(IReadOnlyList<long> earlier, double level)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        if (earlier.Count < LeastWindows) return new VolumeForecast(double.NaN, double.NaN, double.NaN, earlier.Count, double.NaN);
        double[] roots = [.. earlier.Select(Root).Order()];
        bool byMedian = roots.Length >= LeastForMedian;
        double centre = Median(roots);
        double spread = byMedian ? Spread(roots, centre) : StandardDeviation(roots);
        var forecast = new VolumeForecast(Rows(centre), double.NaN, double.NaN, roots.Length, Math.Max(1, spread));
        double half = forecast.Half(level);
        return forecast with { Low = Rows(centre - half), High = Rows(centre + half) };
    }

    /// <summary>The middle of a season that is too young for a forecast of its own; NaN when there is none.</summary>
    public double Season { get; init; } = double.NaN;

    /// <summary>As <see cref="From(IReadOnlyList{long}, double)"/>; what the same hours of the few weeks before had is usual too, give or
    /// take as much.</summary>
    public static VolumeForecast From(EarlierRows earlier, double level)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        var forecast = From(earlier.Counts, level);
        if (double.IsNaN(forecast.Expected) || earlier.YoungSeason is not [_, ..] season) return forecast;
        double middle = Median([.. season.Select(Root).Order()]), half = forecast.Half(level);
        return forecast with
        {
            Low = Math.Min(forecast.Low, Rows(middle - half)),
            High = Math.Max(forecast.High, Rows(middle + half)),
            Season = Rows(middle),
        };
    }

    /// <summary>Chance of a window at least as far out.</summary>
    public double PValue(long rows) =>
        double.IsNaN(Season) ? Chance(rows, Expected) : Math.Max(Chance(rows, Expected), Chance(rows, Season));

    double Chance(long rows, double middle) =>
        Math.Min(1, StudentTail.TwoSided(Math.Abs(Root(rows) - Root(middle)) / Deviation, Freedom));

    double Half(double level) => StudentTail.Quantile(level, Freedom) * Deviation;

    // Of a new window from the middle of the earlier ones, on the square-root scale.
    double Deviation => Scale * Math.Sqrt(1 + (MedianVariance / Windows));

    int Freedom => Windows >= LeastForMedian ? (Windows - 1) / 2 : Windows - 1;

    static double Root(double rows) => 2 * Math.Sqrt(rows + .375);

    static double Root(long rows) => Root((double)rows);

    static double Rows(double root) => root <= 0 ? 0 : Math.Max(0, (root * root / 4) - .375);

    static double Median(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    // Rows that come in batches leave most windows with equally many: their median deviation is 0. So that of all but the tenth that lies
    // farthest out counts too.
    static double Spread(double[] roots, double centre)
    {
        double[] deviations = [.. roots.Select(r => Math.Abs(r - centre)).Order()];
        double[] near = deviations[..^(deviations.Length / 10)];
        return Math.Max(Median(deviations) / MedianDeviation, Math.Sqrt(near.Sum(d => d * d) / (near.Length - 1)));
    }

    static double StandardDeviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
    }
}
