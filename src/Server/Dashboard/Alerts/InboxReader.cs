using Plumbline.Engine.Alerts;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Server.Dashboard.Fleet;
using Plumbline.Server.Dashboard.Model;
using Plumbline.Server.Security;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Alerts;

/// <summary>Reads the alerts of all models that a viewer may see.</summary>
sealed class InboxReader(ICatalog catalog, FleetBook fleet, BreachRuns runs, ModelMarks marks, TimeProvider time)
{
    // Windows drawn beside an alert.
    const int PastWindows = 30;

    // What was read for an alert is kept until something new was concluded of its model.
    const int MostKept = 1_000;

    /// <summary>Resolved alerts that are looked at, the newest ones.</summary>
    public const int MostResolved = 1_000;

    readonly RecentlyUsed<(long Monitor, Window Window), (long Stamp, Judged? Of)> _judged = new(MostKept);
    readonly RecentlyUsed<(long Alert, Window Window), (long Stamp, IReadOnlyList<EvaluatedPart> Past)> _past = new(MostKept);

    static readonly TimeSpan s_memory = TimeSpan.FromDays(30);

    public InboxView Read(InboxQuery query, Access access, CancellationToken cancellationToken)
    {
        var models = catalog.Models().Where(m => access.Opens(m.Number)).ToDictionary(m => m.Number);
        var names = models.ToDictionary(m => m.Key, m => m.Value.Name);
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
            Groups = [.. groups.Skip((query.Page - 1) * InboxPage.Groups).Take(InboxPage.Groups).Select(g => Detailed(g, monitors) with
                { Marks = marks.Of(models[g.Lead.Alert.Model], cancellationToken) })],
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

    // Only the first of a group is drawn.
    InboxGroup Detailed(InboxGroup group, Dictionary<long, MonitorDefinition> monitors) => group with
    {
        Alerts = [.. group.Alerts.Select((a, i) => (Inbox: a, Judged: JudgedOf(a.Alert), IsFirst: i == 0)).Select(a => a.Inbox with
        {
            Monitor = monitors.GetValueOrDefault(a.Inbox.Alert.Monitor),
            Evaluation = a.Judged?.Number,
            Baseline = a.Judged?.Baseline ?? "",
            Past = a.IsFirst ? PastOf(a.Inbox.Alert) : [],
            Began = a.IsFirst ? BeganOf(a.Inbox.Alert) : null,
        })],
    };

    // Alerts of one monitor and window share their evaluation, which is large; of it two words are needed.
    Judged? JudgedOf(Alert alert)
    {
        var key = (alert.Monitor, alert.Window);
        long stamp = fleet.LastEvaluation(alert.Model);
        if (_judged.TryGet(key, out var known) && known.Stamp == stamp) return known.Of;
        var query = new EvaluationQuery { Monitor = alert.Monitor, From = alert.Window.Start, To = alert.Window.End };
        var found = catalog.Evaluations(query).FirstOrDefault(e => e.Window == alert.Window);
        var judged = found is null ? null : new Judged(found.Number, found.BaselineName);
        _judged.Keep(key, (stamp, judged));
        return judged;
    }

    IReadOnlyList<EvaluatedPart> PastOf(Alert alert)
    {
        long stamp = fleet.LastEvaluation(alert.Model);
        if (_past.TryGet((alert.Number, alert.Window), out var known) && known.Stamp == stamp) return known.Past;
        var past = catalog.Parts(new PartQuery
        {
            Monitor = alert.Monitor,
            Measure = alert.Measure,
            Subject = alert.Subject,
            From = alert.Window.End - (alert.Window.Length * PastWindows),
            To = alert.Window.End,
            Limit = PastWindows,
        });
        _past.Keep((alert.Number, alert.Window), (stamp, past));
        return past;
    }

    DateTimeOffset? BeganOf(Alert alert) => runs.Start(alert.Monitor, alert.Observed, alert.Window.End, fleet.LastEvaluation(alert.Model));

    sealed record Judged(long Number, string Baseline);
}
