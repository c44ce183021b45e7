using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Profiles;
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
        string latency = NameOf(model, ColumnRole.Latency), error = NameOf(model, ColumnRole.Error);
        var query = new CellQuery { Model = model.Number, From = from, To = to, Columns = [latency, error],
            WithSketches = latency.Length > 0, Step = TimeSpan.MaxValue };
        var found = cells.Read(query, cancellationToken).Cells.Where(c => c.Profile.Rows > 0).ToList();
        if (found.Count == 0) return new TrafficDay(from, to, 0, double.NaN, double.NaN, double.NaN, null);
        // Where the bins changed in between, the newer ones tell.
        ulong binSet = found.MaxBy(c => c.Key.Start)!.BinSet;
        var merged = latency.Length + error.Length == 0 ? null : CellMerging.Merge([.. found.Where(c => c.BinSet == binSet)], "");
        var sketch = (merged?.Find(latency)?.Content as ColumnContent.Numbers)?.Sketch;
        double Quantile(double q) => sketch is { Count: > 0 } ? sketch.Quantile(q) : double.NaN;
        long? errors = merged?.Find(error) is { } column ? column.Rows - column.Absent : null;
        return new TrafficDay(from, to, found.Sum(c => c.Profile.Rows), Quantile(.5), Quantile(.95), Quantile(.99), errors);
    }

    static string NameOf(ModelDefinition model, ColumnRole role) => model.Schema.Columns.First(role)?.Name ?? "";

    sealed record Entry(DateTimeOffset Since, DateTimeOffset At, DateTimeOffset? Last, DateTime Today, DateTimeOffset DaysAt,
        List<TrafficDay> Days,
        Traffic Traffic);
}
