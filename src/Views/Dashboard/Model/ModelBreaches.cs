using Plumbline.Engine.Monitors;

namespace Plumbline.Views.Dashboard;

/// <summary>What of a model's window is in breach, in the order of harm. Pure.</summary>
public static class ModelBreaches
{
    static readonly MonitorKind[] s_harmFirst =
    [
        MonitorKind.Absence, MonitorKind.Quality, MonitorKind.Fairness, MonitorKind.Drift, MonitorKind.Integrity, MonitorKind.Operations,
        MonitorKind.Freshness, MonitorKind.Volume,
    ];

    /// <summary>The worst part, and the worst that is ill in another way.</summary>
    public static IReadOnlyList<(MonitorDefinition Monitor, EvaluationPart Part)> Worst(ModelView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var breaches =
            from history in view.Histories
            let evaluation = view.At(history)
            where evaluation is not null
            from part in evaluation.Parts.Where(p => ModelWords.IsBreach(p) && p.Reasons.Length > 0)
            orderby part.Status == EvaluationStatus.Critical descending, Array.IndexOf(s_harmFirst, history.Monitor.Kind),
                Excess(part) descending
            select (history.Monitor, part);
        return [.. breaches.DistinctBy(b => b.Monitor.Kind).Take(2)];
    }

    // By how much the bound is passed, as a share of it; what is broken altogether (no value) comes first.
    static double Excess(EvaluationPart part) => !double.IsFinite(part.Value) ? double.MaxValue
        : part.Threshold is { } threshold && threshold != 0 ? Math.Abs(part.Value / threshold) : Math.Abs(part.Value);
}
