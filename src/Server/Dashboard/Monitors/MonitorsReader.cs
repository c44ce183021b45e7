using Plumbline.Engine.Alerts;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Server.Dashboard.Fleet;
using Plumbline.Server.Security;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Monitors;

/// <summary>Reads the monitors of all models that a viewer may see.</summary>
sealed class MonitorsReader(ICatalog catalog, FleetBook fleet, TimeProvider time)
{
    static readonly TimeSpan s_memory = TimeSpan.FromDays(30);

    public MonitorsView Read(MonitorsQuery query, Access access)
    {
        var names = catalog.Models().Where(m => access.Opens(m.Number)).ToDictionary(m => m.Number, m => m.Name);
        var all = catalog.Monitors(null).Where(m => names.ContainsKey(m.Model)).ToList();
        var since = time.GetUtcNow() - s_memory;
        // What fires has not ended, so it is among these however long ago it began.
        var recent = catalog.Alerts(new AlertQuery { Model = access.Model, From = since, Limit = int.MaxValue });
        var firing = recent.Where(a => a.State == AlertState.Firing).CountBy(a => a.Monitor).ToDictionary();
        var fired = recent.Where(a => a.FiredAt >= since).CountBy(a => a.Monitor).ToDictionary();
        var chosen = all.Where(m => Holds(query, m, names[m.Model])).Select(m => new MonitorRow(names[m.Model], m, null,
            firing.GetValueOrDefault(m.Number), fired.GetValueOrDefault(m.Number))).ToList();
        return new MonitorsView
        {
            Query = query,
            Rows = [.. Sorted(chosen, query.Sort).Skip((query.Page - 1) * MonitorsView.OnPage).Take(MonitorsView.OnPage)
                .Select(r => r with { Newest = NewestOf(r.Monitor) })],
            All = chosen.Count,
            Active = chosen.Count(r => r.Monitor.State == MonitorState.Active),
            Firing = chosen.Count(r => r.Firing > 0),
            Models = [.. names.Values.Order(StringComparer.OrdinalIgnoreCase)],
            IsUntouched = all.Count == 0,
            MayChange = access.Has(Permission.Configure),
        };
    }

    static bool Holds(MonitorsQuery query, MonitorDefinition monitor, string model)
    {
        bool Has(string? text) => text?.Contains(query.Search, StringComparison.OrdinalIgnoreCase) == true;
        return (query.Model is null || query.Model == model) && (query.Kind is null || query.Kind == monitor.Kind)
            && (query.State is null || query.State == monitor.State)
            && (query.Search.Length == 0 || Has(model) || Has(monitor.Name) || Has(monitor.Measure) || monitor.Columns.Any(Has)
                || Has(monitor.Segment));
    }

    static IEnumerable<MonitorRow> Sorted(IEnumerable<MonitorRow> rows, MonitorsSort sort)
    {
        var byName = rows.OrderBy(r => r.Model, StringComparer.OrdinalIgnoreCase)
            .ThenBy(r => r.Monitor.Name, StringComparer.OrdinalIgnoreCase);
        return sort switch
        {
            MonitorsSort.Model => byName,
            MonitorsSort.Firing => byName.OrderByDescending(r => r.Firing).ThenByDescending(r => r.Fired),
            MonitorsSort.Fired => byName.OrderByDescending(r => r.Fired),
        };
    }

    // One that is as new as its monitor is not at hand yet.
    Evaluation? NewestOf(MonitorDefinition monitor) => fleet.NewestOf(monitor.Number)
        ?? (catalog.Evaluations(new EvaluationQuery { Monitor = monitor.Number, Limit = 1 }) is [var newest] ? newest : null);
}
