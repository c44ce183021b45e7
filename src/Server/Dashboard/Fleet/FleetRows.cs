using Plumbline.Engine.Alerts;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Profiles;
using Plumbline.Views.Dashboard;
using Plumbline.Views.Words;

namespace Plumbline.Server.Dashboard.Fleet;

/// <summary>A model's row from what is known of it. Pure.</summary>
static class FleetRows
{
    /// <summary>The row of a model.</summary>
    /// <param name="judged">Its active monitors with the evaluation of their newest window.</param>
    /// <param name="firing">Its alerts that fire.</param>
    /// <param name="last">Time of its last event; null: none ever.</param>
    /// <param name="baseline">What is usual, where a monitor compares with nothing; asked for only then, for it is large.</param>
    public static FleetRow Of(ModelDefinition model, IReadOnlyList<(MonitorDefinition Monitor, Evaluation Evaluation)> judged,
        IReadOnlyList<Alert> firing, Traffic traffic, DateTimeOffset? last, Func<DatasetProfile?> baseline)
    {
        int acknowledged = firing.Count(a => a.AcknowledgedBy is not null);
        var (health, why) = HealthOf(judged, firing, last, baseline);
        return new FleetRow
        {
            Number = model.Number,
            Model = model.Name,
            // Who answers most is the champion; where none is named, the newest.
            Version = (model.Versions.Where(v => v.Role == VersionRole.Champion).MaxBy(v => v.FirstSeen)
                ?? model.Versions.MaxBy(v => v.FirstSeen))?.Name,
            Tags = model.Tags,
            Health = health,
            Why = why,
            Rows = traffic.Rows,
            Traffic = traffic.RowsPerDay,
            P95 = traffic.P95,
            P95Trend = traffic.P95PerDay,
            Quality = QualityOf(judged),
            Drift = ShareOf(judged, MonitorKind.Drift),
            Integrity = ShareOf(judged, MonitorKind.Integrity),
            LabelsTo = LabelsTo(judged),
            Firing = firing.Count - acknowledged,
            Acknowledged = acknowledged,
            CreatedAt = model.CreatedAt,
            LastEvent = last,
        };
    }

    /// <summary>True when both say the same.</summary>
    public static bool AreAlike(FleetRow a, FleetRow b) => a with { Tags = b.Tags } == b && a.Tags.SequenceEqual(b.Tags);

    public static Status StatusOf(EvaluationStatus status) => status switch
    {
        EvaluationStatus.Critical => Status.Bad,
        EvaluationStatus.Warning or EvaluationStatus.Failed => Status.Warn,
        EvaluationStatus.InsufficientData => Status.Few,
        EvaluationStatus.Ok => Status.Ok,
    };

    static (Health, Why?) HealthOf(IReadOnlyList<(MonitorDefinition Monitor, Evaluation Evaluation)> judged, IReadOnlyList<Alert> firing,
        DateTimeOffset? last, Func<DatasetProfile?> baseline)
    {
        if (last is null) return (Health.NoEvents, null);
        // An alert still fires when the newest window could not be judged: nothing has said that it is well again.
        var alert = firing.OrderByDescending(a => a.Severity).ThenBy(a => a.Since).FirstOrDefault();
        if (judged.Count == 0 && alert is null) return (Health.NotJudged, null);
        var worst = judged.OrderBy(j => Rank(j.Evaluation.Status)).ThenBy(j => KindRank(j.Monitor.Kind)).FirstOrDefault();
        var (health, why) = worst.Evaluation is { } found ? (HealthOf(found.Status), WhyOf(worst.Monitor, found, firing, baseline))
            : (Health.Healthy, null);
        if (alert is not null)
        {
            var ofAlert = alert.Severity == MonitorSeverity.Critical ? Health.Failing : Health.Watch;
            if (ofAlert < health) (health, why) = (ofAlert, WhyOf(alert.Observed, alert.Monitor,
                judged.FirstOrDefault(j => j.Monitor.Number == alert.Monitor).Monitor?.Segment, alert.Since, baseline));
        }
        // Some monitors wait for rows or labels; what the others say holds.
        if (health == Health.TooFewRows && judged.Any(j => j.Evaluation.Status == EvaluationStatus.Ok
            && IsOfContent(j.Monitor.Kind))) return (Health.Healthy, null);
        return (health, why);
    }

