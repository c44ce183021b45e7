using Plumbline.Engine.Messages;

namespace Plumbline.Engine.Monitors;

/// <summary>How old the last event is, and whether any came at all.</summary>
static class FreshnessParts
{
    /// <summary>Windows that may pass without an event before the kind's own rule speaks.</summary>
    const int OwnWindows = 2;

    /// <summary>The age of the last event in seconds. The kind's own rule: two windows and the model's lateness.</summary>
    public static IEnumerable<EvaluationPart> Age(MonitorRun run)
    {
        var own = (OwnWindows * run.Evidence.Window.Length) + run.Evidence.Model.Lateness;
        var threshold = run.Monitor.Threshold ?? new Threshold(null, own.TotalSeconds, ThresholdRelation.Absolute);
        if (threshold.Relation != ThresholdRelation.Absolute) throw MonitorRun.NeedsThreshold(MonitorMeasures.Age);
        foreach (var population in run.Window.Populations(run.Monitor.Segment))
        {
            string subject = population.Whole(MonitorMeasures.Age);
            yield return population.LastEvent is not { } last
                ? MonitorRun.Insufficient(subject, MonitorMeasures.Age, Message.Of("monitor.never"))
                : ThresholdRule.Judge(new Observation
                {
                    Subject = subject,
                    Measure = MonitorMeasures.Age,
                    Value = (run.AsOf - last).TotalSeconds,
                    N = population.Rows,
                }, threshold, run.Monitor.Severity);
        }
    }

    /// <summary>The dead man's switch: a window without any event.</summary>
    public static IEnumerable<EvaluationPart> Absence(MonitorRun run)
    {
        foreach (var population in run.Window.Populations(run.Monitor.Segment))
        {
            string subject = population.Whole(MonitorMeasures.Rows);
            var seen = new Observation { Subject = subject, Measure = MonitorMeasures.Rows, Value = population.Rows, N = population.Rows };
            yield return population switch
            {
                { Rows: > 0 } => seen.Part(EvaluationStatus.Ok, Message.Of("monitor.present",
                    ("n", MessageNumbers.Count(population.Rows)))),
                { LastEvent: null } => seen.Part(EvaluationStatus.InsufficientData, Message.Of("monitor.never")),
                _ => seen.Part(run.Breach, Message.Of("monitor.absent")) with { Threshold = 1 },
            };
        }
    }
}
