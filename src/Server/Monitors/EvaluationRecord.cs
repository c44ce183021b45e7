using Plumbline.Engine.Alerts;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Server.Projections;

namespace Plumbline.Server.Monitors;

/// <summary>Keeps evaluations with the alerts they fire and resolve.</summary>
sealed class EvaluationRecord(IMonitorCatalog catalog, TimeProvider clock)
{
    /// <summary>The newest evaluation of a monitor and window; null when there is none.</summary>
    public Evaluation? Find(MonitorDefinition monitor, Window window)
    {
        var query = new EvaluationQuery { Monitor = monitor.Number, From = window.Start, To = window.Start.AddTicks(1), Limit = 1 };
        return catalog.Evaluations(query) is [var newest] && newest.Window == window ? newest : null;
    }

    /// <summary>Keeps an evaluation, unless it says what the one before said.</summary>
    /// <returns>True when it was kept.</returns>
    public bool Keep(MonitorDefinition monitor, Evaluation evaluation, Evaluation? before, DatasetProfile? profile)
    {
        if (before is not null && SaysTheSame(before, evaluation)) return false;
        var open = catalog.Alerts(new AlertQuery { Monitor = monitor.Number, State = AlertState.Firing, Limit = int.MaxValue });
        var changed = AlertRules.Advance(open, monitor, evaluation, clock.GetUtcNow());
        catalog.Record(evaluation, profile is null ? [] : ProfileBytes.Of(profile), changed);
        return true;
    }

    /// <summary>The evaluation of a window whose evidence could not be gathered.</summary>
    public static Evaluation Failed(MonitorDefinition monitor, Window window, long seq, DateTimeOffset at, Exception problem) => new()
    {
        Monitor = monitor.Number,
        MonitorRevision = monitor.Revision,
        Model = monitor.Model,
        Window = window,
        Status = EvaluationStatus.Failed,
        Rows = 0,
        Seq = seq,
        At = at,
        Reasons = [problem is ProfileException known ? known.Problem : Message.Of("monitor.failed", ("problem", problem.Message))],
    };

    static bool SaysTheSame(Evaluation before, Evaluation now) => before.ProfileFingerprint == now.ProfileFingerprint
        && EvaluationJson.Write(Bare(before)).AsSpan().SequenceEqual(EvaluationJson.Write(Bare(now)));

    static Evaluation Bare(Evaluation evaluation) => evaluation with { Number = 0, Seq = 0, At = DateTimeOffset.UnixEpoch };
}
