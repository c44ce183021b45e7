using Plumbline.Engine.Columns;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Suites;
using Plumbline.Statistics;
using Plumbline.Statistics.Hypothesis;
using Plumbline.Statistics.Sketches;

namespace Plumbline.Engine.Operations;

/// <summary>Measures of how a model runs: latency, throughput, errors. Custom metrics are <c>metric.NAME.STATISTIC</c>.</summary>
public static class OperationsMeasures
{
    public const string Throughput = "throughput";
    public const string ErrorShare = "error_share";

    const string LatencyPrefix = "latency_p";

    // The normal quantile of a 95 % interval.
    const double Z975 = 1.959963984540054;

    // Rows above a quantile that must be there for it to mean something.
    const double LeastBeyond = 3;

    /// <summary>Every measure but the custom ones, in the order to show.</summary>
    public static IReadOnlyList<OperationsMeasure> All { get; } =
    [
        new("latency_p50", BetterSide.Lower, new Threshold(null, 1.5, ThresholdRelation.Ratio), "median latency, milliseconds"),
        new("latency_p95", BetterSide.Lower, new Threshold(null, 1.5, ThresholdRelation.Ratio),
            "latency that 95 % of events keep, milliseconds"),
        new("latency_p99", BetterSide.Lower, new Threshold(null, 1.5, ThresholdRelation.Ratio),
            "latency that 99 % of events keep, milliseconds"),
        new(Throughput, BetterSide.Neither, new Threshold(.5, 2, ThresholdRelation.Ratio), "events per second"),
        new(ErrorShare, BetterSide.Lower, new Threshold(null, .02, ThresholdRelation.Difference), "events with an error / events"),
    ];

    /// <summary>The measure of that name, or null; also of a custom metric.</summary>
    public static OperationsMeasure? Find(string name) => All.FirstOrDefault(m => m.Name == name)
        ?? (CustomMetric.TryParse(name, out _) ? new OperationsMeasure(name, BetterSide.Neither, null, "custom metric") : null);

    /// <summary>A measure of some rows.</summary>
    /// <param name="name">One of <see cref="All"/>.</param>
    /// <param name="profile">The rows.</param>
    /// <param name="length">The time they span.</param>
    /// <returns>The value with its 95 % interval where there is one; NaN where the rows do not have it.</returns>
    public static Estimate Of(string name, DatasetProfile profile, TimeSpan? length)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(profile);
        if (name == Throughput)
            return Estimate.Point(length is { Ticks: > 0 } span ? profile.Rows / span.TotalSeconds : double.NaN, profile.Rows);
        if (name == ErrorShare) return WilsonInterval.Compute(Errors(profile), profile.Rows);
        return SketchOf(profile) is { } sketch ? LatencyQuantile(sketch, QuantileOf(name)) : Estimate.Undefined(0);
    }

    /// <summary>Rows that a measure needs to be judged.</summary>
    public static long LeastRows(string name) => !IsLatency(name) ? Observation.LeastRows
        : Math.Max(Observation.LeastRows, (long)Math.Ceiling(LeastBeyond / (1 - QuantileOf(name)) - 1e-9));

    /// <summary>True for the quantiles of latency.</summary>
    internal static bool IsLatency(string name) => name.StartsWith(LatencyPrefix, StringComparison.Ordinal);

    /// <summary>Rows with an error.</summary>
    public static long Errors(DatasetProfile profile) => ColumnOf(profile, ColumnRole.Error)?.Content.Present ?? 0;

    /// <summary>The quantile with the interval of its rank: chance of sampling and error of the sketch together.</summary>
    static Estimate LatencyQuantile(QuantileSketch sketch, double q)
    {
        if (sketch.Count == 0) return Estimate.Undefined(0);
        double half = (Z975 * Math.Sqrt(q * (1 - q) / sketch.Count)) + sketch.RankError;
        return new Estimate(sketch.Quantile(q), sketch.Quantile(Math.Max(0, q - half)), sketch.Quantile(Math.Min(1, q + half)),
            sketch.Count);
    }

    static double QuantileOf(string name) => name switch
    {
        "latency_p50" => .5,
        "latency_p95" => .95,
        "latency_p99" => .99,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such measure of latency."),
    };

    static QuantileSketch? SketchOf(DatasetProfile profile) =>
        (ColumnOf(profile, ColumnRole.Latency)?.Content as ColumnContent.Numbers)?.Sketch;

    static ColumnProfile? ColumnOf(DatasetProfile profile, ColumnRole role) => profile.Columns.FirstOrDefault(c => c.Column.Role == role);
}

/// <summary>A measure of how a model runs.</summary>
/// <param name="Name">As monitors name it.</param>
/// <param name="Better">Which side is better.</param>
/// <param name="OwnRule">What a monitor without a threshold holds it to; null: it needs one.</param>
/// <param name="Description">One line, English.</param>
public sealed record OperationsMeasure(string Name, BetterSide Better, Threshold? OwnRule, string Description);
