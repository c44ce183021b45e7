using Plumbline.Engine.Alerts;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Alerts;

/// <summary>Puts alerts together that began together: of one model, in one window. Pure.</summary>
static class InboxGroups
{
    /// <summary>Groups in the order to show, each with its gravest alert first.</summary>
    /// <param name="alerts">In any order.</param>
    /// <param name="modelOf">Name of an alert's model.</param>
    /// <param name="windowOf">Length of the windows of an alert's monitor.</param>
    public static IReadOnlyList<InboxGroup> Of(IEnumerable<Alert> alerts, Func<Alert, string> modelOf, Func<Alert, TimeSpan> windowOf,
        InboxSort sort)
    {
        var groups = alerts.GroupBy(a => a.Model).SelectMany(own => Together(own, windowOf)).Select(g => new InboxGroup(modelOf(g[0]),
            [.. g.OrderByDescending(a => a.Severity).ThenByDescending(IsUnseen).ThenByDescending(Excess).ThenBy(a => a.Number)
                .Select(a => new InboxAlert(a, null, null, "", []))]));
        return [.. Sorted(groups, sort)];
    }

    // The first window in breach of the earliest alert opens a group; whatever began within it belongs to it. Days begin before their
    // hours, so the longest window of a start decides.
    static IEnumerable<List<Alert>> Together(IEnumerable<Alert> own, Func<Alert, TimeSpan> windowOf)
    {
        List<Alert> group = [];
        var end = DateTimeOffset.MinValue;
        foreach (var alert in own.OrderBy(a => a.Since).ThenByDescending(windowOf))
        {
            if (alert.Since >= end && group.Count > 0)
            {
                yield return group;
                group = [];
            }
            if (group.Count == 0) end = alert.Since + windowOf(alert);
            group.Add(alert);
        }
        if (group.Count > 0) yield return group;
    }

    static IEnumerable<InboxGroup> Sorted(IEnumerable<InboxGroup> groups, InboxSort sort) => sort switch
    {
        InboxSort.Urgency => groups.OrderByDescending(g => g.Unseen.Any()).ThenByDescending(g => g.Lead.Alert.Severity)
            .ThenByDescending(g => g.Since).ThenBy(g => g.Model, StringComparer.Ordinal),
        InboxSort.Newest => groups.OrderByDescending(g => g.Since).ThenBy(g => g.Model, StringComparer.Ordinal),
        InboxSort.Oldest => groups.OrderBy(g => g.Since).ThenBy(g => g.Model, StringComparer.Ordinal),
        InboxSort.Model => groups.OrderBy(g => g.Model, StringComparer.OrdinalIgnoreCase).ThenByDescending(g => g.Since),
    };

    static bool IsUnseen(Alert alert) => alert is { State: AlertState.Firing, AcknowledgedBy: null };

    // How far beyond its bound, in bounds; what has none comes last.
    static double Excess(Alert alert) => alert.Observed.Threshold is { } bound && bound != 0 && double.IsFinite(alert.Observed.Value)
        ? Math.Abs((alert.Observed.Value - bound) / bound) : -1;
}
