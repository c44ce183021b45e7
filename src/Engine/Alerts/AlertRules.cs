using System.Collections.Immutable;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Monitors;

namespace Plumbline.Engine.Alerts;

/// <summary>What an evaluation does to the alerts of its monitor: a part in breach fires, a part that is well again resolves.</summary>
public static class AlertRules
{
    /// <summary>Subjects named beside the alert's own.</summary>
    public const int MostBeside = 5;

    /// <summary>The alerts that are new or changed.</summary>
    /// <param name="open">The firing alerts of the monitor; others are left alone.</param>
    /// <param name="monitor">As it is now.</param>
    /// <param name="evaluation">Its newest evaluation of a window.</param>
    /// <param name="at">Now.</param>
    /// <remarks>
    /// <para>An evaluation that failed or had too little data changes nothing: not knowing is not well. The same holds for a single
    /// part.</para>
    /// <para>Provisional and historical windows never fire, and resolve nothing. A paused monitor changes nothing; a disabled one
    /// resolves.</para>
    /// <para>A window before the one an alert was last seen in does not speak about that alert. The same window judged again does.</para>
    /// <para>A part that the evaluation no longer has (the monitor looks elsewhere now) resolves, unless the rows it was about could not be
    /// judged.</para>
    /// </remarks>
    public static IReadOnlyList<Alert> Advance(IReadOnlyList<Alert> open, MonitorDefinition monitor, Evaluation evaluation,
        DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(monitor);
        ArgumentNullException.ThrowIfNull(evaluation);
        var own = open.Where(a => a.Monitor == monitor.Number && a.State == AlertState.Firing).ToList();
        if (monitor.State == MonitorState.Disabled) return Close(own, Message.Of("alert.disabled"), at);
        if (monitor.State == MonitorState.Paused || evaluation.IsProvisional || evaluation.IsHistorical
            || IsUnknown(evaluation.Status)) return [];
        var parts = evaluation.Parts.ToLookup(p => (p.Subject, p.Measure));
        var changed = new List<Alert>();
        foreach (var alert in own.Where(a => evaluation.Window.Start >= a.Window.Start))
            if (Next(alert, parts[(alert.Subject, alert.Measure)].FirstOrDefault(), evaluation, at) is { } next) changed.Add(next);
        var known = own.Select(a => (a.Subject, a.Measure)).ToHashSet();
        changed.AddRange(evaluation.Parts.Where(p => IsBreach(p.Status) && !known.Contains((p.Subject, p.Measure))).Select(p =>
            Fired(monitor, p, evaluation, at)));
        return changed;
    }

    /// <summary>Resolves alerts because their monitor no longer speaks, whatever the model does.</summary>
    /// <param name="open">Firing alerts; others are left alone.</param>
    /// <param name="why">Such as <c>alert.deleted</c>.</param>
    /// <param name="at">Now.</param>
    public static IReadOnlyList<Alert> Close(IEnumerable<Alert> open, Message why, DateTimeOffset at) =>
        [.. open.Where(a => a.State == AlertState.Firing).Select(a => Resolved(a, why, at))];

    static Alert? Next(Alert alert, EvaluationPart? part, Evaluation evaluation, DateTimeOffset at)
    {
        if (part is null)
            return evaluation.Parts.Any(p => IsUnknown(p.Status) && Population.Covers(p.Subject, alert.Subject)) ? null
                : Resolved(alert, Message.Of("alert.not_judged_any_more"), at);
        if (IsUnknown(part.Status)) return null;
        if (!IsBreach(part.Status)) return Resolved(alert, Message.Of("alert.well_again"), at);
        return alert with
        {
            Window = evaluation.Window,
            Observed = part,
            Severity = SeverityOf(part.Status),
            Beside = Beside(part, evaluation),
        };
    }

    static Alert Fired(MonitorDefinition monitor, EvaluationPart part, Evaluation evaluation, DateTimeOffset at) => new()
    {
        Monitor = monitor.Number,
        MonitorName = monitor.Name,
        Model = monitor.Model,
        Subject = part.Subject,
        Measure = part.Measure,
        State = AlertState.Firing,
        Severity = SeverityOf(part.Status),
        Since = evaluation.Window.Start,
        FiredAt = at,
        Window = evaluation.Window,
        Observed = part,
        Beside = Beside(part, evaluation),
    };

    static Alert Resolved(Alert alert, Message why, DateTimeOffset at) =>
        alert with { State = AlertState.Resolved, ResolvedAt = at, Resolution = why };

    static ImmutableArray<string> Beside(EvaluationPart part, Evaluation evaluation) =>
    [
        .. evaluation.Parts.Where(p => IsBreach(p.Status) && p.Subject != part.Subject).OrderByDescending(Excess)
            .ThenBy(p => p.Subject, StringComparer.Ordinal).Select(p => p.Subject).Distinct().Take(MostBeside),
    ];

    // How far beyond its bound; what has no bound comes last.
    static double Excess(EvaluationPart part) =>
        part.Threshold is { } bound && bound != 0 && double.IsFinite(part.Value) ? Math.Abs(part.Value / bound) : 0;

    static MonitorSeverity SeverityOf(EvaluationStatus status) =>
        status == EvaluationStatus.Critical ? MonitorSeverity.Critical : MonitorSeverity.Warning;

    static bool IsBreach(EvaluationStatus status) => status is EvaluationStatus.Warning or EvaluationStatus.Critical;

    static bool IsUnknown(EvaluationStatus status) => status is EvaluationStatus.Failed or EvaluationStatus.InsufficientData;
}
