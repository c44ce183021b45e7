using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Fleet;

/// <summary>Since when windows of a monitor are in breach, one after another. An alert does not tell: history that was sent later raises
/// none, so it may be younger than what it is about.</summary>
sealed class BreachRuns(IMonitorCatalog catalog)
{
    const int MostWindows = 5_000, MostKept = 1_000;

    static readonly TimeSpan s_back = TimeSpan.FromDays(366);

    readonly RecentlyUsed<(long Monitor, string Measure, string Subject, DateTimeOffset Until),
        (long Stamp, DateTimeOffset? Start)> _known =
        new(MostKept);

    /// <summary>A row that says since when what it says is so.</summary>
    /// <param name="last">Number of the model's last evaluation: while it stays, the answer does.</param>
    public FleetRow WithStart(FleetRow row, long last, DateTimeOffset now) => row.Why is { Monitor: { } monitor, Finding: { } finding } why
        && Start(monitor, finding.Part, Tomorrow(now), last) is { } start && !(start >= why.Since)
            ? row with { Why = why with { Since = start } } : row;

    // A moment behind every window there is, that stays the same all day.
    static DateTimeOffset Tomorrow(DateTimeOffset now) => new(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);

    /// <summary>Start of the first of the windows in breach that end with the last one which starts before a moment; null: that one is in
    /// none. Windows that could not be judged say neither.</summary>
    public DateTimeOffset? Start(long monitor, EvaluationPart part, DateTimeOffset until, long last)
    {
        var key = (monitor, part.Measure, part.Subject, until);
        if (_known.TryGet(key, out var known) && known.Stamp == last) return known.Start;
        DateTimeOffset? start = null;
        var query = new PartQuery { Monitor = monitor, Measure = part.Measure, Subject = part.Subject, From = until - s_back,
            To = until, Limit = MostWindows };
        foreach (var found in catalog.Parts(query).Reverse())
        {
            if (found.Part.Status == EvaluationStatus.Ok) break;
            if (found.Part.Status is EvaluationStatus.Warning or EvaluationStatus.Critical) start = found.Window.Start;
        }
        _known.Keep(key, (last, start));
        return start;
    }
}
