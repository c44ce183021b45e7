using Plumbline.Engine.Alerts;
using Plumbline.Engine.Monitors;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Alerts;

/// <summary>Which alerts were asked for, whatever their state.</summary>
sealed class InboxChoice(InboxQuery query, IReadOnlyDictionary<int, string> models, IReadOnlyDictionary<long, MonitorDefinition> monitors)
{
    public bool Holds(Alert alert) => models.TryGetValue(alert.Model, out string? model)
        && (query.Severity is null || alert.Severity == query.Severity)
        && (query.Kind is null || (monitors.TryGetValue(alert.Monitor, out var monitor) && monitor.Kind == query.Kind))
        && (query.Search.Length == 0 || Has(model) || Has(alert.MonitorName) || Has(alert.Subject) || Has(alert.Measure));

    bool Has(string text) => text.Contains(query.Search, StringComparison.OrdinalIgnoreCase);
}
