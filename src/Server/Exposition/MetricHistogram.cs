using System.Globalization;

namespace Plumbline.Server.Exposition;

/// <summary>The samples of a histogram with one set of labels.</summary>
static class MetricHistogram
{
    /// <summary>Cumulative counts per bound, then sum and count.</summary>
    /// <param name="bounds">Upper bounds, ascending; behind the last one there is no bound.</param>
    /// <param name="counts">How many values fell between a bound and the one before: one more than there are bounds.</param>
    /// <param name="sum">Of all values.</param>
    /// <param name="label">What tells this histogram from others of its family.</param>
    public static IEnumerable<MetricSample> Samples(IReadOnlyList<double> bounds, IReadOnlyList<long> counts, double sum,
        (string Name, string Value) label)
    {
        long below = 0;
        for (int i = 0; i < counts.Count; i++)
        {
            below += counts[i];
            yield return MetricSample.Of(below, label, ("le", i < bounds.Count ? Bound(bounds[i]) : "+Inf")) with { Suffix = "_bucket" };
        }
        yield return MetricSample.Of(sum, label) with { Suffix = "_sum" };
        yield return MetricSample.Of(below, label) with { Suffix = "_count" };
    }

    // OpenMetrics writes bounds as floating-point numbers, or two servers would have two series of one bound.
    static string Bound(double bound) =>
        bound == Math.Truncate(bound) ? bound.ToString("0.0", CultureInfo.InvariantCulture)
            : bound.ToString("R", CultureInfo.InvariantCulture);
}
