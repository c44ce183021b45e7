using Plumbline.Engine.Monitors;
using Plumbline.Engine.Operations;

namespace Plumbline.Server.Monitors;

/// <summary>What a window is looked at with; monitors with the same answer share the work.</summary>
readonly record struct WindowKey(Window Window, string? Version, BaselineChoice Baseline, string? Segment, WindowNeeds Needs)
{
    public static WindowKey Of(MonitorDefinition monitor, Window window) =>
        new(window, monitor.Version, monitor.Baseline, monitor.Segment, NeedsOf(monitor));

    /// <summary>What of the cells is looked at.</summary>
    public CellContent Content => Needs switch
    {
        WindowNeeds.Columns or WindowNeeds.Rows => CellContent.Whole,
        WindowNeeds.Operations or WindowNeeds.OperationsAndMetrics => CellContent.Operations,
        WindowNeeds.Counts or WindowNeeds.CountsBefore => CellContent.Counts,
    };

    /// <summary>True when there is something to compare with beside earlier counts.</summary>
    public bool HasBaseline => Needs is not (WindowNeeds.Counts or WindowNeeds.CountsBefore);

    static WindowNeeds NeedsOf(MonitorDefinition monitor) => monitor.Kind switch
    {
        MonitorKind.Drift or MonitorKind.Integrity => WindowNeeds.Columns,
        MonitorKind.Quality or MonitorKind.Fairness => WindowNeeds.Rows,
        MonitorKind.Operations => monitor.Measure is { } measure && CustomMetric.TryParse(measure, out _) ? WindowNeeds.OperationsAndMetrics
            : WindowNeeds.Operations,
        MonitorKind.Volume => WindowNeeds.CountsBefore,
        MonitorKind.Freshness or MonitorKind.Absence => WindowNeeds.Counts,
    };
}

/// <summary>What a kind of monitor looks at.</summary>
enum WindowNeeds
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
