using Plumbline.Engine.Monitors;

namespace Plumbline.Server.Monitors;

/// <summary>What a window is looked at with; monitors with the same answer share the work.</summary>
readonly record struct WindowKey(Window Window, string? Version, BaselineChoice Baseline, string? Segment, bool NeedsRows)
{
    public static WindowKey Of(MonitorDefinition monitor, Window window) => new(window, monitor.Version, monitor.Baseline, monitor.Segment,
        monitor.Kind is MonitorKind.Quality or MonitorKind.Fairness);
}
