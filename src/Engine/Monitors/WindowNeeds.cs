using Plumbline.Engine.Columns;
using Plumbline.Engine.Operations;
using Plumbline.Engine.Storage;

namespace Plumbline.Engine.Monitors;

/// <summary>What a kind of monitor looks at.</summary>
public enum WindowNeeds
{
    /// <summary>Profiles of columns.</summary>
    Columns,

    /// <summary>The rows themselves, beside their profiles.</summary>
    Rows,

    /// <summary>Latency and errors.</summary>
    Operations,

    /// <summary>Latency, errors and metric points.</summary>
    OperationsAndMetrics,

    /// <summary>How many rows there are.</summary>
    Counts,

    /// <summary>How many rows there are and were.</summary>
    CountsBefore,
}

/// <summary>What monitors look at, and cells without what they do not.</summary>
public static class MonitorNeeds
{
    /// <summary>What a monitor looks at.</summary>
    public static WindowNeeds Of(MonitorDefinition monitor)
    {
        ArgumentNullException.ThrowIfNull(monitor);
        return monitor.Kind switch
        {
            MonitorKind.Drift or MonitorKind.Integrity => WindowNeeds.Columns,
            MonitorKind.Quality or MonitorKind.Fairness => WindowNeeds.Rows,
            MonitorKind.Operations => monitor.Measure is { } measure && CustomMetric.TryParse(measure, out _)
                ? WindowNeeds.OperationsAndMetrics : WindowNeeds.Operations,
            MonitorKind.Volume => WindowNeeds.CountsBefore,
            MonitorKind.Freshness or MonitorKind.Absence => WindowNeeds.Counts,
        };
    }

    /// <summary>The columns of a cell that are looked at.</summary>
    internal static CellProfile Narrow(CellProfile cell, WindowNeeds needs) => needs switch
    {
        WindowNeeds.Columns => cell,
        WindowNeeds.Operations or WindowNeeds.OperationsAndMetrics => cell with
        {
            Profile = cell.Profile with
            {
                Columns = [.. cell.Profile.Columns.Where(c => c.Column.Role is ColumnRole.Latency or ColumnRole.Error)],
            },
        },
        // Rows of the past are not at hand.
        WindowNeeds.Rows or WindowNeeds.Counts or WindowNeeds.CountsBefore => cell with { Profile = cell.Profile with { Columns = [] } },
    };
}
