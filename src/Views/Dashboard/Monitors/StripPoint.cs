using Plumbline.Engine.Monitors;
using Plumbline.Views.Charts;

namespace Plumbline.Views.Dashboard;

/// <summary>A window of a rehearsal with the part that decides it: of those in breach the one farthest out, else the one nearest to
/// it.</summary>
public sealed record StripPoint(Evaluation Of, EvaluationPart? Part)
{
    public Window Window => Of.Window;

    public double Value => Part?.Value ?? double.NaN;

    public static IReadOnlyList<StripPoint> Read(Rehearsal rehearsal)
    {
        ArgumentNullException.ThrowIfNull(rehearsal);
        return [.. rehearsal.Evaluations.Select(e => new StripPoint(e, Deciding(e)))];
    }

    /// <summary>The same windows, each with the one measure that broke its bound most often: values of different measures make no
    /// line.</summary>
    internal static IReadOnlyList<StripPoint> OfOneMeasure(IReadOnlyList<StripPoint> points)
    {
        var measures = points.Where(p => p.Part is not null && p.Part.Subject == p.Part.Measure).GroupBy(p => p.Part!.Measure).ToList();
        if (measures.Count < 2) return points;
        string shown = measures.MaxBy(m => (m.Count(p => ModelWords.IsBreach(p.Part!)), m.Count()))!.Key;
        return [.. points.Select(p => p with { Part = p.Of.Parts.FirstOrDefault(o => o.Measure == shown && o.Subject == shown) })];
    }

    /// <summary>A bound of the monitor in the unit of the value; null where it cannot be told.</summary>
    public double? Bound(double? given, ThresholdRelation relation) => given is not { } bound ? null : relation switch
    {
        ThresholdRelation.Absolute => bound,
        ThresholdRelation.Difference => Part?.Expected + bound,
        ThresholdRelation.Ratio => Part?.Expected * bound,
    };

    /// <summary>The scale of the values with room for bounds to be moved.</summary>
    internal static Scale ScaleOf(IReadOnlyList<StripPoint> points, Threshold? threshold, double bottom, double top)
    {
        var known = points.SelectMany(p => p.Drawn(threshold)).OfType<double>().Where(double.IsFinite).ToList();
        double low = known.DefaultIfEmpty(0).Min(), high = known.DefaultIfEmpty(1).Max();
        double pad = high > low ? (high - low) * .15 : Math.Max(1e-9, Math.Abs(high) * .2);
        // What is never negative starts at zero when that is near.
        return new Scale(low >= 0 && low - pad < high * .25 ? 0 : low - pad, high + pad, bottom, top);
    }

    IEnumerable<double?> Drawn(Threshold? threshold) => threshold is null ? [Value, Part?.Low, Part?.High, Part?.Threshold]
        : [Value, Part?.Low, Part?.High, Bound(threshold.Low, threshold.Relation), Bound(threshold.High, threshold.Relation)];

    internal static EvaluationPart? Deciding(Evaluation evaluation)
    {
        var known = evaluation.Parts.Where(p => double.IsFinite(p.Value)).ToList();
        var breached = known.Where(ModelWords.IsBreach).ToList();
        return (breached.Count > 0 ? breached.MaxBy(FromBound) : known.MinBy(FromBound)) ?? evaluation.Parts.FirstOrDefault();
    }

    // In bounds; without one, larger values are nearer to whatever decides.
    static double FromBound(EvaluationPart part) => part.Threshold is { } bound && bound != 0 ? Math.Abs((part.Value - bound) / bound)
        : ModelWords.IsBreach(part) ? Math.Abs(part.Value) : -Math.Abs(part.Value);
}