    static Health HealthOf(EvaluationStatus status) => status switch
    {
        EvaluationStatus.Critical => Health.Failing,
        EvaluationStatus.Warning or EvaluationStatus.Failed => Health.Watch,
        EvaluationStatus.InsufficientData => Health.TooFewRows,
        EvaluationStatus.Ok => Health.Healthy,
    };

    static Why? WhyOf(MonitorDefinition monitor, Evaluation evaluation, IReadOnlyList<Alert> firing, Func<DatasetProfile?> baseline)
    {
        var part = evaluation.Parts.Where(p => p.Status == evaluation.Status && p.Reasons.Length > 0).MaxBy(p => Excess(p));
        if (part is null) return evaluation.Reasons.IsEmpty ? null : new Why(null, evaluation.Reasons[0], null);
        var alert = firing.FirstOrDefault(a => a.Monitor == evaluation.Monitor && a.Subject == part.Subject && a.Measure == part.Measure);
        return WhyOf(part, monitor.Number, monitor.Segment, alert?.Since, baseline);
    }

    static Why? WhyOf(EvaluationPart part, long monitor, string? segment, DateTimeOffset? since, Func<DatasetProfile?> baseline) =>
        part.Reasons.IsEmpty ? null : new Why(new PartFinding(part, segment, PartFinding.UsualOf(part, segment, baseline)), part.Reasons[0],
            since) { Monitor = monitor };

    // By how much the bound is passed, as a share of it; what is broken altogether (no value) comes first.
    static double Excess(EvaluationPart part) => !double.IsFinite(part.Value) ? double.MaxValue
        : part.Threshold is { } threshold && threshold != 0 ? Math.Abs(part.Value / threshold) : Math.Abs(part.Value);

    static QualitySignal? QualityOf(IReadOnlyList<(MonitorDefinition Monitor, Evaluation Evaluation)> judged)
    {
        var found = judged.FirstOrDefault(j => j.Monitor is { Kind: MonitorKind.Quality, Segment: null });
        if (found.Evaluation is not { Parts: [var part, ..] } evaluation) return null;
        // The measure in breach is the one to show, else the first that there were labels enough for.
        part = evaluation.Parts.FirstOrDefault(p => p.Status is EvaluationStatus.Critical or EvaluationStatus.Warning)
            ?? evaluation.Parts.FirstOrDefault(p => p.Status == EvaluationStatus.Ok) ?? part;
        return new QualitySignal
        {
            Measure = part.Measure,
            Value = part.Value,
            Low = part.Low,
            High = part.High,
            N = part.N,
            Expected = part.Expected,
            ExpectedLow = part.ExpectedLow,
            ExpectedHigh = part.ExpectedHigh,
            Status = StatusOf(part.Status),
        };
    }

    static Share? ShareOf(IReadOnlyList<(MonitorDefinition Monitor, Evaluation Evaluation)> judged, MonitorKind kind)
    {
        var parts = judged.FirstOrDefault(j => j.Monitor.Kind == kind && j.Monitor.Segment is null).Evaluation?.Parts;
        return parts is not { Length: > 0 } all ? null : new Share(all.Count(p =>
            p.Status is EvaluationStatus.Warning or EvaluationStatus.Critical),
            all.Length, all.Count(p => p.Status is EvaluationStatus.InsufficientData or EvaluationStatus.Failed));
    }

    static DateTimeOffset? LabelsTo(IReadOnlyList<(MonitorDefinition Monitor, Evaluation Evaluation)> judged) => judged
        .Where(j => j.Monitor.Kind == MonitorKind.Quality && j.Evaluation.Parts.Any(p => p.N > 0))
        .Select(j => (DateTimeOffset?)j.Evaluation.Window.End).Max();

    static bool IsOfContent(MonitorKind kind) => kind is MonitorKind.Drift or MonitorKind.Integrity or MonitorKind.Quality;

    static int Rank(EvaluationStatus status) => status switch
    {
        EvaluationStatus.Critical => 0,
        EvaluationStatus.Warning => 1,
        EvaluationStatus.Failed => 2,
        EvaluationStatus.InsufficientData => 3,
        EvaluationStatus.Ok => 4,
    };

    // Of several that are equally ill, the one that harms most is named.
    static int KindRank(MonitorKind kind) => kind switch
    {
        MonitorKind.Absence => 0,
        MonitorKind.Quality => 1,
        MonitorKind.Fairness => 2,
        MonitorKind.Drift => 3,
        MonitorKind.Integrity => 4,
        MonitorKind.Operations => 5,
        MonitorKind.Freshness => 6,
        MonitorKind.Volume => 7,
    };
}
