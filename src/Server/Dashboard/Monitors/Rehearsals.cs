using Plumbline.Engine.Alerts;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Server.Monitors;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Monitors;

/// <summary>Tries a monitor on the windows there are.</summary>
sealed class Rehearsals(MonitorPreviews previews)
{
    public Rehearsal Of(ModelDefinition model, MonitorDefinition monitor, int days, CancellationToken cancellationToken)
    {
        var (from, to, newestFirst) = previews.Judge(model, monitor, TimeSpan.FromDays(days), cancellationToken);
        Evaluation[] evaluations = [.. newestFirst.Reverse()];
        return new Rehearsal(from, to, evaluations, AlertsOf(monitor, evaluations), evaluations.Length == MonitorPreviews.MostWindows);
    }

    /// <summary>Alerts that would have been raised, by the rules that raise them. Pure.</summary>
    /// <param name="evaluations">Oldest window first.</param>
    public static int AlertsOf(MonitorDefinition monitor, IEnumerable<Evaluation> evaluations)
    {
        var active = monitor with { State = MonitorState.Active };
        var open = new Dictionary<long, Alert>();
        int raised = 0;
        foreach (var evaluation in evaluations)
            foreach (var alert in AlertRules.Advance([.. open.Values], active, evaluation with { IsHistorical = false },
                evaluation.Window.End))
            {
                long number = alert.Number == 0 ? ++raised : alert.Number;
                if (alert.State == AlertState.Resolved) open.Remove(number);
                else open[number] = alert with { Number = number };
            }
        return raised;
    }
}
