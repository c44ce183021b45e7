using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Server.Projections;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Fleet;

/// <summary>The traffic of every model, counted anew when events have come and the count is no longer young. Used by one caller at a
/// time.</summary>
sealed class TrafficBook(LiveCells cells)
{
    const int Days = 27;

    // The history of a model comes in its first minutes here; then days are looked at ever more seldom.
    static readonly TimeSpan s_often = TimeSpan.FromSeconds(30), s_seldom = TimeSpan.FromMinutes(15);

    static readonly TimeSpan s_young = TimeSpan.FromSeconds(15), s_old = TimeSpan.FromMinutes(2), s_day = TimeSpan.FromDays(1);

    readonly Dictionary<int, Entry> _entries = [];

    public Traffic Of(ModelDefinition model, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var last = cells.LastEvent(model.Number);
        if (last is null) return Traffic.None;
        if (_entries.TryGetValue(model.Number, out var known))
        {
            var age = now - known.At;
            if (age < s_young || (age < s_old && known.Last == last)) return known.Traffic;
        }
        // Days that are over hardly change: late events and truths are seen with the next look.
        var days = known is not null && now - known.DaysAt < DaysLast(now - known.Since) && known.Today == now.UtcDateTime.Date
            ? known.Days : null;
        var entry = new Entry(known?.Since ?? now, now, last, now.UtcDateTime.Date, days is null ? now : known!.DaysAt,
            days ?? CountDays(model, now, cancellationToken), Traffic.None);
        entry = entry with { Traffic = new Traffic([.. entry.Days, Count(model, CellKey.StartOf(now - s_day), now, cancellationToken)]) };
        _entries[model.Number] = entry;
        return entry.Traffic;
    }

    static TimeSpan DaysLast(TimeSpan sinceFirst) => sinceFirst / 4 < s_often ? s_often : sinceFirst / 4 > s_seldom ? s_seldom
        : sinceFirst / 4;

    public void Keep(IReadOnlySet<int> models)
    {
        foreach (int gone in _entries.Keys.Where(k => !models.Contains(k)).ToList()) _entries.Remove(gone);
    }

    List<TrafficDay> CountDays(ModelDefinition model, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var days = Enumerable.Range(1, Days).Reverse().Select(d => Count(model, today.AddDays(-d), today.AddDays(1 - d),
            cancellationToken));
        // What lies before the first event is no day without traffic.
        return [.. days.SkipWhile(d => d.Rows == 0)];
    }

    TrafficDay Count(ModelDefinition model, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        string[] columns = CellTraffic.Columns(model);
        var query = new CellQuery { Model = model.Number, From = from, To = to,
            Columns = columns.Length > 0 ? columns : CellQuery.NoColumns,
            WithSketches = columns.Length > 0, Step = TimeSpan.MaxValue };
        var found = cells.Read(query, cancellationToken).Cells;
        return CellTraffic.Of(model, from, to, found.Sum(c => c.Profile.Rows), columns.Length > 0 ? CellTraffic.Merged(found, "") : null);
    }

    sealed record Entry(DateTimeOffset Since, DateTimeOffset At, DateTimeOffset? Last, DateTime Today, DateTimeOffset DaysAt,
        List<TrafficDay> Days,
        Traffic Traffic);
}
