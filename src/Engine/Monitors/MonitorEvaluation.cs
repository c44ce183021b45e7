using Plumbline.Engine.Messages;
using Plumbline.Engine.Operations;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Monitors;

/// <summary>Judges windows. Pure: equal monitors, evidence and times give equal evaluations.</summary>
public static class MonitorEvaluation
{
    const int MostNamed = 5;

    /// <summary>One monitor on one window.</summary>
    /// <param name="monitor">What is asked.</param>
    /// <param name="evidence">What is known.</param>
    /// <param name="at">Now; the age of the last event is counted from it.</param>
    /// <returns>Whatever goes wrong inside becomes an evaluation with the status failed and the reason.</returns>
    public static Evaluation Evaluate(MonitorDefinition monitor, WindowEvidence evidence, DateTimeOffset at) =>
        Evaluate(monitor, new WindowReport(evidence, [monitor]), at);

    /// <summary>The same from a report that monitors share.</summary>
    public static Evaluation Evaluate(MonitorDefinition monitor, WindowReport window, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(monitor);
        ArgumentNullException.ThrowIfNull(window);
        try
        {
            var parts = PartsOf(new MonitorRun(monitor, window, at)).OrderBy(p => Rank(p.Status)).ThenBy(p =>
                p.Subject, StringComparer.Ordinal)
                .ThenBy(p => p.Measure, StringComparer.Ordinal).ToList();
            var status = StatusOf(parts);
            return Start(monitor, window, at, status) with
            {
                Parts = [.. parts],
                Reasons = [Summary(status, parts)],
                ProfileFingerprint = window.Fingerprint,
            };
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // One failing monitor stops no other, and says nothing about the model.
            return Start(monitor, window, at, EvaluationStatus.Failed) with { Reasons = [WhyFailed(problem)] };
        }
    }

    static IEnumerable<EvaluationPart> PartsOf(MonitorRun run) => run.Monitor.Kind switch
    {
        MonitorKind.Drift when run.Monitor is { Measure: null or "effect", Threshold: null } => DriftParts.Of(run),
        MonitorKind.Integrity when run.Monitor.Measure is null => IntegrityParts.Of(run, null),
        MonitorKind.Integrity when run.Monitor is { Measure: { } check, Threshold: null } && IntegrityParts.IsCheck(check) =>
            IntegrityParts.Of(run, check),
        MonitorKind.Drift or MonitorKind.Integrity => MeasureParts.Of(run, run.Monitor.Measure ?? "effect",
            run.Monitor.Threshold ?? throw MonitorRun.NeedsThreshold(run.Monitor.Measure ?? "effect")),
        MonitorKind.Quality => QualityParts.Of(run),
        MonitorKind.Operations => OperationsParts.Of(run),
        MonitorKind.Volume => VolumeParts.Of(run),
        MonitorKind.Freshness => FreshnessParts.Age(run),
        MonitorKind.Absence => FreshnessParts.Absence(run),
        MonitorKind.Fairness => FairnessParts.Of(run),
    };

    static Evaluation Start(MonitorDefinition monitor, WindowReport window, DateTimeOffset at, EvaluationStatus status) => new()
    {
        Monitor = monitor.Number,
        MonitorRevision = monitor.Revision,
        Model = monitor.Model,
        Window = window.Evidence.Window,
        Status = status,
        Rows = window.Evidence.Profile?.Rows ?? 0,
        BaselineFingerprint = window.Evidence.Baseline?.Fingerprint ?? 0,
        BaselineName = window.Evidence.Baseline?.Name ?? "",
        Level = HasLevel(monitor.Kind) ? window.Level : null,
        Seq = window.Evidence.Seq,
        At = at,
        IsProvisional = window.Evidence.IsProvisional,
        IsHistorical = window.Evidence.IsHistorical,
    };

    // Thresholds and silence are no tests.
    static bool HasLevel(MonitorKind kind) => kind switch
    {
        MonitorKind.Drift or MonitorKind.Integrity or MonitorKind.Quality or MonitorKind.Fairness => true,
        MonitorKind.Operations or MonitorKind.Volume or MonitorKind.Freshness or MonitorKind.Absence => false,
    };

    /// <summary>A breach of any part; else failed or insufficient when too few parts could be judged; else ok.</summary>
    static EvaluationStatus StatusOf(List<EvaluationPart> parts)
    {
        if (parts.Any(p => p.Status == EvaluationStatus.Critical)) return EvaluationStatus.Critical;
        if (parts.Any(p => p.Status == EvaluationStatus.Warning)) return EvaluationStatus.Warning;
        if (parts.Count > 0 && parts.All(p => p.Status == EvaluationStatus.Failed)) return EvaluationStatus.Failed;
        int ok = parts.Count(p => p.Status == EvaluationStatus.Ok);
        return ok > 0 && 2 * ok >= parts.Count ? EvaluationStatus.Ok : EvaluationStatus.InsufficientData;
    }

    static Message Summary(EvaluationStatus status, List<EvaluationPart> parts)
    {
        if (parts.Count == 0) return Message.Of("monitor.nothing");
        var breached = parts.Where(p => p.Status is EvaluationStatus.Critical or EvaluationStatus.Warning).ToList();
        string key = status switch
        {
            EvaluationStatus.Critical or EvaluationStatus.Warning => "monitor.summary_breach",
            EvaluationStatus.Ok => "monitor.summary_ok",
            EvaluationStatus.InsufficientData => "monitor.summary_insufficient",
            EvaluationStatus.Failed => "monitor.summary_failed",
        };
        return Message.Of(key, ("count", MessageNumbers.Count(breached.Count)), ("parts", MessageNumbers.Count(parts.Count)),
            ("unknown", MessageNumbers.Count(parts.Count(p => p.Status is EvaluationStatus.InsufficientData or EvaluationStatus.Failed))),
            ("subjects", string.Join(", ", breached.Select(p => p.Subject).Distinct().Take(MostNamed)) + (breached.Count > MostNamed
                ? ", ..." : "")));
    }

    static Message WhyFailed(Exception problem) => problem switch
    {
        ReportException known => known.Problem,
        ProfileException known => known.Problem,
        _ => Message.Of("monitor.failed", ("problem", problem.Message)),
    };

    static int Rank(EvaluationStatus status) => status switch
    {
        EvaluationStatus.Critical => 0,
        EvaluationStatus.Warning => 1,
        EvaluationStatus.Failed => 2,
        EvaluationStatus.InsufficientData => 3,
        EvaluationStatus.Ok => 4,
    };
}
