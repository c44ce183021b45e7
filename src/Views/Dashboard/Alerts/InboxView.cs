using Plumbline.Engine.Alerts;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;

namespace Plumbline.Views.Dashboard;

/// <summary>The inbox: what fires, what did, who has seen it.</summary>
public sealed record InboxView
{
    public required InboxQuery Query { get; init; }

    /// <summary>Alerts of the state that is shown, a page of them.</summary>
    public required IReadOnlyList<InboxGroup> Groups { get; init; }

    /// <summary>How many groups there are on all pages.</summary>
    public required int AllGroups { get; init; }

    public required InboxCounts Counts { get; init; }

    /// <summary>Names of the models that may be chosen.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>True when no alert has ever been raised, whatever is chosen.</summary>
    public bool IsUntouched { get; init; }

    /// <summary>True when the viewer may acknowledge.</summary>
    public bool MayAcknowledge { get; init; }

    public int Pages => (AllGroups + InboxPage.Groups - 1) / InboxPage.Groups;

    /// <summary>What may be acknowledged of what is shown.</summary>
    public IEnumerable<long> Unseen => Groups.SelectMany(g => g.Unseen);
}

/// <summary>How much stands on a page.</summary>
public static class InboxPage
{
    public const int Groups = 25;
}

/// <summary>How many alerts of each state go with what is chosen otherwise.</summary>
/// <param name="Models">Models of those that nobody has acknowledged.</param>
/// <param name="Resolved">Within <see cref="InboxView"/>'s memory of 30 days.</param>
/// <param name="IsResolvedCut">True: there are more.</param>
public sealed record InboxCounts(int Firing, int Acknowledged, int Resolved, int Models, bool IsResolvedCut)
{
    public int Open => Firing + Acknowledged;
}

/// <summary>Alerts of one model that began together: most likely one cause. The first is told in full.</summary>
public sealed record InboxGroup(string Model, IReadOnlyList<InboxAlert> Alerts)
{
    public InboxAlert Lead => Alerts[0];

    /// <summary>What happened to the model.</summary>
    public IReadOnlyList<TimeMark> Marks { get; init; } = [];

    /// <summary>Start of the first window in breach.</summary>
    public DateTimeOffset Since => Alerts.Min(a => a.Alert.Since);

    public IEnumerable<long> Unseen => Alerts.Where(a => a.Alert is { State: AlertState.Firing, AcknowledgedBy: null })
        .Select(a => a.Alert.Number);
}

/// <summary>An alert with what is known around it.</summary>
/// <param name="Monitor">As it is now; null when it is gone.</param>
/// <param name="Evaluation">Number of the evaluation of the last window in breach; null when it is gone.</param>
/// <param name="Baseline">Name of what that window was compared with; empty where nothing was.</param>
/// <param name="Past">The same part in earlier windows, oldest first; empty where it is not drawn.</param>
public sealed record InboxAlert(Alert Alert, MonitorDefinition? Monitor, long? Evaluation, string Baseline,
    IReadOnlyList<EvaluatedPart> Past)
{
    /// <summary>Start of the first of the windows in breach one after another, of which those of history raised no alert; null where it was
    /// not looked for.</summary>
    public DateTimeOffset? Began { get; init; }

    /// <summary>Since when what it says is so.</summary>
    public DateTimeOffset Since => Began < Alert.Since ? Began.Value : Alert.Since;
}
