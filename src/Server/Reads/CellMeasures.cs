using Plumbline.Engine.Monitors;
using Plumbline.Engine.Profiles;
using Plumbline.Statistics;
using Plumbline.Statistics.Hypothesis;

namespace Plumbline.Server.Reads;

/// <summary>What can be read from the profile of a column, each with its 95 % interval where one exists.</summary>
static class CellMeasures
{
    /// <summary>97.5 % of the standard normal lie below.</summary>
    const double Z975 = 1.959963984540054;

    static readonly Dictionary<string, Func<ColumnProfile, Estimate>> s_ofColumn = new(StringComparer.Ordinal)
    {
        ["missing_share"] = c => WilsonInterval.Compute(c.Absent, c.Rows),
        ["mean"] = c => Numbers(c) is { } n ? Mean(n) : Estimate.Undefined(0),
        ["std"] = c => Moment(c, n => n.Moments.StandardDeviation),
        ["min"] = c => Moment(c, n => n.Moments.Min),
        ["max"] = c => Moment(c, n => n.Moments.Max),
        ["p05"] = c => Quantile(c, .05),
        ["p50"] = c => Quantile(c, .5),
        ["p95"] = c => Quantile(c, .95),
        ["p99"] = c => Quantile(c, .99),
    };

    /// <summary>Rows, and the measures of a column.</summary>
    public static IReadOnlyList<string> Names { get; } = [MonitorMeasures.Rows, .. s_ofColumn.Keys];

    public static bool Contains(string measure) => measure == MonitorMeasures.Rows || s_ofColumn.ContainsKey(measure);

    public static bool IsOfColumn(string measure) => s_ofColumn.ContainsKey(measure);

    /// <summary>Sketches are most of what is stored: only quantiles read them, and segments have none.</summary>
    public static bool NeedsSketch(string measure) => measure is ['p', >= '0' and <= '9', ..];

    public static Estimate Of(string measure, DatasetProfile profile, string? column)
    {
        if (measure == MonitorMeasures.Rows) return Estimate.Point(profile.Rows, profile.Rows);
        return column is not null && profile.Find(column) is { } found ? s_ofColumn[measure](found) : Estimate.Undefined(0);
    }

    static ColumnContent.Numbers? Numbers(ColumnProfile column) => column.Content as ColumnContent.Numbers;

    static Estimate Moment(ColumnProfile column, Func<ColumnContent.Numbers, double> moment) =>
        Numbers(column) is { } numbers ? Estimate.Point(moment(numbers), numbers.Moments.Count) : Estimate.Undefined(0);

    static Estimate Mean(ColumnContent.Numbers numbers)
    {
        var moments = numbers.Moments;
        double half = Z975 * moments.StandardDeviation / Math.Sqrt(moments.Count);
        return new Estimate(moments.Mean, moments.Mean - half, moments.Mean + half, moments.Count);
    }

    // The interval of the rank, widened by what the sketch may be off.
    static Estimate Quantile(ColumnProfile column, double q)
    {
        if (Numbers(column) is not { Sketch: { Count: > 0 } sketch }) return Estimate.Undefined(0);
        double half = (Z975 * Math.Sqrt(q * (1 - q) / sketch.Count)) + sketch.RankError;
        return new Estimate(sketch.Quantile(q), sketch.Quantile(Math.Max(0, q - half)), sketch.Quantile(Math.Min(1, q + half)),
            sketch.Count);
    }
}
