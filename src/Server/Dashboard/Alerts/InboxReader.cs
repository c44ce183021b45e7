using Plumbline.Engine.Alerts;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Server.Security;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Alerts;

/// <summary>Reads the alerts of all models that a viewer may see.</summary>
sealed class InboxReader(ICatalog catalog, TimeProvider time)
{
    // Windows drawn beside an alert.
    const int PastWindows = 30;

    /// <summary>Resolved alerts that are looked at, the newest ones.</summary>
    public const int MostResolved = 1_000;

    static readonly TimeSpan s_memory = TimeSpan.FromDays(30);

    public InboxView Read(InboxQuery query, Access access)
    {
        var names = catalog.Models().Where(m => access.Opens(m.Number)).ToDictionary(m => m.Number, m => m.Name);
        var monitors = catalog.Monitors(access.Model).ToDictionary(m => m.Number);
        // A model that is gone has no alerts: no model has the number 0.
        int? model = query.Model is { } name ? names.FirstOrDefault(n => n.Value == name).Key : access.Model;
        var open = catalog.Alerts(new AlertQuery { Model = model, State = AlertState.Firing, Limit = int.MaxValue });
        var resolved = catalog.Alerts(new AlertQuery { Model = model, State = AlertState.Resolved, From = time.GetUtcNow() - s_memory,
            Limit = MostResolved });
        var chosen = new InboxChoice(query, names, monitors);
        List<Alert> firing = [.. open.Where(chosen.Holds)], past = [.. resolved.Where(chosen.Holds)];
        var shown = query.State == InboxState.Resolved ? past : firing.Where(a => IsShown(a, query.State)).ToList();
        var groups = InboxGroups.Of(shown, a => names[a.Model], a => WindowOf(a, monitors), query.Sort);
        var unseen = firing.Where(a => a.AcknowledgedBy is null).ToList();
        return new InboxView
        {
            Query = query,
            Groups = [.. groups.Skip((query.Page - 1) * InboxPage.Groups).Take(InboxPage.Groups).Select(g => Detailed(g, monitors))],
            AllGroups = groups.Count,
            Counts = new InboxCounts(unseen.Count, firing.Count - unseen.Count, past.Count, unseen.Select(a => a.Model).Distinct().Count(),
                resolved.Count == MostResolved),
            Models = [.. names.Values.Order(StringComparer.OrdinalIgnoreCase)],
            IsUntouched = open.Count + resolved.Count == 0 && catalog.Alerts(new AlertQuery { Model = access.Model, Limit = 1 }).Count == 0,
            MayAcknowledge = access.Has(Permission.Configure),
        };
    }

    static bool IsShown(Alert alert, InboxState state) => state switch
    {
        InboxState.Firing => alert.AcknowledgedBy is null,
        InboxState.Acknowledged => alert.AcknowledgedBy is not null,
        InboxState.Open or InboxState.Resolved => true,
    };

    static TimeSpan WindowOf(Alert alert, Dictionary<long, MonitorDefinition> monitors) =>
        monitors.GetValueOrDefault(alert.Monitor)?.Window is WindowDefinition.ByTime byTime ? byTime.Length : alert.Window.Length;

    // Only the first of a group is drawn; alerts of one monitor and window share their evaluation.
    InboxGroup Detailed(InboxGroup group, Dictionary<long, MonitorDefinition> monitors)
    {
        var known = new Dictionary<(long, Window), Evaluation?>();
        Evaluation? Of(Alert alert)
        {
            var key = (alert.Monitor, alert.Window);
            if (!known.TryGetValue(key, out var found)) known[key] = found = EvaluationOf(alert);
            return found;
        }
        return group with
        {
            Alerts = [.. group.Alerts.Select((a, i) => a with
            {
                Monitor = monitors.GetValueOrDefault(a.Alert.Monitor),
                Evaluation = Of(a.Alert)?.Number,
                Baseline = Of(a.Alert)?.BaselineName ?? "",
                Past = i == 0 ? PastOf(a.Alert) : [],
            })],
        };
    }

    Evaluation? EvaluationOf(Alert alert)
    {
        var query = new EvaluationQuery { Monitor = alert.Monitor, From = alert.Window.Start, To = alert.Window.End };
        return catalog.Evaluations(query).FirstOrDefault(e => e.Window == alert.Window);
    }

    IReadOnlyList<EvaluatedPart> PastOf(Alert alert) => catalog.Parts(new PartQuery
    {
        Monitor = alert.Monitor,
        Measure = alert.Measure,
        Subject = alert.Subject,
        From = alert.Window.End - (alert.Window.Length * PastWindows),
        To = alert.Window.End,
        Limit = PastWindows,
    });
}
