using Plumbline.Engine.Monitors;

namespace Plumbline.Server.Monitors;

/// <summary>What a window is looked at with; monitors with the same answer share the work.</summary>
readonly record struct WindowKey(Window Window, RowSelection Rows, BaselineChoice Baseline, string? Segment, WindowNeeds Needs)
{
    public static WindowKey Of(MonitorDefinition monitor, Window window) =>
        new(window, RowSelection.Of(monitor), monitor.Baseline, monitor.Segment, MonitorNeeds.Of(monitor));

    /// <summary>What of the cells of all rows is looked at: their number alone where only segment values are judged and nothing is compared
    /// with.</summary>
    public CellContent Content => Segment is not null && Baseline is BaselineChoice.Nothing && Needs == WindowNeeds.Columns
        ? CellContent.Counts
        : SegmentContent;

    /// <summary>What of the cells of segment values is looked at.</summary>
    public CellContent SegmentContent => Needs switch
    {
        WindowNeeds.Columns or WindowNeeds.Rows => CellContent.Whole,
        WindowNeeds.Operations or WindowNeeds.OperationsAndMetrics => CellContent.Operations,
        WindowNeeds.Counts or WindowNeeds.CountsBefore => CellContent.Counts,
    };

    /// <summary>True when there is something to compare with beside earlier counts.</summary>
    public bool HasBaseline => Needs is not (WindowNeeds.Counts or WindowNeeds.CountsBefore);

    /// <summary>The rows of what it is compared with.</summary>
    public RowSelection Compared => Baseline is BaselineChoice.OfVersion other ? Rows with { Version = other.Version } : Rows;
}
