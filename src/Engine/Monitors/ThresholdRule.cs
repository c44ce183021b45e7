using Plumbline.Engine.Messages;
using Plumbline.Engine.Suites;

namespace Plumbline.Engine.Monitors;

/// <summary>Holds observations to a threshold. A breach is said only when the whole interval lies beyond the bound, and never of a change
/// for the better against the baseline.</summary>
static class ThresholdRule
{
    // Bounds are written in decimal: .9 - .02 must not be passed by the last bit of a double.
    const double Tolerance = 1e-9;

    /// <summary>The judged part.</summary>
    public static EvaluationPart Judge(Observation seen, Threshold threshold, MonitorSeverity severity)
    {
        if (Obstacle(seen, threshold) is { } obstacle) return seen.Part(EvaluationStatus.InsufficientData, obstacle);
        var (least, most) = (Bound(threshold.Low, threshold.Relation, seen.Expected),
            Bound(threshold.High, threshold.Relation, seen.Expected));
        var (low, high) = Interval(seen, threshold.Relation);
        bool isBetter = threshold.Relation != ThresholdRelation.Absolute && IsBetter(seen);
        bool below = !isBetter && least is { } l && Exceeds(l, high);
        bool above = !isBetter && most is { } m && Exceeds(low, m);
        double? bound = below ? least : above ? most : Nearer(least, most, seen.Value);
        if (below || above)
            return seen.Part(StatusOf(severity), Said(below ? "monitor.below" : "monitor.above", seen, bound)) with { Threshold = bound };
        if (!isBetter && seen.N < seen.NeededInside && (Holds(low, high, least) || Holds(low, high, most)))
            return seen.Part(EvaluationStatus.InsufficientData, Said("monitor.few_rows_inside", seen, bound)) with { Threshold = bound };
        bool unsure = !isBetter && ((least is { } a && Exceeds(a, seen.Value)) || (most is { } b && Exceeds(seen.Value, b)));
        return seen.Part(EvaluationStatus.Ok, Said(unsure ? "monitor.unsure" : "monitor.within", seen, bound)) with { Threshold = bound };
    }

    public static EvaluationStatus StatusOf(MonitorSeverity severity) => severity switch
    {
        MonitorSeverity.Warning => EvaluationStatus.Warning,
        MonitorSeverity.Critical => EvaluationStatus.Critical,
    };

    static Message? Obstacle(Observation seen, Threshold threshold) =>
        seen.N < seen.Needed ? Message.Of("monitor.few_rows", ("n", MessageNumbers.Count(seen.N)),
            ("needed", MessageNumbers.Count(seen.Needed)))
        : seen.Obstacle is { } obstacle ? obstacle
        : double.IsNaN(seen.Value) ? Message.Of("monitor.undefined")
        : threshold.Relation != ThresholdRelation.Absolute && double.IsNaN(seen.Expected) ? Message.Of("monitor.no_expected")
        : threshold.Relation == ThresholdRelation.Ratio && seen.Expected == 0 && seen.Value != 0 ? Message.Of("monitor.from_zero")
        : null;

    /// <summary>The bound in the unit of the value.</summary>
    static double? Bound(double? given, ThresholdRelation relation, double expected) => given is not { } bound ? null : relation switch
    {
        ThresholdRelation.Absolute => bound,
        ThresholdRelation.Difference => expected + bound,
        ThresholdRelation.Ratio => expected * bound,
    };

    static (double Low, double High) Interval(Observation seen, ThresholdRelation relation) =>
        relation != ThresholdRelation.Absolute && seen.Change is { } change ? (seen.Expected + change.Low, seen.Expected + change.High)
        : (seen.Low ?? seen.Value, seen.High ?? seen.Value);

    static bool IsBetter(Observation seen) => seen.Better switch
    {
        BetterSide.Neither => false,
        BetterSide.Higher => seen.Value >= seen.Expected,
        BetterSide.Lower => seen.Value <= seen.Expected,
        BetterSide.NearZero => Math.Abs(seen.Value) <= Math.Abs(seen.Expected),
    };

    static bool Exceeds(double value, double bound) => value > bound + (Tolerance * Math.Max(Math.Abs(bound), Math.Abs(value)));

    static bool Holds(double low, double high, double? bound) => bound is { } b && low <= b && b <= high;

    static double? Nearer(double? a, double? b, double value) =>
        a is null ? b : b is null || Math.Abs(value - a.Value) <= Math.Abs(value - b.Value) ? a : b;

    static Message Said(string key, Observation seen, double? bound)
    {
        bool isInterval = seen.Low is not null && seen.High is not null;
        return Message.Of(isInterval || key is "monitor.unsure" or "monitor.few_rows_inside" ? key : key + "_exactly",
            ("measure", seen.Measure),
            ("value", Figure(seen.Value)), ("low", Figure(seen.Low ?? seen.Value)), ("high", Figure(seen.High ?? seen.Value)),
            ("bound", Figure(bound ?? double.NaN)), ("n", MessageNumbers.Count(seen.N)));

        string Figure(double value) => ReasonFigures.Of(seen.Measure, value);
    }
}
